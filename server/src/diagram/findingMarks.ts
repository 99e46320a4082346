import { declarationsOf } from '../model/declaration.ts';
import type { Network } from '../model/network.ts';
import type { Service } from '../model/service.ts';
import type { Severity } from '../rules/rule.ts';
import { type Span, toRange } from '../text/span.ts';
import type { DiagramFinding, Mark } from './diagramModel.ts';

export interface PlacedFindings {
  readonly ofService: ReadonlyMap<string, readonly DiagramFinding[]>;
  readonly ofNetwork: ReadonlyMap<string, readonly DiagramFinding[]>;
  readonly worst?: DiagramFinding;
}

const order: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** True when `inner` lies in `outer`. */
export function spanInside(inner: Span, outer: Span): boolean {
  if (inner.anchor.uri !== outer.anchor.uri) return false;
  const a = toRange(inner);
  const b = toRange(outer);
  return a.start >= b.start && a.end <= b.end;
}

/** Negative when `a` is worse than `b`, or stands before it in the file where both are equally bad. */
function compareFindings(a: DiagramFinding, b: DiagramFinding): number {
  return order.indexOf(a.severity) - order.indexOf(b.severity) || toRange(a.span).start - toRange(b.span).start;
}

/** The worst first, in the words of a picture. */
export const sortFindings = (findings: readonly DiagramFinding[]): readonly DiagramFinding[] =>
  findings.map((finding) => ({ ...finding, message: plain(finding.message) })).sort(compareFindings);

/** Gives every finding to the service or network in whose entry it starts. */
export function placeFindings(
  services: readonly Service[],
  networks: readonly Network[],
  findings: readonly DiagramFinding[],
): PlacedFindings {
  const ofService = new Map<string, DiagramFinding[]>();
  const ofNetwork = new Map<string, DiagramFinding[]>();
  const sorted = sortFindings(findings);
  for (const finding of sorted) {
    const start = { ...finding.span, end: finding.span.start };
    const service = services.find((candidate) => declarationsOf(candidate).some(({ span }) => spanInside(start, span)));
    const network = networks.find((candidate) => declarationsOf(candidate).some(({ span }) => spanInside(start, span)));
    if (service) push(ofService, service.name, finding);
    else if (network) push(ofNetwork, network.name, finding);
  }
  const worst = sorted.find((finding) => finding.severity !== 'hint');
  return { ofService, ofNetwork, ...(worst && { worst }) };
}

/** Expects the worst one first, as `placeFindings` gives them. */
export function markOf(findings: readonly DiagramFinding[] | undefined): Mark | undefined {
  const worst = findings?.[0];
  if (!findings || !worst) return undefined;
  return { severity: worst.severity, count: findings.length, messages: findings.map((finding) => finding.message) };
}

function push(map: Map<string, DiagramFinding[]>, key: string, finding: DiagramFinding): void {
  const list = map.get(key);
  if (list) list.push(finding);
  else map.set(key, [finding]);
}

/** Names stand in back quotes in messages; a picture has no use for them. */
const plain = (message: string): string => message.replaceAll('`', '');
