import { formatAddress } from '../../model/address.ts';
import type { CniSegment } from '../../model/cniSegment.ts';
import type { DiagramCard, DiagramLeg, Mark } from '../diagramModel.ts';
import { hostLineId, legId, networkId, pluginId } from '../ids.ts';
import { uplinkOf } from './machineLines.ts';

/** The plugins of a network: the one that makes the interface joins the network to the machine, the others hang on it. */
export function chainCards(segment: CniSegment, markAt: (id: string) => Mark | undefined): readonly DiagramCard[] {
  const { name, chain } = segment;
  return chain.map(({ type, span }, index): DiagramCard => {
    const id = pluginId(name, index);
    const mark = markAt(id);
    const word = wordAbout(segment, type);
    return {
      ...{ id, kind: 'plugin', name: type, listens: [], replicas: 1, span },
      ...(index === 0 ? { source: { kind: 'words', text: makes(segment) } } : {}),
      ...(index > 0 && word !== undefined ? { role: word } : {}),
      legs: index === 0 ? legsOf(segment) : [],
      ...(index > 0 ? { dockedTo: pluginId(name, 0) } : {}),
      ...(mark ? { mark } : {}),
      nameSpan: index === 0 ? segment.span : typeSpanOf(segment, index),
    };
  });
}

const typeSpanOf = ({ config, chain }: CniSegment, index: number) =>
  config.plugins[index]?.type?.contentSpan ?? chain[index]?.span ?? config.span;

function legsOf(segment: CniSegment): readonly DiagramLeg[] {
  const { name, kind, isGateway, addressing, span } = segment;
  const leg = (line: string, addresses: readonly string[]): DiagramLeg => ({
    ...{ id: legId(`${name} chain`, line), line, addresses, aliases: [], span },
  });
  const gateways =
    addressing.kind === 'known'
      ? addressing.subnets.flatMap(({ gateway }) => (gateway ? [formatAddress(gateway)] : []))
      : [];
  const uplink = uplinkOf(segment);
  const joinsHost = kind === 'ptp' || (kind === 'bridge' && isGateway.on && addressing.kind !== 'none');
  return [
    ...(joinsHost ? [leg(hostLineId, gateways)] : []),
    ...(uplink ? [leg(uplink.id, [])] : []),
    leg(networkId(name), []),
  ];
}

function makes({ kind, link, mode, vlan }: CniSegment): string {
  switch (kind) {
    case 'bridge':
      return link?.name ?? 'a bridge';
    case 'ptp':
      return 'a veth pair each';
    case 'host-device':
      return link?.name ?? 'a device';
    case 'vlan':
      return `VLAN ${vlan}`;
    case 'macvlan':
    case 'ipvlan':
      return `mode ${mode}`;
    case 'unknown':
      return 'a plugin of others';
    default:
      return kind;
  }
}

/** What a plugin of the chain does here, in a word or two. */
function wordAbout({ firewall, portmap }: CniSegment, type: string): string | undefined {
  if (type === 'firewall') return firewall?.policy;
  if (type === 'portmap') return portmap?.isTold ? 'mapped ports' : 'no ports';
  if (type === 'sbr') return 'routes by source';
  return undefined;
}
