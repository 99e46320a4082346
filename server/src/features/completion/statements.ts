import { reachKey } from '../../compose/readReach.ts';
import { isPlaceWord, type placeWords } from '../../model/policy.ts';
import type { Project } from '../../model/project.ts';
import type { OffsetRange } from '../../text/span.ts';
import { brief } from '../describe.ts';
import { portsOf } from './ports.ts';
import type { Proposal } from './proposal.ts';
import type { Target } from './target.ts';

/** What a statement of `x-reach` can go on with: names, arrows, ports, protocols; the keys of its map form. */
export function statements(target: Target): readonly Proposal[] {
  const { form, cursor } = target;
  if (form === 'key') return keys(target);
  if (cursor.path.join('.') === `${reachKey}.default` && form === 'value') return defaults;
  const typed = typedStatement(target);
  return typed === undefined ? [] : proposals(target, typed);
}

/** The statement up to the cursor; undefined where there is none. */
function typedStatement({ form, path, cursor, snapshot }: Target): string | undefined {
  const [section, ...inside] = path;
  const [index, key, deeper] = inside[0] === 'flows' ? inside.slice(1) : inside;
  if (section !== reachKey || typeof index !== 'number') return undefined;
  // `- web -> api:` is a key to YAML as long as no port follows.
  const isKey = form === 'value' && typeof key === 'string' && deeper === undefined;
  if (!isKey && !(form === 'item' && key === undefined)) return undefined;
  if (!cursor.flow) return isKey ? `${key}:${cursor.typed}` : cursor.typed;
  // In brackets a blank ends the word; a statement itself has no comma and no bracket.
  const before = snapshot.text.slice(0, cursor.word.start + cursor.typed.length);
  return /[^,[\]{}\n"']*$/.exec(before.slice(-300))?.[0] ?? '';
}

function proposals(target: Target, typed: string): readonly Proposal[] {
  const start = /^\s*([^\s]*)$/.exec(typed);
  if (start) return names(target, start[1] ?? '');
  const arrow = /^\s*(\S+)\s+([-x>]*)$/.exec(typed);
  if (arrow) return arrows(target, arrow[2] ?? '');
  const end = /^\s*(\S+)\s+(->|-x->)\s+(\S*)$/.exec(typed);
  const [, from = '', , to = ''] = end ?? [];
  if (!end) return [];
  const port = /^((?:service:|network:)?[^:/]+):(\d*)$/.exec(to);
  const isKind = /^(?:service|network):$/.test(to);
  if (port && !isKind && !/^(?:service|network)$/.test(port[1] ?? ''))
    return ports(target, from, port[1] ?? '', port[2] ?? '');
  const protocol = /:\d+\/(\w*)$/.exec(to);
  if (protocol) return ['tcp', 'udp', 'sctp'].map((label) => proposal(target, label, protocol[1] ?? '', 'choice'));
  return names(target, to, from);
}

/** The typed part and what follows it directly. */
function rangeOf({ snapshot, cursor }: Target, part: string): OffsetRange {
  const at = cursor.word.start + cursor.typed.length;
  const rest = /^[\w.-]*/.exec(snapshot.text.slice(at, cursor.word.end))?.[0] ?? '';
  return { start: at - part.length, end: at + rest.length };
}

function proposal(
  target: Target,
  label: string,
  part: string,
  kind: Proposal['kind'],
  more: Partial<Proposal> = {},
): Proposal {
  // An empty item is written as a whole, with the dash or blank that it needs.
  const isWhole = target.form === 'item' && typedStatement(target)?.trim() === '';
  return { label, insert: label, kind, ...(isWhole ? {} : { range: rangeOf(target, part) }), ...more };
}

const places: Readonly<Record<(typeof placeWords)[number], string>> = {
  internet: 'everything behind the router',
  lan: 'other machines of the host’s network',
  host: 'the machine that runs the engine',
};

function names(target: Target, part: string, from?: string): readonly Proposal[] {
  const { project } = target.snapshot;
  const kind = /^(service|network):/.exec(part)?.[1];
  const rest = kind ? part.slice(kind.length + 1) : part;
  const more = from === undefined ? { asksForMore: true } : {};
  const behind = target.snapshot.text[rangeOf(target, rest).end];
  const goesOn = from === undefined && behind !== ' ' ? ' ' : '';
  const services = project.services
    .filter(({ name }) => name !== from)
    .map((service) => {
      const label = !kind && isPlaceWord(service.name) ? `service:${service.name}` : service.name;
      const detail = ['service', ...brief(project, { kind: 'service', service })].join(' · ');
      return proposal(target, label, rest, 'field', { detail, insert: label + goesOn, ...more });
    });
  const networks = project.networks.map((network) => {
    const needsKind = !kind && (project.serviceNamed.has(network.name) || isPlaceWord(network.name));
    const label = needsKind ? `network:${network.name}` : network.name;
    const detail = ['all members', ...brief(project, { kind: 'network', network })].join(' · ');
    return proposal(target, label, rest, 'module', { detail, insert: label + goesOn, ...more });
  });
  if (kind) return kind === 'service' ? services : networks;
  const outside = from !== undefined && isPlaceWord(from) ? [] : (['internet', 'lan', 'host'] as const);
  return [
    ...services,
    ...networks,
    ...outside.map((label) =>
      proposal(target, label, rest, 'constant', { detail: places[label], insert: label + goesOn, ...more }),
    ),
  ];
}

function arrows(target: Target, part: string): readonly Proposal[] {
  const { snapshot, cursor } = target;
  const at = cursor.word.start + cursor.typed.length;
  const rest = /^[-x>]*/.exec(snapshot.text.slice(at, cursor.word.end))?.[0] ?? '';
  const range = { start: at - part.length, end: at + rest.length };
  const blank = snapshot.text[range.end] === ' ' ? '' : ' ';
  const arrow = (label: string, detail: string): Proposal => ({
    label,
    insert: label + blank,
    kind: 'choice',
    detail,
    range,
    asksForMore: true,
  });
  return [arrow('->', 'can reach'), arrow('-x->', 'must not reach')];
}

/** Ports of the target: published ones first when the source is outside. */
function ports(target: Target, from: string, to: string, digits: string): readonly Proposal[] {
  const { project } = target.snapshot;
  const found = targetPorts(project, from, to.replace(/^(?:service|network):/, ''));
  return found.map(({ port, detail }) => proposal(target, String(port), digits, 'value', { detail }));
}

function targetPorts(
  project: Project,
  from: string,
  to: string,
): readonly { readonly port: number; readonly detail: string }[] {
  const service = project.serviceNamed.get(to);
  if (!service) {
    if (to !== 'internet' && to !== 'lan') return [];
    return [443, 80].map((port) => ({ port, detail: port === 443 ? 'HTTPS' : 'HTTP' }));
  }
  const published = new Set(service.ports.filter(({ known }) => known).map(({ target: { first } }) => first));
  const outside = isPlaceWord(from);
  const all = [...new Set([...(outside ? published : []), ...portsOf(project, service)])];
  return all.map((port) => ({ port, detail: published.has(port) ? 'published' : `port of ${to} in its container` }));
}

function keys({ path, cursor, style, column }: Target): readonly Proposal[] {
  if (path.length === 0 && !cursor.siblings.includes(reachKey)) {
    const insert =
      cursor.colon || cursor.flow ? reachKey : `${reachKey}:${style.eol}${' '.repeat(style.sequenceIndent)}- `;
    return [{ label: reachKey, insert, kind: 'property', detail: 'who shall reach whom', asksForMore: true }];
  }
  if (path.length !== 1 || path[0] !== reachKey || cursor.form === 'list') return [];
  const list = `${style.eol}${' '.repeat(column + style.sequenceIndent)}- `;
  return [
    {
      label: 'default',
      insert: cursor.colon ? 'default' : 'default: deny',
      kind: 'property',
      detail: 'deny or allow',
    } as const,
    {
      label: 'flows',
      insert: cursor.colon ? 'flows' : `flows:${cursor.flow ? ' []' : list}`,
      kind: 'property',
      detail: 'list of statements',
      asksForMore: true,
    } as const,
  ].filter(({ label }) => !cursor.siblings.includes(label));
}

const defaults: readonly Proposal[] = [
  { label: 'deny', insert: 'deny', kind: 'choice', detail: 'what no statement allows must be impossible' },
  { label: 'allow', insert: 'allow', kind: 'choice', detail: 'nothing is said about the rest' },
];
