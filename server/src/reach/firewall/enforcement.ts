import type { Project } from '../../model/project.ts';
import { matrix, trace } from '../trace.ts';
import { type Place, placeName, type Trace } from '../verdicts.ts';
import { type End, type Intent, type Statement, statementText } from './intent.ts';
import type { Ruleset } from './ruleset.ts';
import { servicesOf, sharedWith } from './sharedAddresses.ts';
import type { StackFacts } from './stackFacts.ts';

/**
 * What makes a statement true.
 * segmentation  forbidden, and the networks of the file alone see to it
 * firewall      forbidden, and nothing but the rules stands against it
 * nothing       forbidden and possible, and the rules cannot prevent it
 * open          allowed and possible; the rules let it pass
 * closed        allowed, but not possible; rules never open what the engine keeps shut
 */
export type Enforcement = 'segmentation' | 'firewall' | 'nothing' | 'open' | 'closed';

export interface Explained {
  /** The statement, or `default: deny` with a flow that no statement is about. */
  readonly text: string;
  readonly enforcedBy: Enforcement;
  /** One or two sentences. */
  readonly why: string;
}

/** One entry a statement, then those for the flows that only the last rule closes. */
export function enforcementOf(
  project: Project,
  intent: Intent,
  ruleset: Ruleset,
  facts: StackFacts,
): readonly Explained[] {
  const stated = intent.statements.map((statement) => {
    const traces = tracesOf(project, statement);
    const judged = withProxy(project, traces, judge(traces, statement, ruleset.beyond.get(statement), facts));
    return { text: statementText(statement), ...withSharers(project, statement, judged) };
  });
  return intent.deniesOthers ? [...stated, ...closedByDefault(project, intent, ruleset, facts)] : stated;
}

/** A rule is about addresses, and so about every service that has them. */
function withSharers(project: Project, { from, to }: Statement, judged: Judged): Judged {
  const names = [from, to].flatMap((end) => sharedWith(project, end));
  if (names.length === 0 || (judged.enforcedBy !== 'firewall' && judged.enforcedBy !== 'open')) return judged;
  return { ...judged, why: `${judged.why} The same holds for ${names.join(', ')}, with the same addresses.` };
}

/**
 * What a container sends to a published port, the engine's userland proxy takes and sends on as the host: no rule for
 * forwarded packets sees it (measured on 28.5).
 */
function withProxy(project: Project, traces: readonly Trace[], judged: Judged): Judged {
  if (judged.enforcedBy !== 'firewall') return judged;
  const past = traces.find(
    ({ flow: { via, ...flow } }) =>
      flow.from.kind === 'service' &&
      flow.to.kind === 'service' &&
      trace(project, { ...flow, via: { kind: 'published' } }).verdict !== 'blocked',
  );
  if (!past) return judged;
  const target = placeName(past.flow.to);
  return {
    ...judged,
    why: `${judged.why} The port that ${target} publishes stays open where the engine's proxy serves it.`,
  };
}

type Judged = Omit<Explained, 'text'>;

function judge(
  traces: readonly Trace[],
  statement: Pick<Statement, 'intent' | 'from' | 'to'>,
  beyond: string | undefined,
  facts: StackFacts,
): Judged {
  const open = traces.find(({ verdict }) => verdict === 'open') ?? traces.find(({ verdict }) => verdict === 'unknown');
  const [first] = traces;
  const manyFlows = statement.from.kind === 'network' || statement.to.kind === 'network';
  const whyOf = (one: Trace): string => (manyFlows ? `${nameOf(one)} ${one.why}` : one.why);
  if (!first) return { enforcedBy: 'nothing', why: beyond ?? 'It is about no flow between two ends.' };
  if (statement.intent === 'reach') {
    const closed = traces.find(({ verdict }) => verdict === 'blocked');
    return closed
      ? { enforcedBy: 'closed', why: `${whyOf(closed)} No rule of a firewall may change that.` }
      : { enforcedBy: 'open', why: beyond ?? whyOf(open ?? first) };
  }
  if (!open) return { enforcedBy: 'segmentation', why: whyOf(first) };
  if (beyond !== undefined) return { enforcedBy: 'nothing', why: beyond };
  if (open.verdict === 'unknown') return { enforcedBy: 'firewall', why: `${whyOf(open)} ${perhapsPast}` };
  if (!staysOnBridge(open) || facts.filtersBridges === true) return { enforcedBy: 'firewall', why: whyOf(open) };
  return facts.filtersBridges === false
    ? { enforcedBy: 'nothing', why: `${whyOf(open)} ${unfiltered}` }
    : { enforcedBy: 'firewall', why: `${whyOf(open)} ${perhapsUnfiltered}` };
}

