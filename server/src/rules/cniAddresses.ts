import { cidrOf, objectsIn, textOf } from '../cni/values.ts';
import { type Cidr, parseCidr } from '../model/address.ts';
import type { CniPlugin } from '../model/cniConfig.ts';
import { fieldOf, type JsonObject, type JsonPair } from '../text/jsonNode.ts';

export interface CniRoute {
  readonly object: JsonObject;
  readonly dst: JsonPair | undefined;
  readonly gw: JsonPair | undefined;
}

/** The routes that a reference plugin for address management gives. */
export function routesOf({ ipam, facts }: CniPlugin): readonly CniRoute[] {
  if (!ipam || !facts || facts.foreign || !routing.has(ipam.typeName ?? '')) return [];
  return objectsIn(fieldOf(ipam.object, 'routes')).map((object) => ({
    object,
    dst: fieldOf(object, 'dst'),
    gw: fieldOf(object, 'gw'),
  }));
}

const routing: ReadonlySet<string> = new Set(['host-local', 'static']);

export function defaultRoutes(plugin: CniPlugin, family: 4 | 6): readonly CniRoute[] {
  return routesOf(plugin).filter(({ dst }) => {
    const cidr = cidrOf(dst);
    return cidr?.family === family && cidr.prefix === 0 && cidr.address === 0n;
  });
}

/** The entries of `static`. */
export function staticAddresses({ ipam, facts }: CniPlugin) {
  if (ipam?.typeName !== 'static' || !facts || facts.foreign) return [];
  return objectsIn(fieldOf(ipam.object, 'addresses')).map((object) => ({
    object,
    address: fieldOf(object, 'address'),
    gateway: fieldOf(object, 'gateway'),
  }));
}

/** The subnets that a container has an address in; undefined where not all of them can be read. */
export function subnetsOf(plugin: CniPlugin): readonly Cidr[] | undefined {
  const pairs = [
    ...(plugin.ipam?.sets ?? []).flatMap(({ ranges }) => ranges.map(({ subnet }) => subnet)),
    ...staticAddresses(plugin).map(({ address }) => address),
  ];
  const found = pairs.map((pair) => parseCidr(textOf(pair)?.value ?? ''));
  return found.length > 0 && found.every((cidr) => cidr !== undefined) ? found : undefined;
}
