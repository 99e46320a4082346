import type { Span } from './span.ts';

interface NodeBase {
  readonly span: Span;
  /** Name of the anchor `&name` on the node. */
  readonly anchorName?: string;
  /** Explicit tag as written, `!reset`. */
  readonly tag?: string;
}

/** A scalar. `span` includes quotes and block headers, `contentSpan` only the characters of the content. */
export interface YamlScalar extends NodeBase {
  readonly kind: 'scalar';
  /** The content as text, escapes and folding resolved. */
  readonly value: string;
  /** What the YAML 1.2 core schema makes of it. */
  readonly type: 'string' | 'number' | 'boolean' | 'null';
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded';
  readonly contentSpan: Span;
}

/** One entry of a map; `value` is absent in `key:` and in text that is not finished. */
export interface YamlPair {
  readonly key: YamlScalar;
  readonly value?: YamlNode;
  /** From the key to the end of the value. */
  readonly span: Span;
}

export interface YamlMap extends NodeBase {
  readonly kind: 'map';
  readonly flow: boolean;
  /** In the file's order, duplicates and `<<` included. */
  readonly pairs: readonly YamlPair[];
}

export interface YamlSequence extends NodeBase {
  readonly kind: 'sequence';
  readonly flow: boolean;
  /** An item without a value (`- `) is an empty plain scalar of type null. */
  readonly items: readonly YamlNode[];
}

/** `*name`; the tree resolves it. */
export interface YamlAlias extends NodeBase {
  readonly kind: 'alias';
  readonly name: string;
}

export type YamlNode = YamlScalar | YamlMap | YamlSequence | YamlAlias;

/** The last entry with this key: where a key stands twice, the second one wins. */
export function pairOf(map: YamlMap, key: string): YamlPair | undefined {
  return map.pairs.findLast((pair) => pair.key.value === key);
}
