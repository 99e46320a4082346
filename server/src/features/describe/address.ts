import { contains, formatCidr } from '../../model/address.ts';
import type { AddressText, Network } from '../../model/network.ts';
import type { Project } from '../../model/project.ts';
import { code } from '../markdown.ts';
import { addressUsesOf, sameAddress } from './addressUse.ts';
import type { Description } from './description.ts';

/** Whose an address is, and whether its network can give it. */
export function describeAddress(project: Project, network: Network, { text, address }: AddressText): Description {
  const title = `Address ${code(text.value)} on ${code(network.name)}`;
  if (!text.known) return { title, facts: ['A variable hides the address.'] };
  if (!address) return { title, facts: ['This is no IP address.'] };
  const facts: string[] = [];
  const subnets = network.pools.flatMap(({ subnet }) => subnet?.cidr ?? []);
  const home = subnets.find((cidr) => contains(cidr, address));
  if (home) facts.push(`In the subnet ${code(formatCidr(home))}`);
  else if (subnets.length > 0)
    facts.push(`**Outside** of ${subnets.map((cidr) => code(formatCidr(cidr))).join(' and ')}: the engine refuses it`);
  else if (network.external !== true)
    facts.push(`${code(network.name)} has no subnet of its own in this file; the engine refuses fixed addresses there`);
  if (home?.family === 4 && home.prefix < 31 && (address.value === home.first || address.value === home.last)) {
    facts.push(
      address.value === home.first
        ? 'It names the network itself: no container can have it'
        : 'It is the broadcast address: no container can have it',
    );
  }
  const owners = addressUsesOf(project, network).filter((use) => sameAddress(use.address, address));
  for (const { what, name, text: given } of owners) {
    if (what === 'member') facts.push(`**Member**: ${code(name)}`);
    else if (what === 'reserved') facts.push(`**Reserved** as ${code(name)}: no container gets it`);
    else facts.push(`**Gateway** of the network${given ? '' : ', the first address, as none is given'}`);
  }
  if (owners.length > 1) facts.push('**Given twice**: only one can have it');
  return { title, facts };
}
