import data from '../../../schemas/compose.json' with { type: 'json' };

export type SchemaType = 'map' | 'list' | 'string' | 'number' | 'integer' | 'boolean' | 'null';

/** What the Compose Specification allows at one place. Made by .ci/composeSchema.mjs. */
export interface SchemaNode {
  readonly ref?: string;
  readonly oneOf?: readonly SchemaNode[];
  /** Absent: any. */
  readonly type?: readonly SchemaType[];
  readonly keys?: Readonly<Record<string, SchemaNode>>;
  /** What other keys hold; absent with `closed`: there are no others. */
  readonly values?: SchemaNode;
  /** Regular expression for the names of other keys. */
  readonly names?: string;
  /** `x-…` keys are allowed. */
  readonly extensions?: boolean;
  readonly closed?: boolean;
  readonly items?: SchemaNode;
  readonly unique?: boolean;
  readonly enum?: readonly (string | number)[];
  readonly pattern?: string;
  readonly required?: readonly string[];
  readonly deprecated?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
}

const schema = data as unknown as { root: SchemaNode; definitions: Readonly<Record<string, SchemaNode>> };

/** The schema of a whole compose file. */
export const composeSchema: SchemaNode = schema.root;

/** The alternatives for one place, references and nested alternatives resolved. */
export function alternativesOf(node: SchemaNode): readonly SchemaNode[] {
  const known = alternatives.get(node);
  if (known) return known;
  const resolved = node.ref
    ? alternativesOf(schema.definitions[node.ref] ?? {})
    : (node.oneOf?.flatMap(alternativesOf) ?? [node]);
  alternatives.set(node, resolved);
  return resolved;
}

const alternatives = new WeakMap<SchemaNode, readonly SchemaNode[]>();

/** True where a map may stand. */
export function isMap(node: SchemaNode): boolean {
  return alternativesOf(node).some(({ type }) => !type || type.includes('map'));
}

/** What the value of `key` may be in a place; undefined for a key that is not known there. */
export function childOf(node: SchemaNode, key: string): SchemaNode | undefined {
  for (const alternative of alternativesOf(node)) {
    const child = alternative.keys && Object.hasOwn(alternative.keys, key) ? alternative.keys[key] : alternative.values;
    if (child) return child;
  }
  return undefined;
}

/** The schema at a path of keys and list positions from the top; undefined where the specification has none. */
export function schemaAt(path: readonly (string | number)[]): SchemaNode | undefined {
  let node: SchemaNode | undefined = composeSchema;
  for (const step of path) {
    if (!node) return undefined;
    if (typeof step === 'string') node = childOf(node, step);
    else node = alternativesOf(node).find((alternative) => alternative.items)?.items;
  }
  return node;
}
