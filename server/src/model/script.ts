import type { Span } from '../text/span.ts';
import type { Suppression } from './project.ts';

/** A shell script, as far as it changes a firewall. Commands are in the order of the text. */
export interface Script {
  readonly uri: string;
  readonly commands: readonly ChainCommand[];
  /** `set -e`: the first command that fails ends it. */
  readonly stopsOnError: boolean;
  readonly suppressions: readonly Suppression[];
}

export type ChainAction =
  | 'append'
  | 'insert'
  | 'delete'
  | 'replace'
  | 'check'
  | 'flush'
  | 'new-chain'
  | 'delete-chain'
  | 'other';

/** A word of a script; `value` is without quotes, and as written where a variable is in it. */
export interface ScriptWord {
  readonly value: string;
  readonly span: Span;
  /** False when the shell puts something in its place. */
  readonly literal: boolean;
}

/** One option of a rule with its values: `-s 10.0.0.0/8`, `! -i eth0`, `--ctstate RELATED,ESTABLISHED`. */
export interface ScriptOption {
  /** The short form where there is one: `-s` for `--source`. */
  readonly name: string;
  readonly negated: boolean;
  readonly values: readonly ScriptWord[];
  /** From the option's name to its last value. */
  readonly span: Span;
}

/** One call of `iptables` or `ip6tables`. */
export interface ChainCommand {
  readonly program: 'iptables' | 'ip6tables';
  /** The whole call, from the program's name on. */
  readonly span: Span;
  readonly programSpan: Span;
  /** The lines that it stands on; absent when something else stands there too. */
  readonly lines?: { readonly span: Span; readonly text: string };
  readonly table: string;
  readonly action: ChainAction;
  /** `-I`. */
  readonly actionSpan: Span;
  readonly chain?: ScriptWord;
  /** Where `-I` puts the rule, counted from 1; at the head when absent. */
  readonly position?: number;
  readonly options: readonly ScriptOption[];
  /** `-j`. */
  readonly target?: ScriptWord;
  /** It may fail: `|| true`, it is a condition, or its message is thrown away. */
  readonly mayFail: boolean;
  /** It stands in a branch of `if` or `case`, or behind `&&` or `||`. */
  readonly conditional: boolean;
}
