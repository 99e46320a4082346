import type { EnvoyOpaque } from '../model/envoyMessage.ts';
import type { EnvoyProblem } from '../model/envoyProblem.ts';
import type { Span } from '../text/span.ts';
import type { YamlNode } from '../text/yamlNode.ts';
import type { YamlTree } from '../text/yamlTree.ts';
import { isTemplateNode, jsonScalar, type ScalarValue, yamlScalar } from './yamlScalars.ts';

/** What decoding needs to know of the file, and where it puts what is wrong. */
export interface Decoding {
  readonly tree: YamlTree;
  /** A JSON file, which Envoy reads by other rules. */
  readonly json: boolean;
  /** Minor version of Envoy 1.x. */
  readonly version: number;
  readonly problems: EnvoyProblem[];
  /** How many more values may be read through aliases: each of them may stand for many. */
  aliasesLeft: number;
  /** Of resources that Envoy fetches while it runs it ignores fields and values that it does not know. */
  readonly ignoresUnknown: boolean;
  /** False in an extension of which Envoy does not ask the validate rules. */
  enforced: boolean;
}

const aliasLimit = 20_000;

export const newDecoding = (tree: YamlTree, version: number, ignoresUnknown: boolean): Decoding => ({
  tree,
  json: tree.uri.toLowerCase().endsWith('.json'),
  version,
  problems: [],
  aliasesLeft: aliasLimit,
  ignoresUnknown,
  enforced: true,
});

/** The node that an alias stands for; undefined where there is none, or too many of them were followed. */
export function resolved(node: YamlNode | undefined, decoding: Decoding): YamlNode | undefined {
  let current = node;
  while (current?.kind === 'alias') {
    if (decoding.aliasesLeft-- <= 0) return undefined;
    const target = decoding.tree.resolve(current);
    if (!target) decoding.problems.push({ kind: 'undefined-anchor', name: current.name, span: current.span });
    current = target;
  }
  return current;
}

/** What stands in a place, and what it is called in messages. */
export interface Place {
  /** The key or, of a list item, the field's name. */
  readonly field: string;
  /** The key, or the start of the item: where something is missing in the value. */
  readonly owner: Span;
  /** Keys and indexes from the top of the file. */
  readonly path: readonly (string | number)[];
}

export const scalarOf = (node: Extract<YamlNode, { kind: 'scalar' }>, decoding: Decoding): ScalarValue =>
  decoding.json ? jsonScalar(node) : yamlScalar(node);

export const isNull = (node: YamlNode | undefined, decoding: Decoding): boolean =>
  node === undefined || (node.kind === 'scalar' && scalarOf(node, decoding).kind === 'null');

/** Something that nothing is known about. */
export const opaque = (span: Span): EnvoyOpaque => ({ kind: 'opaque', span });

export const isFilledInLater = (node: YamlNode, decoding: Decoding): boolean =>
  isTemplateNode(node, decoding.tree.text);

/** What a node is, in words. */
export function nodeInWords(node: YamlNode | undefined, decoding: Decoding): string {
  switch (node?.kind) {
    case 'map':
      return 'a map';
    case 'sequence':
      return 'a list';
    case 'scalar':
      return scalarInWords(scalarOf(node, decoding));
    default:
      return 'nothing';
  }
}

function scalarInWords({ kind }: ScalarValue): string {
  return kind === 'null' ? 'nothing' : kind === 'boolean' ? 'a boolean' : kind === 'number' ? 'a number' : 'text';
}
