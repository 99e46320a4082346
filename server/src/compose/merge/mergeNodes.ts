import { partOf } from '../../model/scalar.ts';
import type { Span } from '../../text/span.ts';
import type { YamlMap, YamlNode, YamlPair, YamlScalar, YamlSequence } from '../../text/yamlNode.ts';
import { pairNamed, type Resolver } from '../resolver.ts';
import { identityOf } from './itemIdentity.ts';
import { itemIdentityOf, type MergePath, mergeKindOf } from './mergeRules.ts';
import { holdsReset } from './resetTags.ts';

/** Two values that compose cannot join: a list over a map and the like. */
export interface MergeConflict {
  readonly path: MergePath;
  readonly earlier: Span;
  readonly later: Span;
}

export interface Merging {
  readonly resolver: Resolver;
  readonly conflicts: MergeConflict[];
  /** Whether `!reset` takes away what is there so far and `!override` replaces it. */
  readonly tags: boolean;
}

/**
 * The value that compose makes of two for the same path, the later file's (or the extending service's) over the
 * earlier. Scalars and list items are the files' own nodes, so that every fact keeps its place; maps and lists are made
 * anew where both contribute.
 */
export function mergeNodes(
  merging: Merging,
  earlier: YamlNode | undefined,
  later: YamlNode | undefined,
  path: MergePath,
): YamlNode | undefined {
  const { resolver } = merging;
  const base = withoutResets(resolver, earlier);
  const over = resolver.node(later);
  if (over?.tag === '!reset') return undefined;
  if (merging.tags && over?.tag === '!override') return withoutResets(resolver, over);
  const kind = mergeKindOf(path);
  if (kind === 'replaced') return over ?? base;
  if (!over || isNull(over)) return base;
  if (!base || isNull(base)) return withoutResets(resolver, over);
  const merged = (left: YamlNode | undefined, right: YamlNode | undefined): YamlNode | undefined =>
    left && right ? mergeByShape(merging, left, right, path) : undefined;
  if (kind === 'names') return merged(asNames(resolver, base), asNames(resolver, over));
  if (kind === 'assignments') return merged(asAssignments(resolver, base), asAssignments(resolver, over));
  if (kind === 'entries') return merged(asList(base), asList(over));
  if (kind === 'build') return merged(asBuild(base), asBuild(over));
  if (kind === 'pools') return mergePools(merging, base, over, path);
  return mergeByShape(merging, base, over, path);
}

function mergeByShape(merging: Merging, base: YamlNode, over: YamlNode, path: MergePath): YamlNode {
  if (base.kind === 'map' && over.kind === 'map') return mergeMaps(merging, base, over, path);
  if (base.kind === 'sequence' && over.kind === 'sequence') return mergeLists(merging, base, over, path);
  if (base.kind === 'map' || base.kind === 'sequence') {
    merging.conflicts.push({ path, earlier: base.span, later: over.span });
    return base;
  }
  return over;
}

function mergeMaps(merging: Merging, base: YamlMap, over: YamlMap, path: MergePath): YamlMap {
  const { resolver, tags } = merging;
  const pairs = new Map<string, YamlPair>();
  for (const pair of resolver.pairs(base) ?? []) pairs.set(pair.key.value, pair);
  for (const pair of resolver.pairs(over) ?? []) {
    const key = pair.key.value;
    const before = pairs.get(key);
    const tag = resolver.node(pair.value)?.tag;
    if (tag === '!reset') pairs.delete(key);
    else if (!before || (tags && tag === '!override')) pairs.set(key, stripped(resolver, pair));
    else {
      const value = mergeNodes(merging, before.value, pair.value, [...path, key]);
      const { value: _, ...rest } = value === before.value ? before : pair;
      pairs.set(key, { ...rest, ...(value ? { value } : {}) });
    }
  }
  return { kind: 'map', flow: base.flow, pairs: [...pairs.values()], span: base.span };
}

function mergeLists({ resolver }: Merging, base: YamlSequence, over: YamlSequence, path: MergePath): YamlSequence {
  const identity = itemIdentityOf(path);
  const items: YamlNode[] = [];
  const places = new Map<string, number>();
  for (const item of [...base.items, ...over.items]) {
    if (resolver.node(item)?.tag === '!reset') continue;
    const key = identity && identityOf(resolver, item, identity);
    const place = key === undefined ? undefined : places.get(key);
    if (place !== undefined) items[place] = item;
    else {
      if (key !== undefined) places.set(key, items.length);
      items.push(item);
    }
  }
  return { kind: 'sequence', flow: base.flow, items, span: base.span };
}

/**
 * Pools of a network are joined by their subnet. As compose does it, one that the later list does not have is dropped
 * (compose-go, mergeIPAMConfig; measured with compose 2.40).
 */
