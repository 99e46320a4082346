import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { networkNotDefined, noNetwork, notAttached, onUnknownSegment, unknownNamespace } from './commonDecisions.ts';
import { bestOf, type Decision, decision, step } from './decision.ts';
import { type Namespace, namespaceOf, sameNamespace } from './namespace.ts';
import { toHost } from './outbound.ts';
import { publicationsOf } from './publication.ts';
import {
  driverOption,
  type Membership,
  mayBeSameNetwork,
  membershipsOf,
  sameNetwork,
  segmentKind,
  unknownSegment,
} from './segment.ts';
import type { Flow } from './verdicts.ts';

/** From one service's container to another's. */
export function betweenServices(project: Project, source: Service, target: Service, flow: Flow): Decision {
  const from = namespaceOf(project, source);
  const to = namespaceOf(project, target);
  if (from.kind === 'none') return noNetwork(source, from.span);
  if (to.kind === 'none') return noNetwork(target, to.span);
  if (sameNamespace(from, to)) {
    return decision(
      'open',
      'same-namespace',
      `${source.name} and ${target.name} share one network namespace and meet on localhost.`,
      modeSpan(source, target),
    );
  }
  if (from.kind === 'unknown') return unknownNamespace(source, from);
  if (to.kind === 'unknown') return unknownNamespace(target, to);
  if (from.kind === 'host') return hostModeToService(project, target, to);
  if (to.kind === 'host') return serviceToHostMode(project, source, target);
  const sources = membershipsOf(project, from.owner);
  const targets = membershipsOf(project, to.owner);
  const shared = bestOf(sharedWays(sources, targets, source.name, target.name));
  if (shared && shared.verdict !== 'blocked') return shared;
  return (
    undefinedNetwork(sources, targets) ??
    hairpin(project, source, target, to, flow, sources) ??
    shared ??
    noSharedNetwork(source, target, sources, targets)
  );
}

const modeSpan = (source: Service, target: Service) => source.networkMode?.text.span ?? target.networkMode?.text.span;

function sharedWays(
  sources: readonly Membership[],
  targets: readonly Membership[],
  from: string,
  to: string,
): readonly Decision[] {
  return sources.flatMap((a) =>
    targets.flatMap((b): readonly Decision[] => {
      if (!a.network || !b.network) return [];
      if (sameNetwork(a.network, b.network)) return [alongNetwork(a, b, from, to)];
      if (!mayBeSameNetwork(a.network, b.network)) return [];
      const why = `${a.network.name} and ${b.network.name} may be one network: a variable or another project decides their names.`;
      return [decision('unknown', 'network-name-unknown', why, a.attachment.nameSpan)];
    }),
  );
}

function alongNetwork(a: Membership, b: Membership, from: string, to: string): Decision {
  const network = a.network;
  if (!network) return networkNotDefined(a.attachment);
  const steps = [
    step('leaves', `${from} is attached to ${network.name}.`, a.attachment.nameSpan),
    step('arrives', `${to} is attached to ${network.name}.`, b.attachment.nameSpan),
  ];
  const kind = segmentKind(network);
  if (kind === 'unknown')
    return decision(
      'unknown',
      'segment-unknown',
      `Both are attached to ${network.name}, but ${unknownSegment(network)}.`,
      network.nameSpan,
      steps,
    );
  if (kind === 'bridge') {
    const icc = driverOption(network, 'com.docker.network.bridge.enable_icc');
    const iccSpan = network.driverOptions.find(({ name }) => name.endsWith('enable_icc'))?.span;
    if (icc === 'hidden')
      return decision(
        'unknown',
        'icc-hidden',
        `A variable decides whether members of ${network.name} may talk to each other.`,
        iccSpan,
        steps,
      );
    if (icc !== undefined && ['false', '0', 'f'].includes(icc.toLowerCase())) {
      return decision(
        'blocked',
        'icc-disabled',
        `${network.name} has enable_icc switched off: its members cannot talk to each other.`,
        iccSpan,
        steps,
      );
    }
  }
  return decision('open', 'shared-network', `Both are attached to ${network.name}.`, a.attachment.nameSpan, steps);
}

