import type { EnvoyMap, EnvoyValue } from '../model/envoyMessage.ts';
import type { YamlMap, YamlNode } from '../text/yamlNode.ts';
import { type Decoding, isFilledInLater, opaque, resolved, scalarOf } from './decoding.ts';

/** protobuf's parser gives up at a hundred levels. */
const mostLevels = 100;

/** What a `Struct` holds: it has no types, so that nothing in it can be wrong. Nulls are opaque. */
export function decodePlain(node: YamlMap, decoding: Decoding, level = 0): EnvoyMap {
  return {
    kind: 'map',
    entries: node.pairs
      .filter(({ key }) => key.tag !== '!ignore')
      .map(({ key, value }) => ({
        key: key.value,
        keySpan: key.contentSpan,
        value: value && plainValue(value, decoding, level + 1),
      })),
    span: node.span,
  };
}

/** Any value without types. */
export function plainValue(node: YamlNode, decoding: Decoding, level = 0): EnvoyValue {
  const value = resolved(node, decoding);
  if (!value || level > mostLevels || isFilledInLater(value, decoding)) return opaque(node.span);
  switch (value.kind) {
    case 'map':
      return decodePlain(value, decoding, level);
    case 'sequence':
      return {
        kind: 'list',
        items: value.items.map((item) => plainValue(item, decoding, level + 1)),
        span: value.span,
      };
    case 'scalar': {
      const read = scalarOf(value, decoding);
      if (read.kind === 'null') return opaque(value.span);
      return { kind: 'scalar', value: read.value, span: value.span, contentSpan: value.contentSpan };
    }
    default:
      return opaque(node.span);
  }
}
