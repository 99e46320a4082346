import type { Address } from '../../model/address.ts';
import type { AddressText, Network } from '../../model/network.ts';
import type { Project } from '../../model/project.ts';
import { membersOf } from '../networkMembers.ts';
import { gatewayOf } from './gateway.ts';

/** An address of a network that something has, as far as the file fixes it. */
export interface AddressUse {
  readonly address: Address;
  /** gateway: `given` tells whether the file names it; reserved: an auxiliary address. */
  readonly what: 'gateway' | 'member' | 'reserved';
  /** The service or the name of the auxiliary address. */
  readonly name: string;
  /** The text in the file; absent for the gateway that the engine picks. */
  readonly text?: AddressText;
}

/** Gateways, auxiliary addresses and static addresses of members, in the file's order. */
export function addressUsesOf(project: Project, network: Network): readonly AddressUse[] {
  const own = network.pools.flatMap((pool): readonly AddressUse[] => {
    const gateway = gatewayOf(network, pool);
    return [
      ...(gateway?.address
        ? [
            {
              address: gateway.address,
              what: 'gateway',
              name: 'gateway',
              ...(pool.gateway ? { text: pool.gateway } : {}),
            } as const,
          ]
        : []),
      ...pool.auxAddresses.flatMap(({ name, address: text }): readonly AddressUse[] =>
        text.address ? [{ address: text.address, what: 'reserved', name, text }] : [],
      ),
    ];
  });
  const members = membersOf(project, network.name).flatMap(({ service, attachment }) =>
    [attachment?.ipv4Address, attachment?.ipv6Address].flatMap((text): readonly AddressUse[] =>
      text?.address ? [{ address: text.address, what: 'member', name: service.name, text }] : [],
    ),
  );
  return [...own, ...members];
}

export function sameAddress(a: Address, b: Address): boolean {
  return a.family === b.family && a.value === b.value;
}
