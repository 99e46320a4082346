import type { Span } from '../text/span.ts';
import type { EnvoySource } from './envoyFiles.ts';
import type { EnvoyMessage } from './envoyMessage.ts';
import type { EnvoyProblem } from './envoyProblem.ts';
import type { Suppression } from './project.ts';

export type EnvoySymbolKind =
  | 'cluster'
  | 'listener'
  | 'filter-chain'
  | 'route-configuration'
  | 'endpoints'
  | 'virtual-host'
  | 'secret';

/** Something with a name that other places refer to. */
export interface EnvoySymbol {
  readonly kind: EnvoySymbolKind;
  readonly name: string;
  readonly span: Span;
  /** The name itself. */
  readonly selectionSpan: Span;
  readonly message: EnvoyMessage;
  /** Of a filter chain: its listener, which alone finds it by its name. */
  readonly scope?: EnvoyMessage;
}

/** A place that names a symbol. */
export interface EnvoyReference {
  readonly kind: EnvoySymbolKind;
  readonly name: string;
  /** Without quotes. */
  readonly span: Span;
  /** What names it: the message and the field. */
  readonly from: { readonly type: string; readonly field: string };
  /** Of a filter chain: the listener whose matcher names it. */
  readonly scope?: EnvoyMessage;
}

/** An address that Envoy listens on or connects to. */
export interface EnvoyAddress {
  /** As written: a name, an address. */
  readonly host: string;
  readonly hostSpan: Span;
  readonly port: number | undefined;
  readonly portSpan: Span | undefined;
  readonly protocol: 'tcp' | 'udp';
  readonly use: 'listener' | 'endpoint' | 'admin';
  /** The listener or cluster. */
  readonly owner: string | undefined;
}

/**
 * One Envoy file.
 * bootstrap  the configuration that Envoy starts with
 * discovery  a file of resources that it watches
 * resource   one resource by its `@type`
 */
export interface EnvoyConfig {
  readonly uri: string;
  readonly kind: 'bootstrap' | 'discovery' | 'resource';
  /** Minor version of the API 1.x that counts, 36 to 40. */
  readonly version: number;
  /** Undefined for a file without a map at the top. */
  readonly root: EnvoyMessage | undefined;
  readonly problems: readonly EnvoyProblem[];
  readonly symbols: readonly EnvoySymbol[];
  readonly references: readonly EnvoyReference[];
  readonly addresses: readonly EnvoyAddress[];
  /** The files that it names as sources of more configuration. */
  readonly sources: readonly EnvoySource[];
  readonly suppressions: readonly Suppression[];
}
