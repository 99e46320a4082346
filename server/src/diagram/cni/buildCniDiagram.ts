import type { CniSegment } from '../../model/cniSegment.ts';
import { firstOfEachName } from '../../model/named.ts';
import type { CniHost } from '../../reach/cni/cniHost.ts';
import type {
  DiagramCard,
  DiagramFinding,
  DiagramLine,
  DiagramModel,
  DiagramPill,
  DiagramRoute,
} from '../diagramModel.ts';
import { markOf, sortFindings, spanInside } from '../findingMarks.ts';
import { hostLineId, networkId, pillId, pluginId, routeId, serviceId } from '../ids.ts';
import { chainCards } from './chainCards.ts';
import { exampleCards } from './exampleCards.ts';
import { plainLine, uplinkOf } from './machineLines.ts';
import { segmentFacts, subnetText, wayOut } from './segmentFacts.ts';

/** Pure: the CNI networks of one machine as a picture, each with its chain and two containers as examples. */
export function buildCniDiagram(host: CniHost, title: string, findings: readonly DiagramFinding[]): DiagramModel {
  const segments = firstOfEachName(host.segments);
  const worstFirst = sortFindings(findings);
  const placed = placeFindings(segments, worstFirst);
  const uplinks = [
    ...new Map(segments.flatMap((segment) => uplinkOf(segment) ?? []).map((line) => [line.id, line])).values(),
  ];
  const lines = [hostLine(segments), ...uplinks, ...segments.map((segment) => networkLine(host, segment, placed))];
  const pills = segments.flatMap(portPills);
  const worst = worstFirst.find(({ severity }) => severity !== 'hint');
  return {
    title,
    outside: outsideNote(segments),
    lines,
    cards: segments.flatMap((segment): readonly DiagramCard[] => [
      ...chainCards(segment, (id) => markOf(placed.get(id))),
      ...exampleCards(segment),
    ]),
    pills,
    routes: segments.flatMap(chainRoutes),
    ...(worst ? { worst } : {}),
    findingCount: findings.length,
  };
}

function hostLine(segments: readonly CniSegment[]): DiagramLine {
  const mapped = segments.some(({ portmap }) => portmap?.isTold);
  const facts = ['this machine', ...(mapped ? ['mapped ports'] : [])];
  return { ...plainLine(hostLineId, 'host', 'host'), facts };
}

function networkLine(host: CniHost, segment: CniSegment, placed: Placed): DiagramLine {
  const id = networkId(segment.name);
  const mark = markOf(placed.get(id));
  const { addressing, config, name, kind, nameSpan } = segment;
  return {
    ...plainLine(id, 'network', name),
    subnets: addressing.kind === 'known' ? addressing.subnets.map(subnetText) : [],
    driver: kind,
    internal: wayOut(host, segment) === 'blocked',
    facts: segmentFacts(host, segment),
    ...(mark ? { mark } : {}),
    span: config.root?.span ?? config.span,
    nameSpan,
  };
}

type Placed = ReadonlyMap<string, readonly DiagramFinding[]>;

/** Every finding with the plugin in whose entry it starts, or with the network around it. Expects the worst first. */
function placeFindings(segments: readonly CniSegment[], findings: readonly DiagramFinding[]): Placed {
  const placed = new Map<string, DiagramFinding[]>();
  for (const finding of findings) {
    const start = { ...finding.span, end: finding.span.start };
    const segment = segments.find(({ config }) => spanInside(start, config.root?.span ?? config.span));
    if (!segment) continue;
    const index = segment.config.form === 'list' ? segment.chain.findIndex(({ span }) => spanInside(start, span)) : -1;
    const id = index < 0 ? networkId(segment.name) : pluginId(segment.name, index);
    placed.set(id, [...(placed.get(id) ?? []), finding]);
  }
  return placed;
}

/** The order of the chain, as arrows. */
function chainRoutes({ name, chain }: CniSegment): readonly DiagramRoute[] {
  return chain.slice(1).map(({ span }, index): DiagramRoute => {
    const [from, to] = [pluginId(name, index), pluginId(name, index + 1)];
    return { id: routeId(from, to), kind: 'chain', from, to, ways: [], conditions: [], span };
  });
}

/** The ports that the runtime may map, on the host. */
function portPills(segment: CniSegment): readonly DiagramPill[] {
  const { portmap, name, kind } = segment;
  if (!portmap) return [];
  const works = portmap.isTold && (kind === 'bridge' || kind === 'ptp');
  const card = serviceId(`${name}/1`);
  return [
    {
      ...{ id: pillId(`${name}/1`, 0), card, span: portmap.span },
      text: works ? 'mapped ports' : 'no ports',
      reach: works ? 'all' : 'nobody',
      note: works ? 'those that the runtime maps, by portmap' : 'portmap has no effect here',
    },
  ];
}

function outsideNote(segments: readonly CniSegment[]): string {
  const mapped = segments.filter(({ portmap, kind }) => portmap?.isTold && (kind === 'bridge' || kind === 'ptp'));
  const onLink = segments.filter(({ kind }) => kind === 'macvlan' || kind === 'ipvlan');
  const parts = [
    ...(mapped.length > 0 ? [`mapped ports lead to ${namesOf(mapped)}`] : []),
    ...(onLink.length > 0 ? [`${namesOf(onLink)} ${onLink.length === 1 ? 'is' : 'are'} on the LAN itself`] : []),
  ];
  return parts.join('; ') || 'no port of this machine leads to a container';
}

const namesOf = (segments: readonly CniSegment[]): string => segments.map(({ name }) => name).join(', ');
