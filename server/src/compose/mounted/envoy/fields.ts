import { type Span, within } from '../../../text/span.ts';
import type { YamlAlias, YamlNode, YamlPair, YamlScalar } from '../../../text/yamlNode.ts';
import type { YamlTree } from '../../../text/yamlTree.ts';

/** A value and where it stands, without quotes. */
export interface Word {
  readonly value: string;
  readonly span: Span;
}

/** Reads an Envoy file by the names that its API gives to fields, `camelCase` in the file or not. */
export interface Fields {
  pair(node: YamlNode | undefined, name: string): YamlPair | undefined;
  /** Undefined for a field that is not set or `null`. */
  get(node: YamlNode | undefined, ...path: readonly string[]): YamlNode | undefined;
  /** The items of a repeated field: Envoy takes a single value as well, and lists of lists. */
  list(node: YamlNode | undefined, ...path: readonly string[]): readonly YamlNode[];
  word(node: YamlNode | undefined, ...path: readonly string[]): Word | undefined;
  words(node: YamlNode | undefined, ...path: readonly string[]): readonly string[];
  /** A number from 0 on. */
  number(
    node: YamlNode | undefined,
    ...path: readonly string[]
  ): { readonly value: number; readonly span: Span } | undefined;
}

// A file that leads through more aliases or deeper lists is an attack.
const mostAliases = 2_000;
const deepestList = 8;

export function fieldsOf(tree: YamlTree): Fields {
  let followed = 0;
  const resolve = (given: YamlNode | undefined): YamlNode | undefined => {
    let current = given;
    for (let steps = 0; current?.kind === 'alias'; steps++) {
      if (++followed > mostAliases || steps > 32) return undefined;
      const alias: YamlAlias = current;
      current = tree.resolve(alias);
    }
    return current && isNull(current) ? undefined : current;
  };
  const pair = (node: YamlNode | undefined, name: string): YamlPair | undefined => {
    const map = resolve(node);
    if (map?.kind !== 'map') return undefined;
    const camel = camelCaseOf(name);
    return map.pairs.findLast(({ key }) => (key.value === name || key.value === camel) && key.tag !== '!ignore');
  };
  const get = (node: YamlNode | undefined, ...path: readonly string[]): YamlNode | undefined => {
    let current = resolve(node);
    for (const name of path) current = resolve(pair(current, name)?.value);
    return current;
  };
  const flat = (node: YamlNode | undefined, depth: number): readonly YamlNode[] => {
    const value = resolve(node);
    if (!value || depth > deepestList) return [];
    return value.kind === 'sequence' ? value.items.flatMap((item) => flat(item, depth + 1)) : [value];
  };
  const wordOf = (node: YamlNode | undefined): Word | undefined =>
    node?.kind === 'scalar' ? { value: node.value, span: node.contentSpan } : undefined;
  const list: Fields['list'] = (node, ...path) => flat(get(node, ...path), 0);
  return {
    pair,
    get,
    list,
    word: (node, ...path) => wordOf(get(node, ...path)),
    words: (node, ...path) => list(node, ...path).flatMap((each) => wordOf(each)?.value ?? []),
    number(node, ...path) {
      const word = wordOf(get(node, ...path));
      return word && /^\d{1,9}$/.test(word.value) ? { value: Number(word.value), span: word.span } : undefined;
    },
  };
}

const isNull = (node: YamlNode): boolean => node.kind === 'scalar' && node.type === 'null';

const camelCase = new Map<string, string>();

/** A file of thousands of entries is asked for the same few names again and again. */
function camelCaseOf(name: string): string {
  let camel = camelCase.get(name);
  if (camel === undefined) {
    camel = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    camelCase.set(name, camel);
  }
  return camel;
}

/** What the key is called in the API; nothing for an entry that `!ignore` takes out. */
export function apiName({ value, tag }: YamlScalar): string | undefined {
  return tag === '!ignore' ? undefined : value.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The place that shows what an entry without a name is: the key, or where the entry starts. */
export function keyOrStart(fields: Fields, node: YamlNode, key: string): Span {
  return fields.pair(node, key)?.key.contentSpan ?? within(node.span, 0, Math.min(1, node.span.end - node.span.start));
}
