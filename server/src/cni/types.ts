import type { JsonNode } from '../text/jsonNode.ts';

/** Where a value is not what Go's `encoding/json` wants for this type: the node, and the type wanted of it. */
export interface WrongNode {
  readonly node: JsonNode;
  readonly type: string;
}

/** Holds a value against a type of the facts: `array<string>`, `integer(uint32)` …; undefined when it fits. */
export function takes(type: string, node: JsonNode): WrongNode | undefined {
  if (node.kind === 'unknown' || node.kind === 'null') return undefined;
  const wrong: WrongNode = { node, type };
  const inner = /^(?:array|object)<(.*)>$/.exec(type)?.[1];
  if (type.startsWith('array')) {
    if (node.kind !== 'array') return wrong;
    for (const item of node.items) {
      const found = takes(inner ?? 'any', item);
      if (found) return found;
    }
    return undefined;
  }
  if (type.startsWith('object')) {
    if (node.kind !== 'object') return wrong;
    const valueType = inner?.split(',')[1];
    for (const { value } of valueType === undefined ? [] : node.pairs) {
      const found = value && takes(valueType ?? 'any', value);
      if (found) return found;
    }
    return undefined;
  }
  if (type.startsWith('string')) return node.kind === 'string' ? undefined : wrong;
  if (type === 'boolean') return node.kind === 'boolean' ? undefined : wrong;
  if (type.startsWith('integer')) return isInteger(type, node) ? undefined : wrong;
  return undefined;
}

function isInteger(type: string, node: JsonNode): boolean {
  if (node.kind !== 'number' || !Number.isInteger(node.value)) return false;
  return !type.includes('uint') || (node.value >= 0 && (type.includes('64') || node.value <= 0xffff_ffff));
}

/** `a list of objects`, `a whole number`. */
export function inWordsOf(type: string): string {
  if (type === 'array<array<object>>') return 'a list of lists of objects';
  if (type.startsWith('array<string')) return 'a list of strings';
  if (type.startsWith('array')) return 'a list of objects';
  if (type === 'object<string,string>') return 'an object of strings';
  if (type === 'object<string,boolean>') return 'an object of `true` and `false`';
  if (type.startsWith('object')) return 'an object';
  if (type.startsWith('string')) return 'a string';
  if (type === 'boolean') return '`true` or `false`';
  if (type.includes('uint')) return 'a whole number of 0 or more';
  return 'a whole number';
}

/** `a string`, `a fraction`. */
export function wordsOf(node: JsonNode): string {
  switch (node.kind) {
    case 'string':
      return 'a string';
    case 'number':
      return Number.isInteger(node.value) ? 'a number' : 'a fraction';
    case 'boolean':
      return `\`${node.value}\``;
    case 'array':
      return 'a list';
    case 'object':
      return 'an object';
    default:
      return '`null`';
  }
}

/** The value in the type that is wanted, as JSON; undefined where there is no doubtless one. */
export function meantBy(type: string, node: JsonNode): string | undefined {
  if (node.kind === 'string' && node.known) {
    if (type.startsWith('integer') && /^(?:0|[1-9]\d*)$/.test(node.value)) return node.value;
    if (type === 'boolean' && /^(?:true|false)$/i.test(node.value)) return node.value.toLowerCase();
    if (type === 'array<string>') return `[${JSON.stringify(node.value)}]`;
  }
  if (type.startsWith('string') && (node.kind === 'number' || node.kind === 'boolean')) return `"${node.value}"`;
  return undefined;
}
