import { declarationsOf } from '../model/declaration.ts';
import type { Network } from '../model/network.ts';
import type { Service } from '../model/service.ts';
import type { NamedSymbol, Reference } from '../model/symbol.ts';

/** Whether a file of this name is read as a compose file: `compose.yaml`, `docker-compose.prod.yml`, `shop.compose.yaml`. */
export function isComposeFile(path: string): boolean {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  return /^(?:docker-)?compose(?:[._-][^/\\]*)?\.ya?ml$/.test(name) || /[._-](?:docker-)?compose\.ya?ml$/.test(name);
}

/** The project name that compose makes of a folder's name (compose-go, NormalizeProjectName). */
export function normalizeProjectName(directoryName: string): string {
  return directoryName
    .toLowerCase()
    .replace(/[^-_a-z0-9]/g, '')
    .replace(/^[-_]+/, '');
}

/** One symbol for each file that declares the network; none for one that compose adds by itself. */
export function networkSymbols(network: Network): readonly NamedSymbol[] {
  return declarationsOf(network).map(
    ({ uri, span, nameSpan }): NamedSymbol => ({
      kind: 'network',
      name: network.name,
      uri,
      span,
      selectionSpan: nameSpan,
    }),
  );
}

/** The service itself, in each file that declares it, its aliases and its container name. */
export function serviceSymbols(service: Service): readonly NamedSymbol[] {
  const { name } = service;
  const aliases = service.attachments.flatMap((attachment) =>
    attachment.aliases
      .filter((alias) => alias.known)
      .map(
        (alias): NamedSymbol => ({
          kind: 'alias',
          name: alias.value,
          uri: alias.span.anchor.uri,
          span: alias.span,
          selectionSpan: alias.span,
          container: name,
        }),
      ),
  );
  const container = service.containerName;
  return [
    ...declarationsOf(service).map(
      ({ uri, span, nameSpan }): NamedSymbol => ({ kind: 'service', name, uri, span, selectionSpan: nameSpan }),
    ),
    ...aliases,
    ...(container?.known
      ? [
          {
            kind: 'container-name',
            name: container.value,
            uri: container.span.anchor.uri,
            span: container.span,
            selectionSpan: container.span,
            container: name,
          } as const,
        ]
      : []),
  ];
}

/** Every place in the configuration files that a service mounts which names a host. */
export function configurationReferences({ name, mentions }: Service): readonly Reference[] {
  return mentions.flatMap(({ by, host, hostSpan: span }) =>
    by ? [{ kind: 'service', name: host, uri: span.anchor.uri, span, from: name, role: 'url' } as const] : [],
  );
}

/** Every place in a service's entry that names a network, a service, a volume, a secret or a config. */
export function serviceReferences(service: Service): readonly Reference[] {
  const { name: from } = service;
  const toService = (name: string, span: Reference['span'], role: Reference['role']): Reference => ({
    kind: 'service',
    name,
    uri: span.anchor.uri,
    span,
    from,
    role,
  });
  return [
    ...service.attachments
      .filter((attachment) => attachment.explicit)
      .map(
        (attachment): Reference => ({
          kind: 'network',
          name: attachment.network,
          uri: attachment.nameSpan.anchor.uri,
          span: attachment.nameSpan,
          from,
          role: 'membership',
        }),
      ),
    ...service.dependencies.map((dependency) => toService(dependency.service, dependency.nameSpan, 'depends-on')),
    ...service.links.map((link) => toService(link.service, link.serviceSpan, 'link')),
    ...service.volumesFrom.map((each) => toService(each.service, each.span, 'volumes-from')),
    ...(service.networkMode?.kind === 'service'
      ? [toService(service.networkMode.target, service.networkMode.targetSpan, 'network-mode')]
      : []),
    ...(service.extends && !service.extends.file
      ? [toService(service.extends.service, service.extends.serviceSpan, 'extends')]
      : []),
    ...service.resources.map(
      ({ kind, name, span }): Reference => ({ kind, name, uri: span.anchor.uri, span, from, role: 'mount' }),
    ),
    ...service.mentions.map((mention) => toService(mention.host, mention.hostSpan, 'url')),
  ];
}
