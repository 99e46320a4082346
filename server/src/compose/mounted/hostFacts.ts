import type { ProxyConfiguration } from '../../model/proxy.ts';
import type { Span } from '../../text/span.ts';

/** A host that a configuration says to connect to. */
export interface NamedHost {
  readonly host: string;
  readonly hostSpan: Span;
  readonly port?: number;
  readonly portSpan?: Span;
  readonly scheme?: string;
  /** It may as well be a group of servers that a file of the same program defines under this name. */
  readonly mayBeGroup?: true;
}

/** What one configuration file says about hosts. */
export interface HostFacts {
  readonly hosts: readonly NamedHost[];
  /** Names that mean something else than a host where the program looks for them first: nginx's `upstream`. */
  readonly groups: readonly string[];
  /** Of an Envoy file: what it does with connections. */
  readonly proxy?: ProxyConfiguration;
}

const address =
  /^(?:([a-z][a-z0-9+.-]*):\/\/)?([A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?)(?::(\d{1,5}))?(?=[/?]|\$(?:request_)?uri\b|$)/;

/**
 * The host of `HOST`, `HOST:PORT` or `SCHEME://HOST:PORT/…`. Undefined for an address of numbers, a socket, and where a
 * variable or template stands in the host or port. `spanOf` gives the place of a part of the word.
 */
export function namedHost(word: string, spanOf: (start: number, end: number) => Span): NamedHost | undefined {
  const [, scheme, host, portText] = address.exec(word) ?? [];
  if (host === undefined || !/[a-z]/i.test(host)) return undefined;
  const port = portText === undefined ? undefined : Number(portText);
  if (port !== undefined && (port === 0 || port > 65535)) return undefined;
  const start = scheme === undefined ? 0 : scheme.length + 3;
  const end = start + host.length;
  return {
    host,
    hostSpan: spanOf(start, end),
    ...(port === undefined ? {} : { port, portSpan: spanOf(end + 1, end + 1 + String(portText).length) }),
    ...(scheme === undefined ? {} : { scheme: scheme.toLowerCase() }),
  };
}
