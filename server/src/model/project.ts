import type { Span } from '../text/span.ts';
import type { Network } from './network.ts';
import type { Problem } from './problem.ts';
import type { VariableUse } from './scalar.ts';
import type { Service } from './service.ts';
import type { NamedSymbol, Reference } from './symbol.ts';

/** `# allow: rule-id reason`: the finding of that rule in the entry below (or on the same line) is wanted. */
export interface Suppression {
  readonly rule: string;
  readonly ruleSpan: Span;
  readonly reason: string;
  readonly span: Span;
  /** What it covers: the line it stands on, or the entry that follows. */
  readonly target: Span;
}

/** The networks and services of one compose project, as far as its files can be read. */
export interface Project {
  /** The main file. */
  readonly uri: string;
  /** `name:`, otherwise made from the folder as compose does it. */
  readonly name: { readonly value: string; readonly known: boolean; readonly span?: Span };
  readonly services: readonly Service[];
  /** Declared networks in the author's order, then `default` when compose adds it. */
  readonly networks: readonly Network[];
  readonly serviceNamed: ReadonlyMap<string, Service>;
  readonly networkNamed: ReadonlyMap<string, Network>;
  /** Top-level `version`, `x-…` and other keys. */
  readonly keys: ReadonlyMap<string, Span>;
  readonly symbols: readonly NamedSymbol[];
  readonly references: readonly Reference[];
  readonly variables: readonly VariableUse[];
  readonly problems: readonly Problem[];
  readonly suppressions: readonly Suppression[];
  /**
   * Parts of this project that were not read: `include`, `extends` from another file, text that is too large.
   * A name that is not defined elsewhere may be defined there.
   */
  readonly unreadSources: readonly Span[];
}
