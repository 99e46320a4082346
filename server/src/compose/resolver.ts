import type { Problem } from '../model/problem.ts';
import type { VariableUse } from '../model/scalar.ts';
import { partOf, type Text } from '../model/scalar.ts';
import { within } from '../text/span.ts';
import type { YamlAlias, YamlMap, YamlNode, YamlPair, YamlScalar } from '../text/yamlNode.ts';
import type { YamlTree } from '../text/yamlTree.ts';
import { interpolate } from './interpolate.ts';

// Go's YAML parser gives up on "excessive aliasing"; a file that uses this many aliases in one entry is an attack.
const aliasLimit = 2_000;

/**
 * Reads nodes of one entry as compose sees them: aliases and merge keys followed, variables replaced. Remembers what
 * it met on the way: problems, variables, and the aliases followed, on which the result depends.
 */
export interface Resolver {
  /** The node behind an alias; undefined where there is none (that is then a problem). */
  node(node: YamlNode | undefined): YamlNode | undefined;
  /** The entries of a map, those of `<<` included where the map has none of its own; undefined for other nodes. */
  pairs(node: YamlNode | undefined): readonly YamlPair[] | undefined;
  items(node: YamlNode | undefined): readonly YamlNode[] | undefined;
  /** The scalar with its variables replaced; undefined for other nodes and for no value. */
  text(node: YamlNode | undefined): Text | undefined;
  readonly problems: Problem[];
  readonly variables: VariableUse[];
  readonly followed: ReadonlyMap<YamlAlias, YamlNode | undefined>;
}

export function createResolver(tree: YamlTree, environment: ReadonlyMap<string, string>): Resolver {
  return createResolverOver(
    () => tree,
    () => environment,
  );
}

/** For nodes of several files: an alias means an anchor of its own file, a variable is that of the file it stands in. */
export function createResolverOver(
  treeOf: (uri: string) => YamlTree | undefined,
  environmentOf: (uri: string) => ReadonlyMap<string, string>,
): Resolver {
  const problems: Problem[] = [];
  const variables: VariableUse[] = [];
  const followed = new Map<YamlAlias, YamlNode | undefined>();
  let resolutions = 0;
  const texts = new Map<YamlScalar, Text>();

  const node = (given: YamlNode | undefined): YamlNode | undefined => {
    let current = given;
    for (let steps = 0; current?.kind === 'alias'; steps++) {
      if (++resolutions > aliasLimit || steps > 32) return undefined;
      const alias: YamlAlias = current;
      current = treeOf(alias.span.anchor.uri)?.resolve(alias);
      if (!current && !followed.has(alias))
        problems.push({ kind: 'undefined-anchor', name: alias.name, span: alias.span });
      followed.set(alias, current);
    }
    return current;
  };

  const mergePairs = (map: YamlMap, depth: number): readonly YamlPair[] => {
    if (!map.pairs.some((pair) => pair.key.value === '<<')) return map.pairs;
    const own = map.pairs.filter((pair) => pair.key.value !== '<<');
    // A key that is reset is not there; what `<<` says of it then counts.
    const seen = new Set(own.filter((pair) => node(pair.value)?.tag !== '!reset').map((pair) => pair.key.value));
    const merged: YamlPair[] = [];
    for (const pair of map.pairs) {
      if (pair.key.value !== '<<') continue;
      const source = node(pair.value);
      const sources = source?.kind === 'sequence' ? source.items.map(node) : [source];
      for (const each of sources) {
        if (each?.kind !== 'map' || depth > 32) continue;
        for (const inherited of mergePairs(each, depth + 1)) {
          if (seen.has(inherited.key.value)) continue;
          seen.add(inherited.key.value);
          merged.push(inherited);
        }
      }
    }
    return [...own, ...merged];
  };

  const text = (given: YamlNode | undefined): Text | undefined => {
    const scalar = node(given);
    if (scalar?.kind !== 'scalar') return undefined;
    const known = texts.get(scalar);
    if (known) return known;
    const result = interpolate(scalar.value, environmentOf(scalar.span.anchor.uri));
    // With escapes or folding the places in the value are not those in the file.
    const literal = scalar.contentSpan.end - scalar.contentSpan.start === scalar.value.length;
    const place = (start: number, end: number) =>
      literal ? within(scalar.contentSpan, start, end) : scalar.contentSpan;
    const uses = result.variables.map(({ start, end, ...use }): VariableUse => ({ ...use, span: place(start, end) }));
    variables.push(...uses);
    if (result.error) {
      const { reason, start, end } = result.error;
      problems.push({ kind: 'bad-interpolation', reason, span: place(start, end) });
    }
    const made: Text = {
      value: result.value,
      raw: scalar.value,
      span: scalar.contentSpan,
      known: result.known,
      variables: uses,
      type: scalar.type,
    };
    texts.set(scalar, made);
    return made;
  };

  return {
    node,
    pairs: (given) => {
      const map = node(given);
      return map?.kind === 'map' ? mergePairs(map, 0) : undefined;
    },
    items: (given) => {
      const sequence = node(given);
      return sequence?.kind === 'sequence' ? sequence.items : undefined;
    },
    text,
    problems,
    variables,
    followed,
  };
}

/** A part of a text, cut from its value; the place is exact where the text has no variables and escapes. */
export function sliceText(text: Text, from: number, to = text.value.length): Text {
  const value = text.value.slice(from, to);
  return { ...text, value, raw: value, span: partOf(text, from, to), type: 'string' };
}

/** The last pair with this key: where a key stands twice, the second one wins. */
export function pairNamed(pairs: readonly YamlPair[] | undefined, key: string): YamlPair | undefined {
  return pairs?.findLast((pair) => pair.key.value === key);
}
