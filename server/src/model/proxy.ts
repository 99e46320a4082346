import type { Span } from '../text/span.ts';

/** An address that a proxy listens on or connects to. */
export interface ProxyAddress {
  /** As written: a name, an address. */
  readonly host: string;
  readonly hostSpan: Span;
  /** Undefined where it is missing or not a number. */
  readonly port: number | undefined;
  readonly portSpan: Span | undefined;
  readonly protocol: 'tcp' | 'udp';
}

/** A place that names a cluster; `share` of 100 where several take turns. */
export interface ProxyTarget {
  readonly cluster: string;
  readonly span: Span;
  readonly share?: number;
}

/** What happens to the requests that a route takes. */
export interface ProxyRoute {
  /** What requests it takes, in words: `host shop.test`, `path starting with /api`. Empty: all that get here. */
  readonly conditions: readonly string[];
  /** Those of its own, without what its virtual host asks for. */
  readonly match: readonly string[];
  readonly outcome: 'clusters' | 'redirect' | 'direct-response' | 'unknown';
  readonly targets: readonly ProxyTarget[];
  readonly name?: string;
  /** The whole route, and the part that shows which one it is. */
  readonly span: Span;
  readonly selectionSpan: Span;
}

export interface ProxyVirtualHost {
  readonly name: string;
  readonly domains: readonly string[];
  readonly routes: readonly ProxyRoute[];
  readonly span: Span;
  readonly selectionSpan: Span;
}

export interface ProxyRoutes {
  readonly name: string;
  readonly virtualHosts: readonly ProxyVirtualHost[];
  readonly span: Span;
  readonly selectionSpan: Span;
}

export interface ProxyHttpFilter {
  /** The message that configures it, without its package: `RBAC`; the filter's name when nothing does. */
  readonly type: string;
  readonly name: string;
  readonly span: Span;
  readonly selectionSpan: Span;
}

/** Where a proxy gets a part of its configuration from: a file that it watches, or a management server. */
export type ProxySource =
  /** `path`: in the container. */
  { readonly kind: 'file'; readonly path: string; readonly span: Span } | { readonly kind: 'elsewhere' };

/** Something that is looked up by its name in another source. */
export interface ProxyDiscovery {
  readonly name: string;
  readonly source: ProxySource;
}

/** A network filter, or a listener filter that proxies UDP. */
export interface ProxyFilter {
  /** The message that configures it, without its package: `HttpConnectionManager`. */
  readonly type: string;
  readonly name: string;
  readonly span: Span;
  readonly selectionSpan: Span;
  /** Of an HTTP connection manager. */
  readonly routes?: ProxyRoutes;
  /** Of one whose routes are elsewhere; where the file of them was read they are in `routes`. */
  readonly routesFrom?: ProxyDiscovery;
  /** Its HTTP filters in their order. */
  readonly httpFilters: readonly ProxyHttpFilter[];
  /** Of a TCP or UDP proxy, to which every connection goes. */
  readonly targets: readonly ProxyTarget[];
}

export interface ProxyFilterChain {
  readonly name?: string;
  /** What connections it takes, in words. Empty: all. */
  readonly conditions: readonly string[];
  readonly filters: readonly ProxyFilter[];
  readonly span: Span;
  readonly selectionSpan: Span;
}

export interface ProxyListener {
  readonly name?: string;
  readonly addresses: readonly ProxyAddress[];
  /** Those of the chains, and of the listener itself where it has some. */
  readonly filterChains: readonly ProxyFilterChain[];
  readonly span: Span;
  readonly selectionSpan: Span;
}

export interface ProxyCluster {
  readonly name: string;
  /** As written, in upper case; `STATIC` when nothing is said. Undefined for a cluster type of an extension. */
  readonly discovery: string | undefined;
  readonly endpoints: readonly ProxyAddress[];
  /** Where its endpoints are, if not here; those of a file that was read are in `endpoints`. */
  readonly endpointsFrom?: ProxyDiscovery;
  readonly span: Span;
  readonly selectionSpan: Span;
}

/** Endpoints of a discovery file, which stand in no cluster. */
export interface ProxyAssignment {
  readonly cluster: string;
  readonly endpoints: readonly ProxyAddress[];
}

/**
 * What an Envoy configuration does with connections: listener, filter chain, filter, route, cluster, endpoint. What the
 * files bring that it watches is in it once they were read; what a management server or a template brings is not.
 */
export interface ProxyConfiguration {
  readonly uri: string;
  /** The files beside it of which it was put together. */
  readonly files: readonly string[];
  readonly listeners: readonly ProxyListener[];
  readonly clusters: readonly ProxyCluster[];
  /** Route configurations of a discovery file, which stand in no listener. */
  readonly routes: readonly ProxyRoutes[];
  /** The same of endpoints. */
  readonly assignments: readonly ProxyAssignment[];
  /** Sources of more listeners and clusters. */
  readonly from: { readonly listeners?: ProxySource; readonly clusters?: ProxySource };
  readonly admin?: ProxyAddress;
  /** False where some of them may come from elsewhere, or could not be read. */
  readonly complete: { readonly listeners: boolean; readonly clusters: boolean };
}

/** A service that runs Envoy with a configuration that was read. */
export interface EnvoyProxy {
  readonly configuration: ProxyConfiguration;
  /** Where the service mounts it. */
  readonly by: Span;
  /** Minor version of Envoy 1.x, from the tag of the image. */
  readonly version?: number;
}
