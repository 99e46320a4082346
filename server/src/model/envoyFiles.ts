import type { Span } from '../text/span.ts';
import type { EnvoyConfig } from './envoyConfig.ts';

/** What a source of configuration is asked for. */
export type Discovered = 'listeners' | 'clusters' | 'routes' | 'endpoints' | 'secrets';

/** A place that names the file from which a part of the configuration comes. */
export interface EnvoySource {
  readonly brings: Discovered;
  /** In the container, as written. */
  readonly path: string;
  readonly span: Span;
  /** What is looked up there by its name: a route configuration, endpoints, a secret. */
  readonly name?: string;
  /** Where that name stands; absent when it is the one of the cluster. */
  readonly nameSpan?: Span;
}

export interface EnvoyFileSource extends EnvoySource {
  /** Undefined for a file that cannot be read here. */
  readonly file?: EnvoyConfig;
}

/** The configurations of one proxy: the file that it starts with and those that this one names. */
export interface EnvoyFiles {
  /** Each once; the one that Envoy starts with first, where it is known. */
  readonly configs: readonly EnvoyConfig[];
  readonly sources: readonly EnvoyFileSource[];
  /** True where every cluster stands in these files. */
  readonly knowsClusters: boolean;
}
