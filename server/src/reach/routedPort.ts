import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { type Decision, decision } from './decision.ts';
import { defaultRouteAmong } from './defaultRoute.ts';
import type { EngineFacts } from './engine.ts';
import { publicationsOf } from './publication.ts';
import { driverFlag, gatewayMode, type Membership, sameNetwork, segmentKind } from './segment.ts';
import type { Flow } from './verdicts.ts';

/**
 * The way to a published port of a network with gateway mode `routed`, at the container's own address: open from every
 * bridge that masquerades (measured on 28.5). An answer to a source that is not hidden behind the host is dropped.
 */
export function routedWays(
  project: Project,
  ends: {
    readonly source: Service;
    readonly target: Service;
    readonly sources: readonly Membership[];
    /** Those that are asked about, and every one that the target is in. */
    readonly targets: readonly Membership[];
    readonly all: readonly Membership[];
  },
  flow: Flow,
  engine: EngineFacts,
): readonly Decision[] {
  const { source, target, sources, targets } = ends;
  const family = flow.via?.kind === 'address' ? flow.via.family : 'ipv4';
  const [publication] =
    flow.protocol === 'icmp' ? [] : publicationsOf(project, target, flow.port, flow.protocol, engine);
  if (!publication && flow.protocol !== 'icmp') return [];
  return targets.flatMap(({ network, attachment }): readonly Decision[] => {
    if (network?.internal !== false || network.driver !== 'bridge') return [];
    if (sources.some((each) => each.network && sameNetwork(each.network, network))) return [];
    const mode = gatewayMode(network, family, engine);
    if (mode !== 'routed' && mode !== 'unknown') return [];
    const route = defaultRouteAmong(sources, engine);
    if (route.kind === 'none') return [];
    const start = sources.find((each) => route.kind === 'network' && each.attachment.network === route.network);
    const starts = start?.network;
    const hidden =
      starts && segmentKind(starts) === 'bridge'
        ? driverFlag(starts, 'com.docker.network.bridge.enable_ip_masquerade', true)
        : undefined;
    // its answers are dropped, unless they need not pass the host
    const near = ends.all.some((each) => each.network && starts && sameNetwork(each.network, starts));
    if (hidden === false && !near) return [];
    const span = publication?.port.span ?? attachment.nameSpan;
    const what = flow.protocol === 'icmp' ? 'whatever ICMP asks of' : 'published ports of';
    const routed = publication === undefined || publication.routed === true;
    if (mode === 'routed' && hidden !== undefined && routed && family === 'ipv4') {
      const why = `${attachment.network} is routed: ${source.name} reaches ${what} ${target.name} at its own address.`;
      return [decision('open', 'routed-port', why, span)];
    }
    const why = `${attachment.network} may be routed; the engine decides whether ${source.name} reaches ${what} ${target.name}.`;
    return [decision('unknown', 'routed-port', why, span)];
  });
}
