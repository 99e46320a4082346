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
    readonly targets: readonly Membership[];
  },
  flow: Flow,
  engine: EngineFacts,
): readonly Decision[] {
  const { source, target, sources } = ends;
  const family = flow.via?.kind === 'address' ? flow.via.family : 'ipv4';
  if (flow.protocol === 'icmp') return [];
  const published = publicationsOf(project, target, flow.port, flow.protocol, engine);
  const [publication] = published;
  if (!publication) return [];
  return ends.targets.flatMap(({ network, attachment }): readonly Decision[] => {
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
    if (hidden === false) return [];
    const why = `${attachment.network} is routed: ${source.name} reaches published ports of ${target.name} at its own address.`;
    const certain = mode === 'routed' && hidden === true && publication.routed === true && family === 'ipv4';
    return [
      certain
        ? decision('open', 'routed-port', why, publication.port.span)
        : decision(
            'unknown',
            'routed-port',
            `${attachment.network} may be routed; the engine decides whether ${source.name} reaches its published ports.`,
            publication.port.span,
          ),
    ];
  });
}
