import type { Problem } from '../model/problem.ts';
import type { YamlMap, YamlNode, YamlPair } from '../text/yamlNode.ts';
import type { Resolver } from './resolver.ts';

/** Compose's parser refuses a map in which a key stands twice, whether the values are the same or not. */
export function checkDuplicateKeys(resolver: Resolver, node: YamlMap): void {
  addDuplicates(node, resolver.problems);
}

/** Looks for duplicate keys at every depth of a value that no specification describes, what aliases lead to left out. */
export function checkKeysWithin(resolver: Resolver, node: YamlNode | undefined): void {
  if (node?.kind !== 'map' && node?.kind !== 'sequence') return;
  let found = known.get(node);
  if (!found) {
    const problems: Problem[] = [];
    addDuplicatesWithin(node, problems);
    known.set(node, problems);
    found = problems;
  }
  resolver.problems.push(...found);
}

// Nodes live as long as their text does, and a file's own sections are looked at again at each keystroke.
const known = new WeakMap<YamlNode, readonly Problem[]>();

function addDuplicatesWithin(node: YamlNode | undefined, problems: Problem[]): void {
  if (node?.kind === 'sequence') for (const item of node.items) addDuplicatesWithin(item, problems);
  if (node?.kind !== 'map') return;
  addDuplicates(node, problems);
  for (const { value } of node.pairs) addDuplicatesWithin(value, problems);
}

function addDuplicates(node: YamlMap, problems: Problem[]): void {
  const first = new Map<string, YamlPair>();
  for (const pair of node.pairs) {
    const { value: key, span } = pair.key;
    const earlier = first.get(key);
    if (earlier) problems.push({ kind: 'duplicate-key', key, span, first: earlier.key.span });
    else first.set(key, pair);
  }
}
