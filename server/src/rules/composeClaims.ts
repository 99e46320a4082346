import type { CidrText, Network } from '../model/network.ts';
import type { Project } from '../model/project.ts';
import { isManaged } from './addressPlan.ts';
import { membersByNetwork } from './serviceIndex.ts';

/** A block of addresses that a network claims. */
export type Claim = Required<CidrText>;

/** The blocks that are written without a variable, of a network that `up` makes whatever profiles are on. */
export function claimsOf(project: Project, network: Network): readonly Claim[] {
  if (network.pools.length === 0 || !isMade(project, network)) return [];
  return network.pools.flatMap(({ subnet }) =>
    subnet?.cidr && subnet.text.variables.length === 0 ? [{ text: subnet.text, cidr: subnet.cidr }] : [],
  );
}

/** True for a network that `up` makes whatever profiles are on. */
export function isMade(project: Project, network: Network): boolean {
  if (!isManaged(network)) return false;
  const members = membersByNetwork(project).get(network.name) ?? [];
  return members.some(({ profiles }) => profiles.length === 0);
}
