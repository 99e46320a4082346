import { freeAddresses } from '../model/freeAddresses.ts';
import type { Member } from '../model/members.ts';
import type { Network } from '../model/network.ts';
import type { DiagramLine, Mark } from './diagramModel.ts';
import { networkId } from './ids.ts';

/** The line of a network that the file declares, or of the `default` one that compose adds. */
export function networkLine(network: Network, members: readonly Member[], mark: Mark | undefined): DiagramLine {
  const { realName } = network;
  const free = freeAddresses(network, members);
  const count = countContainers(members);
  const driver = network.driver ?? network.driverText?.raw;
  return {
    id: networkId(network.name),
    kind: 'network',
    name: network.name,
    ...(realName.span && realName.value !== network.name && { realName: realName.value }),
    subnets: network.pools.flatMap((pool) =>
      pool.subnet ? [pool.subnet.text.known ? pool.subnet.text.value : pool.subnet.text.raw] : [],
    ),
    ...(driver !== undefined && driver !== '' && { driver }),
    internal: network.internal === true,
    external: network.external === true,
    attachable: network.attachable === true,
    encrypted: isEncrypted(network),
    ...(free !== undefined && { free }),
    ...(count !== undefined && { members: count }),
    ...(mark && { mark }),
    ...(network.span && { span: network.span }),
    ...(network.nameSpan && { nameSpan: network.nameSpan }),
  };
}

/** The line of the host, or of a network that the file does not declare. */
export function otherLine(
  kind: 'host' | 'engine' | 'undeclared',
  id: string,
  name: string,
  members: readonly Member[] = [],
): DiagramLine {
  const count = countContainers(members);
  const first = members[0];
  const span = first?.attachment?.nameSpan ?? first?.service.networkMode?.text.span;
  return {
    id,
    kind,
    name,
    subnets: [],
    ...(kind === 'engine' && name === 'bridge' && { driver: 'bridge' }),
    internal: false,
    external: kind === 'engine' && name !== 'bridge',
    attachable: false,
    encrypted: false,
    ...(count !== undefined && { members: count }),
    ...(kind !== 'host' && span && { span, nameSpan: span }),
  };
}

/** Only overlay networks encrypt; the same option on any other driver does nothing. An empty value switches it on. */
function isEncrypted(network: Network): boolean {
  if (network.driver !== 'overlay') return false;
  const option = network.driverOptions.find((candidate) => candidate.name === 'encrypted');
  if (!option) return false;
  return option.value === undefined || (option.value.known && !/^(0|f|false)$/i.test(option.value.value));
}

function countContainers(members: readonly Member[]): number | undefined {
  let count = 0;
  for (const { service } of members) {
    const replicas = service.replicas === undefined ? 1 : service.replicas.value;
    if (replicas === undefined) return undefined;
    count += replicas;
  }
  return count;
}
