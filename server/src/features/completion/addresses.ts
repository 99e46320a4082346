import { type Cidr, formatAddress, formatCidr } from '../../model/address.ts';
import type { Network } from '../../model/network.ts';
import type { Project } from '../../model/project.ts';
import { addressUsesOf } from '../describe/addressUse.ts';
import { freeAddressesFor } from './freeAddresses.ts';
import { freeIpv6Subnet } from './freeIpv6Subnet.ts';
import { freeSubnets } from './freeSubnets.ts';
import type { Proposal } from './proposal.ts';
import { type Target, written } from './target.ts';

/** Subnets and addresses that are still free, where one is wanted. */
export function addresses(target: Target): readonly Proposal[] {
  const { form, place, path, snapshot } = target;
  if (form !== 'value') return [];
  const { project } = snapshot;
  const proposal = (value: string, detail: string): Proposal => ({
    label: value,
    insert: written(target, value),
    kind: 'unit',
    detail,
  });
  const name = String(path[1]);
  const network = project.networkNamed.get(name);
  const poolSubnet = (): Cidr | undefined =>
    network?.pools[Number(path[4])]?.subnet?.cidr ?? network?.pools.find(({ subnet }) => subnet?.cidr)?.subnet?.cidr;
  switch (place) {
    case 'networks.*.ipam.config[].subnet':
      return [...freeSubnets(project, name), ...ipv6Subnets(project, network)].map((subnet) =>
        proposal(subnet, 'free: overlaps no network of this project'),
      );
    case 'networks.*.ipam.config[].gateway':
      return gateways(poolSubnet()).map(([address, why]) => proposal(address, why));
    case 'networks.*.ipam.config[].ip_range':
      return ranges(poolSubnet()).map(([range, why]) => proposal(range, why));
    case 'networks.*.ipam.config[].aux_addresses.*':
      return network
        ? freeAddressesFor(project, network, 4).map((address) => proposal(address, `free on ${name}`))
        : [];
    case 'services.*.networks.*.ipv4_address':
    case 'services.*.networks.*.ipv6_address': {
      const joined = project.networkNamed.get(String(path[3]));
      if (!joined) return [];
      const free = freeAddressesFor(project, joined, place.endsWith('ipv4_address') ? 4 : 6, name);
      return free.map((address) => proposal(address, `free on ${joined.name}${takenWords(target, joined)}`));
    }
    default:
      return [];
  }
}

function ipv6Subnets(project: Project, network: Network | undefined): readonly string[] {
  const subnet = network?.enableIpv6 === true ? freeIpv6Subnet(project, network.name) : undefined;
  return subnet === undefined ? [] : [subnet];
}

function takenWords({ snapshot }: Target, network: Network): string {
  const taken = addressUsesOf(snapshot.project, network).length;
  return taken > 0 ? `, ${taken} fixed so far` : '';
}

function gateways(cidr: Cidr | undefined): readonly (readonly [string, string])[] {
  if (!cidr || cidr.prefix > 30) return [];
  const { family, first, last } = cidr;
  return [
    [formatAddress({ family, value: first + 1n }), 'first address, what the engine takes anyway'],
    [formatAddress({ family, value: last - 1n }), 'last address'],
  ];
}

function ranges(cidr: Cidr | undefined): readonly (readonly [string, string])[] {
  if (cidr?.family !== 4 || cidr.prefix > 28) return [];
  const half = (cidr.last - cidr.first + 1n) / 2n;
  const part = (first: bigint, prefix: number): string =>
    formatCidr({ family: 4, prefix, first, last: first, address: first });
  return [
    [part(cidr.first + half, cidr.prefix + 1), 'upper half; the lower one stays for fixed addresses'],
    [part(cidr.first + half + half / 2n, cidr.prefix + 2), 'last quarter; the rest stays for fixed addresses'],
  ];
}
