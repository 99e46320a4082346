import type { OffsetRange } from '../../text/span.ts';

/** Kinds of the protocol's `CompletionItemKind` that are used here. */
export const proposalKind = {
  field: 5,
  module: 9,
  property: 10,
  unit: 11,
  value: 12,
  choice: 20,
  constant: 21,
  file: 17,
  folder: 19,
} as const;

/** Something that can be written at the cursor. The order of proposals is the order in which they are shown. */
export interface Proposal {
  readonly label: string;
  /** What is put in the place of the word; may have several lines. */
  readonly insert: string;
  /** `insert` has placeholders (`$1`, `${1:text}`, `${1|a,b|}`). */
  readonly snippet?: boolean;
  readonly kind: keyof typeof proposalKind;
  /** A few words beside the label, plain text. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** Makes both where that costs something: in a long list only for the proposal that is looked at. */
  readonly about?: () => { readonly detail: string; readonly documentation: string };
  /** What the typed letters are compared with, where it is not the label. */
  readonly filter?: string;
  /** The text to be replaced, where it is not the word under the cursor. */
  readonly range?: OffsetRange;
  /** Further proposals are useful as soon as this one is taken. */
  readonly asksForMore?: boolean;
}

/** Text that a snippet takes literally. */
export function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** A placeholder with the values to choose from. */
export function snippetChoice(values: readonly string[]): string {
  return `\${1|${values.map((value) => value.replace(/[\\,|$}]/g, '\\$&')).join(',')}|}`;
}

/** The snippet without its placeholders, for editors that know none: the first choice, the proposed text, or nothing. */
export function withoutPlaceholders(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|((?:\\.|[^,|\\])*)(?:\\.|[^|\\])*\|\}/g, '$1')
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, '$1')
    .replace(/(?<!\\)\$\d+/g, '')
    .replace(/\\([\\$},|])/g, '$1');
}
