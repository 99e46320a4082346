import { type Address, formatAddress } from '../../model/address.ts';
import type { AddressPool, Network } from '../../model/network.ts';
import { defaultGateway } from '../../rules/addressPlan.ts';

/** The gateway of an address pool: the given one, otherwise the one that the engine picks, if it picks any. */
export function gatewayOf(
  network: Network,
  pool: AddressPool,
): { readonly text: string; readonly address?: Address; readonly given: boolean } | undefined {
  const { gateway } = pool;
  if (gateway)
    return { text: gateway.text.value, ...(gateway.address ? { address: gateway.address } : {}), given: true };
  const address = defaultGateway(network, pool);
  return address && { text: formatAddress(address), address, given: false };
}
