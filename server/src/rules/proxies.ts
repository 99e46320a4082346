import { type Address, parseAddress } from '../model/address.ts';
import { isLoopback } from '../model/addressClass.ts';
import type { Project } from '../model/project.ts';
import type { EnvoyProxy, ProxyAddress, ProxyConfiguration } from '../model/proxy.ts';
import type { Service } from '../model/service.ts';
import { namespaceOf, sameNamespace } from '../reach/namespace.ts';
import type { Span } from '../text/span.ts';
import { isComplete } from './completeness.ts';
import { servicesThat, servicesWith } from './serviceIndex.ts';

/** A service whose container runs Envoy and nothing else, with a configuration that is known. */
export interface KnownProxy {
  readonly service: Service;
  readonly proxy: EnvoyProxy;
}

/** The services that run Envoy with a configuration that was read. */
export const withProxy = servicesThat((service) => service.proxy !== undefined);

/**
 * The services of which it is known what listens in their network namespace: an image as it is, started as it is made
 * for, and no other service beside it there.
 */
export function proxiesAlone(project: Project): readonly KnownProxy[] {
  return withProxy(project).flatMap((service) =>
    service.proxy && runsNothingElse(service) && hasOwnNamespace(project, service)
      ? [{ service, proxy: service.proxy }]
      : [],
  );
}

function runsNothingElse(service: Service): boolean {
  const [program] = service.entrypoint;
  if (service.build || !isComplete(service)) return false;
  return program === undefined || /(?:^|\/)envoy(?:\s|$)|docker-entrypoint\.sh$/.test(program.value);
}

function hasOwnNamespace(project: Project, service: Service): boolean {
  if (service.networkMode) return false;
  const own = namespaceOf(project, service);
  return servicesWith(project, 'network_mode').every((other) => {
    const namespace = namespaceOf(project, other);
    return namespace.kind !== 'unknown' && !sameNamespace(own, namespace);
  });
}

/** Where the proxy takes connections; the admin interface last. */
export function listeningAddresses({ listeners, admin }: ProxyConfiguration): readonly Listening[] {
  return [
    ...listeners.flatMap(({ name, addresses }) =>
      addresses.map((address) => ({ address, what: name === undefined ? 'a listener' : `\`${name}\`` })),
    ),
    ...(admin ? [{ address: admin, what: 'the admin interface' }] : []),
  ];
}

export interface Listening {
  readonly address: ProxyAddress;
  /** For a sentence: the listener's name in back quotes. */
  readonly what: string;
}

/** True for an address that only programs of the same network namespace reach. */
export function isLocal({ host }: ProxyAddress): boolean {
  const address: Address | undefined = parseAddress(host);
  return address !== undefined ? isLoopback(address) : host.toLowerCase() === 'localhost';
}

/** The name of the configuration file, or of the one in which a part of it stands, for a message. */
export function fileNameOf({ uri: main }: ProxyConfiguration, part?: Span): string {
  const uri = part?.anchor.uri ?? main;
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
