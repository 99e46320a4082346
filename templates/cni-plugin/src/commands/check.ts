import { hostInterface } from '../attachment.ts';
import type { Configuration } from '../configuration.ts';
import { CniError, codes } from '../errors.ts';
import type { Call } from '../input.ts';
import { delegate } from '../ipam.ts';
import { linkNamed } from '../programs.ts';

/** Fails when something is no longer as ADD left it. */
export function check(call: Call, configuration: Configuration): undefined {
  const { containerId, netns, interfaceName } = call;
  const { prevResult, bridge, name } = configuration;
  if (!prevResult) throw new CniError(codes.invalidConfiguration, 'CHECK needs prevResult');
  delegate('CHECK', call, configuration);
  const inside = linkNamed(interfaceName, netns);
  if (!inside) throw notAsAdded(`${interfaceName} is not in the container`);
  const added = prevResult.interfaces?.find((each) => each.sandbox !== undefined && each.name === interfaceName);
  if (added?.mac !== undefined && added.mac !== inside.address)
    throw notAsAdded(`${interfaceName} has the address ${inside.address} and not ${added.mac}`);
  const has = new Set(inside.addr_info?.map(({ local, prefixlen }) => `${local}/${prefixlen}`));
  const lost = prevResult.ips?.find(({ address }) => !has.has(address));
  if (lost) throw notAsAdded(`${interfaceName} does not have ${lost.address}`);
  const host = linkNamed(hostInterface(name, containerId, interfaceName));
  if (host?.master !== bridge) throw notAsAdded(`the host's end of ${interfaceName} is not on ${bridge}`);
  return undefined;
}

const notAsAdded = (message: string): CniError => new CniError(codes.notAsAdded, message);
