import type { Span } from '../text/span.ts';
import type { Network } from './network.ts';
import type { ReachPolicy } from './policy.ts';
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

/**
 * main      the first file, whose folder gives the project its name
 * override  read on top of the ones before it (`-f`, `compose.override.yaml`)
 * include   named by `include`
 * extends   only services that others extend are taken from it
 */
export type FileRole = 'main' | 'override' | 'include' | 'extends';

export interface ProjectFile {
  readonly uri: string;
  readonly role: FileRole;
  /** What its paths are relative to: the folder of its project, which need not be its own. */
  readonly folder: string;
  /** The place that names it, for an included or extended file. */
  readonly by?: Span;
}

/** The networks and services of one compose project, as far as its files can be read. */
export interface Project {
  /** The main file. */
  readonly uri: string;
  /** Every file that was read, the main one first. */
  readonly files: readonly ProjectFile[];
  /** Files that include this one or extend its services: what is missing here may be there. */
  readonly usedBy: readonly string[];
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
  /** What the author intends, where a file says so. */
  readonly policy?: ReachPolicy;
  readonly problems: readonly Problem[];
  readonly suppressions: readonly Suppression[];
  /**
   * Parts of this project that were not read: text that is too large, and places that name a file of a repository, behind
   * a variable, missing or not loaded yet. A name that is not defined elsewhere may be defined there.
   */
  readonly unreadSources: readonly Span[];
  /**
   * The other projects of the workspace, as far as they were read, in their newest version at each question: what is
   * made of them must not be kept.
   */
  readonly others: readonly Project[];
}
