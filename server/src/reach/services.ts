import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { byName } from './byName.ts';
import {
  isReplicated,
  networkNotDefined,
  noNetwork,
  notAttached,
  replicaHidden,
  unknownNamespace,
} from './commonDecisions.ts';
import { bestOf, type Decision, decision, step } from './decision.ts';
import type { EngineFacts } from './engine.ts';
import { hairpin } from './hairpin.ts';
import { fromHostAlong, hostToPublished } from './host.ts';
import { type Namespace, namespaceOf, sameNamespace } from './namespace.ts';
import { toHost } from './outbound.ts';
import { routedWays } from './routedPort.ts';
import { type Membership, membershipsOf } from './segment.ts';
import { sharedWays, withoutFamily } from './sharedNetwork.ts';
import type { Flow } from './verdicts.ts';

/** From one service's container to another's. */
export function betweenServices(
  project: Project,
  source: Service,
  target: Service,
  flow: Flow,
  engine: EngineFacts,
): Decision {
  const from = namespaceOf(project, source);
  const to = namespaceOf(project, target);
  if (flow.via?.kind === 'name') return byName(project, source, target, flow, flow.via, engine, betweenServices);
  if (sameNamespace(from, to) && flow.via?.kind !== 'published') {
    if (from.kind !== 'host' && from.kind !== 'unknown' && isReplicated(from.owner)) {
      const apart = betweenNamespaces(project, source, target, { from, to }, flow, engine);
      return apart.verdict === 'open' ? apart : replicaHidden(from.owner, modeSpan(source, target));
    }
    const why = `${source.name} and ${target.name} share one network namespace and meet on localhost.`;
    return decision('open', 'same-namespace', why, modeSpan(source, target));
  }
  return betweenNamespaces(project, source, target, { from, to }, flow, engine);
}

/** As if they were two, whether they are or not. */
function betweenNamespaces(
  project: Project,
  source: Service,
  target: Service,
  { from, to }: { readonly from: Namespace; readonly to: Namespace },
  flow: Flow,
  engine: EngineFacts,
): Decision {
  if (from.kind === 'none') return noNetwork(source, from.span);
  if (to.kind === 'none') return noNetwork(target, to.span);
  if (from.kind === 'unknown') return unknownNamespace(source, from);
  if (to.kind === 'unknown') return unknownNamespace(target, to);
  if (from.kind === 'host' && to.kind === 'host') return notPublished(target);
  if (from.kind === 'host') return hostModeToService(project, target, to, flow, engine);
  if (to.kind === 'host')
    return flow.via?.kind === 'published' ? notPublished(target) : serviceToHostMode(project, source, target, engine);
  if (flow.via?.kind === 'published')
    return hairpin(project, source, target, { from, to }, flow, engine) ?? notPublished(target);
  const sources = membershipsOf(project, from.owner);
  const all = membershipsOf(project, to.owner);
  const via = flow.via?.kind === 'address' ? flow.via : undefined;
  const targets = via ? all.filter(({ attachment }) => attachment.network === via.network) : all;
  const [wanted] = targets;
  if (via && wanted?.network && wanted.network[via.family === 'ipv4' ? 'enableIpv4' : 'enableIpv6'] !== true)
    return withoutFamily(wanted, via.family);
  const ends = { from: source.name, to: target.name, protocol: flow.protocol, ...(via ? { family: via.family } : {}) };
  const shared = bestOf(sharedWays(sources, targets, ends, engine));
  if (shared && shared.verdict !== 'blocked') return shared;
  const missing = undefinedNetwork(sources, targets);
  if (missing) return missing;
  const around = via ? undefined : hairpin(project, source, target, { from, to }, flow, engine);
  const detours = [
    ...routedWays(project, { source, target, sources, targets, all }, flow, engine),
    ...(around && around.verdict !== 'blocked' ? [around] : []),
  ];
  return bestOf(detours) ?? shared ?? noSharedNetwork(source, target, sources, targets);
}

const modeSpan = (source: Service, target: Service) => source.networkMode?.text.span ?? target.networkMode?.text.span;

/** A network that the file does not define is defined elsewhere, or `up` fails; either way nothing is certain. */
function undefinedNetwork(sources: readonly Membership[], targets: readonly Membership[]): Decision | undefined {
  const both = sources.find((a) => !a.network && targets.some((b) => b.attachment.network === a.attachment.network));
  const missing = both ?? sources.find((a) => !a.network) ?? targets.find((b) => !b.network);
  if (!missing) return undefined;
  return networkNotDefined(missing.attachment);
}

function noSharedNetwork(
  source: Service,
  target: Service,
  sources: readonly Membership[],
  targets: readonly Membership[],
): Decision {
  const names = (memberships: readonly Membership[]): string =>
    memberships.map(({ attachment }) => attachment.network).join(', ') || 'no network';
  const why = `They share no network: ${source.name} is on ${names(sources)}, ${target.name} on ${names(targets)}.`;
  const leaves = sources[0]?.attachment.nameSpan ?? source.nameSpan;
  return decision('blocked', 'no-shared-network', why, leaves, [
    step('leaves', `${source.name} is attached to ${names(sources)}.`, leaves),
    step(
      'target',
      `${target.name} is attached to ${names(targets)}.`,
      targets[0]?.attachment.nameSpan ?? target.nameSpan,
    ),
  ]);
}

function notPublished(target: Service): Decision {
  return decision('blocked', 'not-published', `${target.name} publishes no such port for others.`, target.nameSpan);
}

function hostModeToService(
  project: Project,
  target: Service,
  to: Namespace,
  flow: Flow,
  engine: EngineFacts,
): Decision {
  if (to.kind !== 'own') return decision('open', 'same-namespace', 'Both use the network of the host.');
  if (flow.via?.kind === 'published') return hostToPublished(project, target, flow, engine);
  const ways = membershipsOf(project, to.owner).flatMap((membership) => {
    const { via } = flow;
    if (via?.kind === 'address' && via.network !== membership.attachment.network) return [];
    return [fromHostAlong(membership, target.name, via?.kind === 'address' ? via.family : undefined, engine)];
  });
  return bestOf(ways) ?? notAttached(target);
}

function serviceToHostMode(project: Project, source: Service, target: Service, engine: EngineFacts): Decision {
  const way = toHost(project, source, engine);
  if (way.verdict !== 'open') return way;
  const why = `${target.name} listens on the host itself, which ${source.name} reaches at the gateway address of its network; its name does not resolve.`;
  return decision('open', 'host-mode-target', why, target.networkMode?.text.span, [
    step(way.reason, way.why, way.span),
  ]);
}