function mergePools(merging: Merging, base: YamlNode, over: YamlNode, path: MergePath): YamlNode {
  const { resolver } = merging;
  if (base.kind !== 'sequence' || over.kind !== 'sequence') return mergeByShape(merging, base, over, path);
  const subnetOf = (item: YamlNode): string | undefined =>
    resolver.text(pairNamed(resolver.pairs(item), 'subnet')?.value)?.value;
  const items: YamlNode[] = [];
  for (const original of base.items) {
    let pool = resolver.node(original);
    for (const item of over.items) {
      const later = resolver.node(item);
      if (pool?.kind !== 'map' || later?.kind !== 'map') continue;
      const place = items.findIndex((each) => subnetOf(each) === subnetOf(later));
      if (subnetOf(later) !== subnetOf(pool) && place < 0) {
        items.push(later);
        continue;
      }
      pool = mergeMaps(merging, pool, later, path);
      if (place < 0) items.push(pool);
      else items[place] = pool;
    }
  }
  return { kind: 'sequence', flow: base.flow, items, span: base.span };
}

/** The node without the keys to which the later file gives the tags `!reset` or `!override`. */
export function withoutTagged(
  resolver: Resolver,
  given: YamlNode | undefined,
  later: YamlNode | undefined,
): YamlNode | undefined {
  const [node, over] = [resolver.node(given), resolver.node(later)];
  if (node?.kind !== 'map' || over?.kind !== 'map') return given;
  // Where `<<` brings a key again that is reset, the one that is reset stands first.
  const laterPairs = new Map((resolver.pairs(over) ?? []).toReversed().map((pair) => [pair.key.value, pair]));
  let changed = false;
  const pairs = (resolver.pairs(node) ?? []).flatMap((pair): readonly YamlPair[] => {
    const other = laterPairs.get(pair.key.value);
    const tag = resolver.node(other?.value)?.tag;
    const value = withoutTagged(resolver, pair.value, other?.value);
    if (tag !== '!reset' && tag !== '!override' && value === pair.value) return [pair];
    changed = true;
    return tag === '!reset' || tag === '!override' || !value ? [] : [{ ...pair, value }];
  });
  return changed ? { ...node, pairs } : given;
}

/** A node that holds `!reset` somewhere is given without it; any other node is given as it is. */
export function withoutResets(resolver: Resolver, given: YamlNode | undefined): YamlNode | undefined {
  const node = resolver.node(given);
  if (node?.tag === '!reset') return undefined;
  if (node?.kind === 'map' && holdsReset(node)) {
    const pairs = node.pairs
      .filter((pair) => resolver.node(pair.value)?.tag !== '!reset')
      .map((pair) => stripped(resolver, pair));
    return { ...node, pairs };
  }
  if (node?.kind === 'sequence' && holdsReset(node)) {
    return { ...node, items: node.items.flatMap((item) => withoutResets(resolver, item) ?? []) };
  }
  return given;
}

function stripped(resolver: Resolver, pair: YamlPair): YamlPair {
  if (!pair.value) return pair;
  const value = withoutResets(resolver, pair.value);
  if (value === pair.value) return pair;
  const { value: _, ...rest } = pair;
  return { ...rest, ...(value ? { value } : {}) };
}

/** A list of names as a map without values; each key is the list's own item. */
function asNames(resolver: Resolver, node: YamlNode): YamlNode | undefined {
  if (node.kind !== 'sequence') return node;
  const pairs = node.items.flatMap((item): readonly YamlPair[] => {
    const key = resolver.node(item);
    return key?.kind === 'scalar' ? [{ key, span: item.span }] : [];
  });
  return { kind: 'map', flow: node.flow, pairs, span: node.span };
}

/** `- KEY=value` as the entry of a map. */
function asAssignments(resolver: Resolver, node: YamlNode): YamlNode | undefined {
  if (node.kind !== 'sequence') return node;
  const pairs = node.items.flatMap((item): readonly YamlPair[] => {
    const scalar = resolver.node(item);
    const text = resolver.text(item);
    if (scalar?.kind !== 'scalar' || !text) return [];
    const equals = scalar.value.indexOf('=');
    if (equals < 0) return [{ key: scalar, span: item.span }];
    const part = (from: number, to: number): YamlScalar => {
      const span = partOf({ ...text, value: scalar.value, raw: scalar.value }, from, to);
      return {
        kind: 'scalar',
        value: scalar.value.slice(from, to),
        type: 'string',
        style: 'plain',
        span,
        contentSpan: span,
      };
    };
    return [{ key: part(0, equals), value: part(equals + 1, scalar.value.length), span: item.span }];
  });
  return { kind: 'map', flow: node.flow, pairs, span: node.span };
}

function asList(node: YamlNode): YamlNode {
  return node.kind === 'scalar' ? { kind: 'sequence', flow: true, items: [node], span: node.span } : node;
}

function asBuild(node: YamlNode): YamlNode {
  if (node.kind !== 'scalar') return node;
  const key: YamlScalar = { ...node, value: 'context', type: 'string', style: 'plain' };
  return { kind: 'map', flow: true, pairs: [{ key, value: node, span: node.span }], span: node.span };
}

const isNull = (node: YamlNode): boolean => node.kind === 'scalar' && node.type === 'null';