/** A network that the file does not define is defined elsewhere, or `up` fails; either way nothing is certain. */
function undefinedNetwork(sources: readonly Membership[], targets: readonly Membership[]): Decision | undefined {
  const both = sources.find((a) => !a.network && targets.some((b) => b.attachment.network === a.attachment.network));
  const missing = both ?? sources.find((a) => !a.network) ?? targets.find((b) => !b.network);
  if (!missing) return undefined;
  return networkNotDefined(missing.attachment);
}

/**
 * A port published on the host's addresses opens a way between networks: source, host address, target. Whether the
 * engine lets it through depends on its userland proxy (open with it on 20.10 and 28.5, measured). From internal
 * networks it times out.
 */
function hairpin(
  project: Project,
  source: Service,
  target: Service,
  to: Namespace,
  flow: Flow,
  sources: readonly Membership[],
): Decision | undefined {
  const leaves = sources.some(({ network }) => network && network.internal !== true);
  if (!leaves || to.kind !== 'own') return undefined;
  const published = publicationsOf(project, target, flow.port, flow.protocol).find(
    ({ scope }) => scope !== 'loopback' && scope !== 'nowhere',
  );
  if (!published) return undefined;
  const why = `They share no network, but port ${published.hostPort} of the host leads to ${target.name}; whether ${source.name} may take that way depends on the engine.`;
  return decision('unknown', 'hairpin', why, published.port.span);
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
  return decision('blocked', 'no-shared-network', why, sources[0]?.attachment.nameSpan ?? source.nameSpan, [
    step(
      'leaves',
      `${source.name} is attached to ${names(sources)}.`,
      sources[0]?.attachment.nameSpan ?? source.nameSpan,
    ),
    step(
      'target',
      `${target.name} is attached to ${names(targets)}.`,
      targets[0]?.attachment.nameSpan ?? target.nameSpan,
    ),
  ]);
}

function hostModeToService(project: Project, target: Service, to: Namespace): Decision {
  if (to.kind !== 'own') return decision('open', 'same-namespace', 'Both use the network of the host.');
  const ways = membershipsOf(project, to.owner).map((membership) => fromHostAlong(membership, target.name));
  return bestOf(ways) ?? notAttached(target);
}

/** From the host's own namespace to a container's address on one network. */
export function fromHostAlong({ network, attachment }: Membership, target: string): Decision {
  const { nameSpan } = attachment;
  if (!network) return networkNotDefined(attachment);
  const kind = segmentKind(network);
  if (kind === 'unknown') return onUnknownSegment(target, network, nameSpan);
  if (kind === 'macvlan' || kind === 'ipvlan') {
    return decision(
      'blocked',
      'host-to-macvlan',
      `The host cannot reach its own ${kind} containers through the parent interface.`,
      nameSpan,
    );
  }
  if (kind === 'overlay')
    return decision(
      'unknown',
      'host-to-overlay',
      `Addresses of the overlay ${network.name} are not routed on the host.`,
      nameSpan,
    );
  const mode = driverOption(network, 'com.docker.network.bridge.gateway_mode_ipv4');
  if (mode === 'hidden' || mode === 'isolated') {
    const why =
      mode === 'hidden'
        ? `A variable decides the gateway mode of ${network.name}.`
        : `${network.name} has gateway mode isolated: engines before 28 ignore that, newer ones give the host no address there.`;
    return decision('unknown', 'gateway-isolated', why, network.nameSpan);
  }
  return decision(
    'open',
    'host-on-bridge',
    `The host is the gateway of ${network.name} and reaches every container on it, internal or not.`,
    nameSpan,
  );
}

function serviceToHostMode(project: Project, source: Service, target: Service): Decision {
  const way = toHost(project, source);
  if (way.verdict !== 'open') return way;
  const why = `${target.name} listens on the host itself, which ${source.name} reaches at the gateway address of its network; its name does not resolve.`;
  return decision('open', 'host-mode-target', why, target.networkMode?.text.span, [
    step(way.reason, way.why, way.span),
  ]);
}
