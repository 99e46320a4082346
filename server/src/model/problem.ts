import type { Span } from '../text/span.ts';

/** Why a project reads another file. */
export type FileUse = 'include' | 'extends' | 'override' | 'env-file';

/** Something that a reader could not accept; each kind is reported by the rule of the same subject. */
export type Problem =
  /** Not YAML. `message` says in a sentence what the parser met. */
  | { readonly kind: 'syntax'; readonly message: string; readonly span: Span }
  /** Text that is too large to be looked at, right or wrong. `message` is a sentence. */
  | { readonly kind: 'unread'; readonly message: string; readonly span: Span }
  /** A tab where YAML wants spaces. */
  | { readonly kind: 'tab-indentation'; readonly span: Span }
  /** `*name` without an anchor `&name` before it. */
  | { readonly kind: 'undefined-anchor'; readonly name: string; readonly span: Span }
  | { readonly kind: 'duplicate-key'; readonly key: string; readonly span: Span; readonly first: Span }
  /** A list item that compose requires to be unique stands twice. */
  | {
      readonly kind: 'duplicate-item';
      readonly item: string;
      readonly where: string;
      /** The second one's. */
      readonly path: readonly (string | number)[];
      readonly span: Span;
      readonly first: Span;
    }
  /** A key that the Compose Specification does not have here. `known` lists those that it has. */
  | {
      readonly kind: 'unknown-key';
      readonly key: string;
      readonly where: string;
      readonly path: readonly (string | number)[];
      readonly known: readonly string[];
      readonly span: Span;
    }
  /** A list where a map is wanted and the like. `expected` and `actual` in words: "a list or a map", "text". */
  | {
      readonly kind: 'wrong-type';
      readonly key: string;
      readonly where: string;
      readonly path: readonly (string | number)[];
      readonly expected: string;
      readonly actual: string;
      /** The scalar that stands there. */
      readonly value?: string;
      readonly span: Span;
    }
  /** A value that the specification's pattern or enumeration excludes. */
  | {
      readonly kind: 'bad-value';
      readonly key: string;
      readonly where: string;
      readonly path: readonly (string | number)[];
      readonly expected: string;
      readonly span: Span;
    }
  /** A map lacks a key; with several of them, one of these. */
  | {
      readonly kind: 'missing-key';
      readonly keys: readonly string[];
      readonly where: string;
      readonly path: readonly (string | number)[];
      /** The key or item that has the map. */
      readonly span: Span;
    }
  /** Two keys that exclude each other, or whose values must agree and do not. */
  | {
      readonly kind: 'conflicting-keys';
      readonly keys: readonly [string, string];
      readonly where: string;
      readonly path: readonly (string | number)[];
      readonly span: Span;
      readonly first: Span;
    }
  /** A volume in short form that compose cannot read; `reason` is a full sentence without the final stop. */
  | { readonly kind: 'bad-volume'; readonly reason: string; readonly span: Span }
  /** A port mapping that compose cannot read; `reason` is a full sentence without the final stop. */
  | { readonly kind: 'bad-port'; readonly reason: string; readonly span: Span }
  /**
   * A part of `x-reach` that is no statement; `reason` is a full sentence without the final stop, `replacement` what was
   * probably meant in its place.
   */
  | { readonly kind: 'bad-statement'; readonly reason: string; readonly replacement?: string; readonly span: Span }
  /** A file that the project names and that does not exist. */
  | { readonly kind: 'missing-file'; readonly file: string; readonly use: FileUse; readonly span: Span }
  /** Files that include each other, or services that extend each other; `names` from the first back to itself. */
  | { readonly kind: 'source-cycle'; readonly use: FileUse; readonly names: readonly string[]; readonly span: Span }
  /** `extends` of a service that the file does not have. `known` lists those that it has; `file` is another file. */
  | {
      readonly kind: 'undefined-base';
      readonly service: string;
      readonly file?: string;
      readonly known: readonly string[];
      readonly span: Span;
    }
  /** A key that two files give values which cannot be joined, a list and a map. */
  | { readonly kind: 'merge-conflict'; readonly key: string; readonly span: Span; readonly earlier: Span }
  /** A service or network that an included file defines as well; before compose 5 that is refused. */
  | {
      readonly kind: 'include-conflict';
      readonly section: string;
      readonly name: string;
      readonly span: Span;
      readonly earlier: Span;
    }
  /** `${…` that is not closed or has no name: compose refuses the file. */
  | { readonly kind: 'bad-interpolation'; readonly reason: string; readonly span: Span };
