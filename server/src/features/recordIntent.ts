import { reachKey } from '../compose/readReach.ts';
import { isPlaceWord, type ReachPolicy } from '../model/policy.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { membersOfNetwork } from '../reach/networkMembers.ts';
import { listeningPorts, mentionedPorts } from '../reach/ports.ts';
import { publishedTargets } from '../reach/publishedTargets.ts';
import { trace } from '../reach/trace.ts';
import { unlistedFlows } from '../reach/unlisted.ts';
import type { Flow, Place } from '../reach/verdicts.ts';
import { flowText } from '../rules/intent.ts';
import { servicesCalled } from '../rules/serviceNames.ts';
import type { PlainValue, TextEdit } from '../text/edit.ts';
import { toRange } from '../text/span.ts';
import { textEditsFor } from '../text/yamlEdit.ts';
import { fileStyleOf } from '../text/yamlFileStyle.ts';
import { servicesNeededBy } from './refactor/mentionedFlows.ts';
import type { Snapshot } from './snapshot.ts';

/** `flows`: what the configuration speaks of. `deny`: all that is possible, and nothing else is allowed. */
type Baseline = 'flows' | 'deny';

/** The edit that writes what is possible now into the file as `x-reach`, or why it cannot be written. */
export function recordIntent(
  snapshot: Snapshot,
  baseline: Baseline,
): readonly TextEdit[] | { readonly refused: string } {
  const { project, tree, uri } = snapshot;
  if (project.keys.has(reachKey)) return { refused: 'The project states its intent already: see x-reach.' };
  const wanted = wantedFlows(project);
  const rest = baseline === 'deny' ? otherFlows(project, wanted) : [];
  const statements = [...new Set([...wanted.map(flowText), ...rest])];
  if (statements.length === 0) return { refused: 'There is nothing to record: no connection is known to be possible.' };
  const value: PlainValue = baseline === 'deny' ? { default: 'deny', flows: statements } : statements;
  const edits = textEditsFor([{ kind: 'set', uri, path: [reachKey], value, inFile: true }], tree);
  if (edits.length === 0) return { refused: 'The file cannot be added to: it is no map, or it is broken at its end.' };
  const { eol } = fileStyleOf(tree);
  return edits.map((edit) => (edit.newText.startsWith(eol) ? { ...edit, newText: eol + edit.newText } : edit));
}

/** What published ports, `depends_on` and names in the configuration speak of, as far as it is possible. */
function wantedFlows(project: Project): readonly Flow[] {
  const mentioned = mentionedPorts(project);
  return project.services.flatMap((service) => [
    ...fromOutside(project, service),
    ...servicesNeededBy(project, service).flatMap((target) => {
      const port = portOf(project, service, target, listeningPorts(target, mentioned));
      return openOnly(project, { from: place(service), to: place(target), ...port });
    }),
  ]);
}

const place = ({ name }: Service): Place => ({ kind: 'service', name });

const openOnly = (project: Project, flow: Flow): readonly Flow[] =>
  trace(project, flow).verdict === 'open' ? [flow] : [];

/** From the internet where it gets in, otherwise from the LAN. */
function fromOutside(project: Project, service: Service): readonly Flow[] {
  return publishedTargets(service).flatMap((port) => {
    const flow = (kind: 'internet' | 'lan'): Flow => ({ from: { kind }, to: place(service), ...port });
    const [first] = [...openOnly(project, flow('internet')), ...openOnly(project, flow('lan'))];
    return first ? [first] : [];
  });
}

/** The port that the source names together with the target, or the only one that is known; otherwise any. */
function portOf(
  project: Project,
  source: Service,
  target: Service,
  known: ReturnType<typeof listeningPorts>,
): Pick<Flow, 'port' | 'protocol'> {
  const named = source.mentions.find(
    ({ host, port }) => port !== undefined && port > 0 && servicesCalled(project, host).includes(target),
  )?.port;
  if (named !== undefined) return { port: named, protocol: 'tcp' };
  const [only, second] = known;
  return only && !second ? { port: only.port, protocol: only.protocol } : { port: null, protocol: 'tcp' };
}

/** Statements for everything else that is open: for whole networks where each of three members or more is. */
function otherFlows(project: Project, wanted: readonly Flow[]): readonly string[] {
  let open = unlistedFlows(denying(project, wanted)).map(({ flow }) => flow);
  const statements: string[] = [];
  for (const { name } of project.networks) {
    const members = new Set(membersOfNetwork(project, name).map((service) => service.name));
    if (members.size < 3) continue;
    const isMember = (each: Place): boolean => each.kind === 'service' && members.has(each.name);
    const side = project.serviceNamed.has(name) || isPlaceWord(name) ? `network:${name}` : name;
    const groups: readonly { readonly text: string; readonly most: number; has(flow: Flow): boolean }[] = [
      {
        text: `${side} -> ${side}`,
        most: members.size * (members.size - 1),
        has: ({ from, to }) => isMember(from) && isMember(to),
      },
      {
        text: `${side} -> internet`,
        most: members.size,
        has: ({ from, to }) => isMember(from) && to.kind === 'internet',
      },
    ];
    for (const { text, most, has } of groups) {
      const covered = open.filter(has);
      const already = wanted.filter(has).length;
      if (covered.length < 3 || covered.length + already < most) continue;
      statements.push(text);
      open = open.filter((flow) => !has(flow));
    }
  }
  return [...statements, ...open.map(flowText)];
}

/** The project as it would be with these flows and no others allowed. */
function denying(project: Project, flows: readonly Flow[]): Project {
  const span = project.services[0]?.nameSpan;
  if (!span) return project;
  const { start } = toRange(span);
  const nowhere = { anchor: { uri: project.uri, offset: start }, start: 0, end: 0 };
  const party = (each: Place) => ({
    kind: each.kind,
    name: each.kind === 'service' ? each.name : each.kind,
    span: nowhere,
  });
  const policy: ReachPolicy = {
    statements: flows.map(({ from, to, port, protocol }, index) => ({
      from: party(from),
      to: party(to),
      port,
      protocol: protocol === 'icmp' ? 'tcp' : protocol,
      intent: 'reach',
      arrowSpan: nowhere,
      span: nowhere,
      path: [reachKey, 'flows', index],
    })),
    deniesOthers: true,
    span: nowhere,
    list: { uri: project.uri, path: [reachKey, 'flows'] },
  };
  return { ...project, policy };
}
