import type { Service } from '../../model/service.ts';
import { trace } from '../../reach/trace.ts';
import { brief } from '../describe.ts';
import { portsOf } from './ports.ts';
import type { Proposal } from './proposal.ts';
import { ownService, type Target } from './target.ts';

const places = /^services\.\*\.(?:environment|command|entrypoint|labels|healthcheck\.test|build\.args)(?:$|[.[])/;
const mostTyped = 1_000;
const afterScheme = /[a-z][a-z0-9+.-]{0,40}:\/\/(?:[^\s/@'"]*@)?(?:[\w.-]+(?::\d+)?,)*([\w.-]*)$/i;
const afterAt = /@([\w.-]*)$/;
const afterHost = /(?:^|[/@=,\s])([A-Za-z0-9][\w.-]*):(\d*)$/;
// Variables whose whole value is a host.
const hostVariable = /(?:^|_|PG)(?:HOST|HOSTNAME|SERVER|ADDR|ADDRESS|BROKER|UPSTREAM|ENDPOINT)S?$/i;

/** Services that can be reached, where a URL or a variable names a host, and their ports behind the host. */
export function hosts(target: Target): readonly Proposal[] {
  const { place, cursor, snapshot, path } = target;
  if (place === undefined || !places.test(place) || target.form === 'key') return [];
  // Only the last of many hosts matters, and the expressions look back from the cursor.
  const typed = cursor.typed.slice(-mostTyped);
  const port = afterHost.exec(typed);
  if (port) return portProposals(target, port[1] ?? '', port[2] ?? '');
  const partial = (afterScheme.exec(typed) ??
    afterAt.exec(typed) ??
    inHostVariable(target, String(path.at(-1)), typed))?.[1];
  if (partial === undefined) return [];
  const end = cursor.word.start + cursor.typed.length;
  const start = end - partial.length;
  const rest = /^[\w.-]*/.exec(snapshot.text.slice(end, cursor.word.end))?.[0] ?? '';
  const range = { start, end: start + partial.length + rest.length };
  return reachable(target).flatMap((each) => hostProposals(target, each, range));
}

function inHostVariable({ form }: Target, key: string, typed: string): RegExpExecArray | null {
  if (form === 'value') return hostVariable.test(key) ? /^([\w.-]*)$/.exec(typed) : null;
  const [name = ''] = typed.split('=');
  return typed.includes('=') && hostVariable.test(name) ? /=([\w.-]*)$/.exec(typed) : null;
}

interface Reachable {
  readonly service: Service;
  readonly sure: boolean;
  readonly why: string;
}

/**
 * The services that the own one can reach: those that share a network with it first, those that it perhaps reaches last.
 * All where the own one cannot be read.
 */
function reachable(target: Target): readonly Reachable[] {
  const own = ownService(target);
  const { project } = target.snapshot;
  const found = project.services
    .filter((service) => service !== own)
    .flatMap((service): readonly Reachable[] => {
      if (!own) return [{ service, sure: true, why: '' }];
      const flow = { from: { kind: 'service', name: own.name }, to: { kind: 'service', name: service.name } } as const;
      const { verdict, why } = trace(project, { ...flow, port: null, protocol: 'tcp' });
      return verdict === 'blocked' ? [] : [{ service, sure: verdict === 'open', why }];
    });
  const networks = new Set(own?.attachments.map(({ network }) => network));
  const shares = ({ service }: Reachable): boolean => service.attachments.some(({ network }) => networks.has(network));
  const rank = (each: Reachable): number => (each.sure ? 0 : 2) + (shares(each) ? 0 : 1);
  return found.toSorted((a, b) => rank(a) - rank(b));
}

function hostProposals(
  target: Target,
  { service, sure, why }: Reachable,
  range: { readonly start: number; readonly end: number },
): readonly Proposal[] {
  const { project } = target.snapshot;
  const proposal = (label: string, detail: string): Proposal => ({
    label,
    insert: label,
    kind: 'field',
    detail,
    range,
    documentation: sure ? why : `Not sure: ${why}`,
  });
  const networks = new Set(ownService(target)?.attachments.map(({ network }) => network) ?? []);
  const aliases = service.attachments
    .filter(({ network }) => networks.has(network))
    .flatMap((attachment) => attachment.aliases.filter(({ known }) => known));
  return [
    proposal(service.name, brief(project, { kind: 'service', service }).join(' · ')),
    ...portsOf(project, service).map((port) => proposal(`${service.name}:${port}`, 'with the port of its program')),
    ...[...new Set(aliases.map(({ value }) => value))].map((alias) => proposal(alias, `alias of ${service.name}`)),
  ];
}

function portProposals(target: Target, host: string, digits: string): readonly Proposal[] {
  const { snapshot, cursor } = target;
  const { project } = snapshot;
  const owner = project.services.find(
    ({ name, containerName, attachments }) =>
      name === host ||
      containerName?.value === host ||
      attachments.some(({ aliases }) => aliases.some(({ value }) => value === host)),
  );
  if (!owner) return [];
  const start = cursor.word.start + cursor.typed.length - digits.length;
  const rest = /^\d*/.exec(snapshot.text.slice(start + digits.length, cursor.word.end))?.[0] ?? '';
  const range = { start, end: start + digits.length + rest.length };
  return portsOf(project, owner).map((port) => ({
    label: String(port),
    insert: String(port),
    kind: 'value',
    detail: `port of ${owner.name} in its container`,
    range,
  }));
}
