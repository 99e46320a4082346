import type { AddressText } from '../model/network.ts';
import type { Text } from '../model/scalar.ts';
import type { Attachment, Dependency, Image, Link, NetworkMode, Service } from '../model/service.ts';
import type { YamlNode, YamlPair } from '../text/yamlNode.ts';
import { keySpans, readAddress, readBoolean, readNumber, readOptions, readTexts } from './facts.ts';
import { findMentions } from './mentions.ts';
import { readExposed, readPorts } from './readPorts.ts';
import { readResources } from './readResources.ts';
import { pairNamed, type Resolver, sliceText } from './resolver.ts';

/** What a service entry says about images, networks, ports and the names that it uses. */
export function readService(resolver: Resolver, uri: string, pair: YamlPair): Service {
  const pairs = resolver.pairs(pair.value) ?? [];
  const value = (key: string): YamlNode | undefined => pairNamed(pairs, key)?.value;
  const text = (key: string): Text | undefined => {
    const found = resolver.text(value(key));
    return found && found.type !== 'null' ? found : undefined;
  };
  const optional = <Key extends string, T>(key: Key, found: T | undefined) =>
    (found === undefined ? {} : { [key]: found }) as { [K in Key]?: T };
  const image = text('image');
  const networkMode = text('network_mode');
  const deploy = resolver.pairs(value('deploy'));
  const replicas = readNumber(resolver.text(pairNamed(deploy, 'replicas')?.value)) ?? readNumber(text('scale'));
  const sources = {
    environment: readOptions(resolver, value('environment')),
    labels: readOptions(resolver, value('labels')),
    command: readTexts(resolver, value('command')),
    entrypoint: readTexts(resolver, value('entrypoint')),
    healthcheck: readTexts(resolver, pairNamed(resolver.pairs(value('healthcheck')), 'test')?.value),
  };
  return {
    uri,
    name: pair.key.value,
    nameSpan: pair.key.contentSpan,
    span: pair.span,
    ...optional('image', image && readImage(image)),
    ...optional('build', readBuild(resolver, pairNamed(pairs, 'build'))),
    ...optional('networkMode', networkMode && readNetworkMode(networkMode)),
    attachments: readAttachments(resolver, pair, value('networks'), networkMode),
    ports: readPorts(resolver, value('ports')),
    exposed: readExposed(resolver, value('expose')),
    links: readLinks(resolver, value('links')),
    dependencies: readDependencies(resolver, value('depends_on')),
    volumesFrom: readTexts(resolver, value('volumes_from')).flatMap(readVolumesFrom),
    ...sources,
    mentions: findMentions(sources),
    ...optional('hostname', text('hostname')),
    ...optional('domainName', text('domainname')),
    ...optional('containerName', text('container_name')),
    ...optional('macAddress', text('mac_address')),
    extraHosts: readExtraHosts(resolver, value('extra_hosts')),
    dns: readTexts(resolver, value('dns')).flatMap((each) => readAddress(each) ?? []),
    profiles: readTexts(resolver, value('profiles')),
    replicas,
    ...optional('extends', readExtends(resolver, value('extends'))),
    resources: readResources(resolver, pairs),
    mounts: (resolver.items(value('volumes')) ?? []).flatMap((item) => readMount(resolver, item)),
    keys: keySpans(pairs),
  };
}

