import { type Cidr, parseCidr } from '../model/address.ts';
import type { CniConfig, CniPlugin, CniRange, CniRangeSet } from '../model/cniConfig.ts';
import type { CniAddressing, CniSegmentRoute, CniSubnet } from '../model/cniSegment.ts';
import { fieldOf, type JsonObject } from '../text/jsonNode.ts';
import type { Span } from '../text/span.ts';
import { addressOf, capabilityOf, cidrOf, isOn, objectsIn } from './values.ts';

/** Which addresses a container of the network gets, as far as the file tells. */
export function readAddressing(config: CniConfig, { ipam, typeName, object }: CniPlugin): CniAddressing {
  const given = ipam?.type;
  if (!ipam || !given || (given.known && given.value === '')) return { kind: 'none' };
  const unknown = (why: string): CniAddressing => ({ kind: 'unknown', why, span: given.span });
  if (!ipam.typeName) return unknown('a place holder hides who gives addresses');
  if (config.isTemplate) return unknown('it is a template');
  if (capabilityOf({ object }, 'ipRanges')) return unknown('the runtime may choose the ranges');
  if (ipam.typeName === 'static') {
    if (capabilityOf({ object }, 'ips')) return unknown('the runtime may choose the addresses');
    return staticAddressing(ipam.object, isBridgeGateway(typeName, object), unknown);
  }
  if (ipam.typeName !== 'host-local') return unknown(`\`${ipam.typeName}\` gives the addresses`);
  if (ipam.sets.length === 0) return unknown('host-local has no ranges');
  const subnets = ipam.sets.map(subnetOf);
  const known = subnets.filter((subnet) => subnet !== undefined);
  return known.length === subnets.length
    ? { kind: 'known', subnets: known }
    : unknown('its ranges cannot be read, or are of several subnets');
}

/** Where none is written, such a bridge takes the first address of the subnet for the gateway. */
function isBridgeGateway(typeName: string | undefined, object: JsonObject): boolean {
  return typeName === 'bridge' && (isOn(object, 'isGateway') || isOn(object, 'isDefaultGateway'));
}

/** A container gets one address of a set; which one is told only if all ranges are of one subnet. */
function subnetOf({ ranges, span }: CniRangeSet): CniSubnet | undefined {
  const read = ranges.map(rangeOf);
  const [one] = read;
  const isOne = read.every((each) => each?.cidr.first === one?.cidr.first && each?.cidr.prefix === one?.cidr.prefix);
  if (!one || !isOne) return undefined;
  const known = read.flatMap((each) => each ?? []);
  return {
    ...one,
    first: known.map(({ first }) => first).toSorted(byValue)[0] ?? one.first,
    last:
      known
        .map(({ last }) => last)
        .toSorted(byValue)
        .at(-1) ?? one.last,
    several: known.length > 1 || one.first < one.last,
    span: ranges[0]?.subnet?.value?.span ?? span,
  };
}

const byValue = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

function rangeOf({ subnet, start, end, gateway }: CniRange) {
  const cidr = cidrOf(subnet);
  if (!cidr || cidr.first !== cidr.address) return undefined;
  const own = addressOf(gateway);
  if ((gateway && !own) || (start && !addressOf(start)) || (end && !addressOf(end))) return undefined;
  return {
    family: familyOf(cidr),
    cidr,
    first: addressOf(start)?.value ?? cidr.first + 1n,
    last: addressOf(end)?.value ?? (cidr.family === 4 ? cidr.last - 1n : cidr.last),
    gateway: own ?? { family: cidr.family, value: cidr.first + 1n },
  };
}

function staticAddressing(
  ipam: JsonObject,
  isGateway: boolean,
  unknown: (why: string) => CniAddressing,
): CniAddressing {
  const objects = objectsIn(fieldOf(ipam, 'addresses'));
  if (objects.length === 0) return unknown('the runtime chooses the addresses');
  const subnets = objects.map((object): CniSubnet | undefined => {
    const pair = fieldOf(object, 'address');
    const cidr = cidrOf(pair);
    if (!cidr) return undefined;
    const { address, family, first } = cidr;
    const gateway = addressOf(fieldOf(object, 'gateway')) ?? (isGateway ? { family, value: first + 1n } : undefined);
    const span = pair?.value?.span ?? object.span;
    return { family: familyOf(cidr), cidr, first: address, last: address, gateway, several: false, span };
  });
  const known = subnets.filter((subnet) => subnet !== undefined);
  return known.length === subnets.length ? { kind: 'known', subnets: known } : unknown('its addresses cannot be read');
}

/** The routes that the container gets, that of `isDefaultGateway` among them. */
export function readRoutes(plugin: CniPlugin, addressing: CniAddressing): readonly CniSegmentRoute[] {
  if (addressing.kind !== 'known' || !plugin.ipam) return [];
  const gateways = addressing.subnets;
  const routes = objectsIn(fieldOf(plugin.ipam.object, 'routes')).flatMap((object): readonly CniSegmentRoute[] => {
    const cidr = cidrOf(fieldOf(object, 'dst'));
    if (!cidr || fieldOf(object, 'table')) return [];
    const gw = fieldOf(object, 'gw');
    const via = gw ? addressOf(gw) : gateways.find(({ cidr: { family } }) => family === cidr.family)?.gateway;
    return [{ cidr, via, span: object.span }];
  });
  const byDefault = fieldOf(plugin.object, 'isDefaultGateway');
  if (plugin.typeName !== 'bridge' || !byDefault || !isOn(plugin.object, 'isDefaultGateway')) return routes;
  const added = defaultRoutes(addressing, byDefault.span);
  return [...routes, ...added.filter(({ cidr }) => !routes.some((route) => isDefault(route, cidr.family)))];
}

/** A route to everywhere by the gateway of each family: of `isDefaultGateway`, and of `sbr` for answers. */
export function defaultRoutes(addressing: CniAddressing, span: Span): readonly CniSegmentRoute[] {
  if (addressing.kind !== 'known') return [];
  return addressing.subnets.flatMap(({ cidr: { family }, gateway: via }): readonly CniSegmentRoute[] => {
    const everywhere = parseCidr(family === 4 ? '0.0.0.0/0' : '::/0');
    return everywhere && via ? [{ cidr: everywhere, via, span }] : [];
  });
}

const isDefault = ({ cidr }: CniSegmentRoute, family: 4 | 6): boolean => cidr.family === family && cidr.prefix === 0;

const familyOf = ({ family }: Cidr): CniSubnet['family'] => (family === 4 ? 'ipv4' : 'ipv6');
