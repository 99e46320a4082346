import type { Span } from './span.ts';

/** Keys and list positions from the top of a YAML file, e.g. `['services', 'web', 'ports', 0]`. */
export type YamlPath = readonly (string | number)[];

/** A value to be written as YAML. */
export type PlainValue =
  | string
  | number
  | boolean
  | null
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue };

/**
 * A change that keeps the rest of the file, its comments included. Rules and refactorings state what shall change;
 * `yamlEdit.ts` finds the text for it in the file's own style (block or flow, indentation, line ends).
 */
export type Edit = PathEdit | TextReplacement;

/** Other text in the place of the span. */
export interface TextReplacement {
  readonly kind: 'replace';
  readonly span: Span;
  readonly newText: string;
}

/** `inFile`: the path is that of the file `uri` itself, and not of the project that is made of several files. */
export type PathEdit = {
  readonly uri: string;
  readonly path: YamlPath;
  readonly inFile?: true;
} /** Takes away the map entry or list item, and a map or list that is empty thereafter only if `prune` says so. */ & (
  | { readonly kind: 'remove'; readonly prune?: boolean }
  /** Gives the key this value: replaces what it has, or adds key and missing parents at the end of their map. */
  | { readonly kind: 'set'; readonly value: PlainValue }
  /** Adds an item to a list; where the list has map form (`networks`, `depends_on`), a key without value. */
  | { readonly kind: 'append'; readonly value: PlainValue }
  /** Renames a key and keeps its value. */
  | { readonly kind: 'renameKey'; readonly newKey: string }
);

/** One replacement in a text, offsets in UTF-16 units. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** The text after all edits; they must not overlap and all refer to the original text. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let position = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(position, edit.start) + edit.newText;
    position = edit.end;
  }
  return result + text.slice(position);
}