/** Splits `[REGISTRY/]PATH/NAME[:TAG][@DIGEST]` (distribution reference grammar). */
function readImage(text: Text): Image {
  const withoutDigest = text.value.split('@')[0] ?? '';
  const slash = withoutDigest.lastIndexOf('/');
  const colon = withoutDigest.indexOf(':', slash + 1);
  const path = colon < 0 ? withoutDigest : withoutDigest.slice(0, colon);
  const [first = '', ...rest] = path.split('/');
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const repository = (hasRegistry ? rest : [first, ...rest]).join('/').replace(/^library\//, '');
  return {
    text,
    repository,
    name: repository.slice(repository.lastIndexOf('/') + 1),
    ...(colon < 0 ? {} : { tag: withoutDigest.slice(colon + 1) }),
  };
}

function readBuild(resolver: Resolver, pair: YamlPair | undefined): Service['build'] {
  if (!pair) return undefined;
  const context = resolver.text(pair.value) ?? resolver.text(pairNamed(resolver.pairs(pair.value), 'context')?.value);
  return { ...(context && context.type !== 'null' ? { context } : {}), span: pair.span };
}

function readNetworkMode(text: Text): NetworkMode {
  if (!text.known) return { kind: 'unknown', text };
  const [word = '', target] = [
    text.value.split(':')[0],
    text.value.includes(':') ? text.value.slice(text.value.indexOf(':') + 1) : undefined,
  ];
  if ((word === 'service' || word === 'container') && target !== undefined) {
    return { kind: word, target, targetSpan: sliceText(text, word.length + 1).span, text };
  }
  if (text.value === 'bridge' || text.value === 'host' || text.value === 'none') return { kind: text.value, text };
  return { kind: 'other', text };
}

function readAttachments(
  resolver: Resolver,
  service: YamlPair,
  node: YamlNode | undefined,
  networkMode: Text | undefined,
): readonly Attachment[] {
  const nothing = { aliases: [], linkLocalAddresses: [], driverOptions: [], keys: new Map<string, never>() };
  const pairs = resolver.pairs(node);
  const listed = pairs
    ? pairs.map((pair) => readAttachment(resolver, pair))
    : (resolver.items(node) ?? []).flatMap((item, index): readonly Attachment[] => {
        const name = resolver.text(item);
        if (!name || name.type === 'null' || !name.known) return [];
        return [{ network: name.value, nameSpan: name.span, span: item.span, index, explicit: true, ...nothing }];
      });
  if (listed.length > 0) return listed;
  // A list whose names are hidden by variables is not an empty one; compose refuses both in names of networks.
  if (networkMode || (resolver.items(node)?.length ?? 0) > 0) return [];
  return [
    {
      network: 'default',
      nameSpan: service.key.contentSpan,
      span: service.key.contentSpan,
      explicit: false,
      ...nothing,
    },
  ];
}

function readAttachment(resolver: Resolver, pair: YamlPair): Attachment {
  const pairs = resolver.pairs(pair.value) ?? [];
  const value = (key: string): YamlNode | undefined => pairNamed(pairs, key)?.value;
  const address = (key: string): AddressText | undefined => readAddress(resolver.text(value(key)));
  const ipv4Address = address('ipv4_address');
  const ipv6Address = address('ipv6_address');
  const macAddress = resolver.text(value('mac_address'));
  const gatewayPriority = readNumber(resolver.text(value('gw_priority')));
  const priority = readNumber(resolver.text(value('priority')));
  const interfaceName = resolver.text(value('interface_name'));
  return {
    network: pair.key.value,
    nameSpan: pair.key.contentSpan,
    span: pair.span,
    explicit: true,
    aliases: readTexts(resolver, value('aliases')),
    ...(ipv4Address ? { ipv4Address } : {}),
    ...(ipv6Address ? { ipv6Address } : {}),
    linkLocalAddresses: readTexts(resolver, value('link_local_ips')).flatMap((text) => readAddress(text) ?? []),
    ...(macAddress ? { macAddress } : {}),
    ...(gatewayPriority ? { gatewayPriority } : {}),
    ...(priority ? { priority } : {}),
    ...(interfaceName ? { interfaceName } : {}),
    driverOptions: readOptions(resolver, value('driver_opts')),
    keys: keySpans(pairs),
  };
}

function readLinks(resolver: Resolver, node: YamlNode | undefined): readonly Link[] {
  return (resolver.items(node) ?? []).flatMap((item, index): readonly Link[] => {
    const text = resolver.text(item);
    if (!text?.known || text.type === 'null') return [];
    const colon = text.value.indexOf(':');
    const service = colon < 0 ? text : sliceText(text, 0, colon);
    const alias = colon < 0 ? undefined : sliceText(text, colon + 1);
    return [
      {
        service: service.value,
        serviceSpan: service.span,
        ...(alias ? { alias: alias.value, aliasSpan: alias.span } : {}),
        index,
      },
    ];
  });
}

function readDependencies(resolver: Resolver, node: YamlNode | undefined): readonly Dependency[] {
  const pairs = resolver.pairs(node);
  if (pairs) {
    return pairs.map((pair) => ({
      service: pair.key.value,
      nameSpan: pair.key.contentSpan,
      span: pair.span,
      required: readBoolean(resolver.text(pairNamed(resolver.pairs(pair.value), 'required')?.value))?.value ?? true,
    }));
  }
  return (resolver.items(node) ?? []).flatMap((item) => {
    const text = resolver.text(item);
    return text?.known && text.type !== 'null'
      ? [{ service: text.value, nameSpan: text.span, span: item.span, required: true }]
      : [];
  });
}

function readVolumesFrom(text: Text): Service['volumesFrom'] {
  if (!text.known || text.value.startsWith('container:')) return [];
  const name = sliceText(text, 0, text.value.includes(':') ? text.value.indexOf(':') : text.value.length);
  return [{ service: name.value, span: name.span }];
}

function readExtraHosts(resolver: Resolver, node: YamlNode | undefined): Service['extraHosts'] {
  const pairs = resolver.pairs(node);
  if (pairs) {
    return pairs.flatMap((pair) =>
      readTexts(resolver, pair.value).map((address) => ({ host: pair.key.value, address, span: pair.span })),
    );
  }
  return (resolver.items(node) ?? []).flatMap((item) => {
    const text = resolver.text(item);
    const separator = text?.value.search(/[:=]/) ?? -1;
    if (!text || separator < 0) return [];
    return [{ host: text.value.slice(0, separator), address: sliceText(text, separator + 1), span: item.span }];
  });
}

function readExtends(resolver: Resolver, node: YamlNode | undefined): Service['extends'] {
  const short = resolver.text(node);
  if (short) return { service: short.value, serviceSpan: short.span, followed: false };
  const pairs = resolver.pairs(node);
  const service = resolver.text(pairNamed(pairs, 'service')?.value);
  const file = resolver.text(pairNamed(pairs, 'file')?.value);
  return service
    ? { service: service.value, serviceSpan: service.span, ...(file ? { file } : {}), followed: false }
    : undefined;
}

function readMount(resolver: Resolver, item: YamlNode): Service['mounts'] {
  const pairs = resolver.pairs(item);
  if (pairs) {
    const source = resolver.text(pairNamed(pairs, 'source')?.value);
    const target = resolver.text(pairNamed(pairs, 'target')?.value);
    return source && target ? [{ source, target, span: item.span }] : [];
  }
  const text = resolver.text(item);
  if (!text?.known) return [];
  // A colon after a single letter at the start is a Windows drive.
  const colon = text.value.indexOf(':', /^[A-Za-z]:[\\/]/.test(text.value) ? 2 : 0);
  if (colon <= 0) return [];
  const rest = text.value.slice(colon + 1);
  const mode = /:[a-zA-Z,]+$/.exec(rest);
  return [
    {
      source: sliceText(text, 0, colon),
      target: sliceText(text, colon + 1, colon + 1 + (mode ? mode.index : rest.length)),
      span: item.span,
    },
  ];
}
