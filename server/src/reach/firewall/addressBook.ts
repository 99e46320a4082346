import { type Address, type Cidr, parseAddress, parseCidr } from '../../model/address.ts';
import type { Network } from '../../model/network.ts';
import type { Project } from '../../model/project.ts';
import type { Attachment, Service } from '../../model/service.ts';
import { segmentKind } from '../segment.ts';
import type { StackFacts } from './stackFacts.ts';

/** The blocks that one thing has; `missing` says in clauses what is not known. */
export interface Blocks {
  readonly blocks: readonly Cidr[];
  readonly missing: readonly string[];
}

/** Where the networks and services of a project are: as the engine says, otherwise as the file pins it. */
export interface AddressBook {
  /** The blocks of a network. */
  subnetsOf(network: Network): Blocks;
  /** The addresses of a service in one of its networks. */
  addressesIn(service: Service, attachment: Attachment): Blocks;
  /** False for networks whose packets this machine does not forward: macvlan, ipvlan, overlay and plugins. */
  isBridge(network: Network): boolean;
}

export function addressBook(project: Project, facts: StackFacts): AddressBook {
  const liveNetwork = (network: Network) => facts.networks.find(({ name }) => name === realName(network));
  const realName = ({ realName: { value }, external, name }: Network): string =>
    external !== true && facts.project !== undefined && value === `${project.name.value}_${name}`
      ? `${facts.project}_${name}`
      : value;

  return {
    isBridge: (network) => (liveNetwork(network)?.driver ?? segmentKind(network)) === 'bridge',
    subnetsOf(network) {
      const live = liveNetwork(network);
      if (live) return { blocks: live.subnets.flatMap((text) => parseCidr(text) ?? []), missing: [] };
      return pinnedSubnets(network);
    },
    addressesIn(service, attachment) {
      const network = project.networkNamed.get(attachment.network);
      const name = network && realName(network);
      const live = facts.addresses.filter((each) => each.service === service.name && each.network === name);
      if (live.length > 0) return { blocks: live.flatMap(({ address }) => single(parseAddress(address))), missing: [] };
      const pinned = [attachment.ipv4Address, attachment.ipv6Address].flatMap((each) => single(each?.address));
      const missing = attachment.ipv4Address?.address
        ? []
        : [`the address of ${service.name} in ${attachment.network}`];
      return { blocks: pinned, missing };
    },
  };
}

/** An address as a block of its own. */
function single(address: Address | undefined): readonly Cidr[] {
  if (!address) return [];
  const { family, value } = address;
  return [{ family, prefix: family === 4 ? 32 : 128, first: value, last: value, address: value }];
}

function pinnedSubnets(network: Network): Blocks {
  const blocks = network.external === false ? network.pools.flatMap(({ subnet }) => subnet?.cidr ?? []) : [];
  const has = (family: 4 | 6): boolean => blocks.some((block) => block.family === family);
  const lacks = (network.enableIpv4 !== false && !has(4)) || (network.enableIpv6 === true && !has(6));
  return { blocks, missing: lacks ? [`the subnet of ${network.name}`] : [] };
}