const unfiltered = 'Packets inside a bridge pass no rule here: net.bridge.bridge-nf-call-iptables is 0.';
const perhapsUnfiltered = 'Packets inside a bridge pass the rules only while net.bridge.bridge-nf-call-iptables is 1.';

const perhapsPast = 'A way through a program of the host, such as a proxy, passes no rule.';

const nameOf = ({ flow: { from, to, port } }: Trace): string =>
  `${placeName(from)} -> ${placeName(to)}${port === null ? '' : `:${port}`}:`;

/** Two services that meet in one network: their packets are bridged, not routed. */
function staysOnBridge({ flow: { from, to } }: Trace): boolean {
  return from.kind === 'service' && to.kind === 'service';
}

function tracesOf(project: Project, { from, to, port, protocol }: Statement): readonly Trace[] {
  return placesOf(project, from).flatMap((source) =>
    placesOf(project, to)
      .filter((target) => placeName(source) !== placeName(target))
      .map((target) => trace(project, { from: source, to: target, port, protocol })),
  );
}

function placesOf(project: Project, end: End): readonly Place[] {
  switch (end.kind) {
    case 'undefined':
      return [];
    case 'service':
      return [{ kind: 'service', name: end.name }];
    case 'network':
      return servicesOf(project, end).map(({ name }) => ({ kind: 'service', name }));
    default:
      return [{ kind: end.kind }];
  }
}

/** Flows that the file leaves open and no statement is about. */
function closedByDefault(project: Project, intent: Intent, ruleset: Ruleset, facts: StackFacts): readonly Explained[] {
  const stated = (flow: Trace['flow']): boolean =>
    intent.statements.some(
      ({ from, to, port, protocol }) =>
        (port === null || (port === flow.port && protocol === flow.protocol)) &&
        isIn(project, from, flow.from) &&
        isIn(project, to, flow.to),
    );
  const others = matrix(project).filter(({ flow }) => !stated(flow));
  const closed = others.filter(({ verdict }) => verdict === 'blocked').length;
  const summary: Explained = {
    text: 'default: deny',
    enforcedBy: 'segmentation',
    why: `${closed} further flows are impossible in this file.`,
  };
  const stillOpen: readonly Explained[] = others
    .filter(({ verdict }) => verdict === 'open')
    .map((open): Explained => {
      const { from, to } = open.flow;
      const partly = intent.statements.some(
        (each) => each.intent === 'reach' && isIn(project, each.from, from) && isIn(project, each.to, to),
      );
      const text = `default: deny (${nameOf(open).slice(0, -1)}${partly ? ', other ports' : ''})`;
      const services = [from, to].flatMap((place) => project.serviceNamed.get(placeName(place)) ?? []);
      const apart = services.find(({ networkMode }) => networkMode !== undefined);
      if (from.kind === 'host' || to.kind === 'host')
        return { text, enforcedBy: 'nothing', why: `${open.why} ${local}` };
      if (open.steps.at(-1)?.reason === 'same-namespace' || apart?.networkMode?.kind === 'host')
        return { text, enforcedBy: 'nothing', why: open.why };
      const [missing] = ruleset.missing;
      if (missing !== undefined) return { text, enforcedBy: 'nothing', why: `Not known yet: ${missing}.` };
      return { text, ...withProxy(project, [open], judge([open], noStatement, undefined, facts)) };
    });
  return closed === 0 ? stillOpen : [summary, ...stillOpen];
}

const noStatement = {
  intent: 'not-reach',
  from: { kind: 'undefined', name: '' },
  to: { kind: 'undefined', name: '' },
} as const;

const local = 'What the host itself sends and gets is not forwarded and passes no such rule.';

function isIn(project: Project, end: End, place: Place): boolean {
  return placesOf(project, end).some((each) => each.kind === place.kind && placeName(each) === placeName(place));
}
