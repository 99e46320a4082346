import type { AddressPool, Network } from '../model/network.ts';
import type { YamlNode, YamlPair } from '../text/yamlNode.ts';
import { keySpans, readAddress, readBoolean, readCidr, readOptions } from './facts.ts';
import { pairNamed, type Resolver } from './resolver.ts';

/** What a network entry says; the project's name is needed for the name that the engine knows. */
export function readNetwork(
  resolver: Resolver,
  uri: string,
  pair: YamlPair,
  projectName: { value: string; known: boolean },
): Network {
  const pairs = resolver.pairs(pair.value) ?? [];
  const value = (key: string): YamlNode | undefined => pairNamed(pairs, key)?.value;
  const flag = (key: string) => readBoolean(resolver.text(value(key)));
  const externalMap = resolver.pairs(value('external'));
  const external = externalMap ? true : pairNamed(pairs, 'external') ? flag('external')?.value : false;
  const nameText = resolver.text(value('name')) ?? resolver.text(pairNamed(externalMap, 'name')?.value);
  const driverText = resolver.text(value('driver'));
  const ipam = resolver.pairs(value('ipam'));
  const ipamDriver = resolver.text(pairNamed(ipam, 'driver')?.value);
  const decided = (key: string, missing: boolean): boolean | undefined => {
    if (external !== false) return undefined;
    return pairNamed(pairs, key) ? flag(key)?.value : missing;
  };
  const flags = Object.fromEntries(
    (['internal', 'external', 'attachable', 'enable_ipv4', 'enable_ipv6'] as const).flatMap((key) => {
      const fact = flag(key);
      return fact ? [[key, fact]] : [];
    }),
  );
  const name = pair.key.value;
  return {
    uri,
    name,
    nameSpan: pair.key.contentSpan,
    span: pair.span,
    implicit: false,
    realName: nameText
      ? { value: nameText.value, known: nameText.known, span: nameText.span }
      : external === true
        ? { value: name, known: true }
        : { value: `${projectName.value}_${name}`, known: projectName.known && external === false },
    driver: external !== false ? undefined : driverText ? (driverText.known ? driverText.value : undefined) : 'bridge',
    ...(driverText ? { driverText } : {}),
    driverOptions: readOptions(resolver, value('driver_opts')),
    labels: readOptions(resolver, value('labels')),
    internal: decided('internal', false),
    external,
    attachable: decided('attachable', false),
    enableIpv4: decided('enable_ipv4', true),
    enableIpv6: decided('enable_ipv6', false),
    flags,
    ...(ipamDriver ? { ipamDriver } : {}),
    pools: (resolver.items(pairNamed(ipam, 'config')?.value) ?? []).flatMap((item) => readPool(resolver, item)),
    keys: keySpans(pairs),
  };
}

function readPool(resolver: Resolver, item: YamlNode): readonly AddressPool[] {
  const pairs = resolver.pairs(item);
  if (!pairs) return [];
  const text = (key: string) => resolver.text(pairNamed(pairs, key)?.value);
  const subnet = readCidr(text('subnet'));
  const ipRange = readCidr(text('ip_range'));
  const gateway = readAddress(text('gateway'));
  const auxAddresses = (resolver.pairs(pairNamed(pairs, 'aux_addresses')?.value) ?? []).flatMap((pair) => {
    const address = readAddress(resolver.text(pair.value));
    return address ? [{ name: pair.key.value, nameSpan: pair.key.contentSpan, address }] : [];
  });
  return [
    {
      span: item.span,
      ...(subnet ? { subnet } : {}),
      ...(ipRange ? { ipRange } : {}),
      ...(gateway ? { gateway } : {}),
      auxAddresses,
    },
  ];
}

/** The network that compose adds for services that name none. */
export function implicitDefaultNetwork(uri: string, projectName: { value: string; known: boolean }): Network {
  return {
    uri,
    name: 'default',
    implicit: true,
    realName: { value: `${projectName.value}_default`, known: projectName.known },
    driver: 'bridge',
    driverOptions: [],
    labels: [],
    internal: false,
    external: false,
    attachable: false,
    enableIpv4: true,
    enableIpv6: false,
    flags: {},
    pools: [],
    keys: new Map(),
  };
}
