import { type FieldSchema, messageSchema } from '../../server/src/envoy/schema.ts';
import type { PlainValue, YamlPath } from '../../server/src/text/edit.ts';
import { asExtension, fieldsOf, fittingTypes, isExtensionField, minimalMessage, type PlainMap } from './envoyValues.ts';

/** How a message is reached from the bootstrap: through these fields, each with the type that stands in it. */
export interface Step {
  readonly owner: string;
  readonly field: FieldSchema;
  readonly type: string;
}

const bootstrap = 'envoy.config.bootstrap.v3.Bootstrap';

/** Fields that Envoy 1.40 does not look into when it validates. */
const unread: ReadonlySet<string> = new Set([
  `${bootstrap}.tracing`,
  'envoy.extensions.bootstrap.reverse_tunnel.downstream_socket_interface.v3.DownstreamReverseConnectionSocketInterface.HttpHandshakeConfig.formatters',
]);

/** The shortest way to each message that a bootstrap can hold. */
export function waysToMessages(): ReadonlyMap<string, readonly Step[]> {
  const ways = new Map<string, readonly Step[]>([[bootstrap, []]]);
  const waiting: string[] = [bootstrap];
  for (let owner = waiting.shift(); owner !== undefined; owner = waiting.shift()) {
    const schema = messageSchema(owner);
    const way = ways.get(owner);
    if (!schema || !way) continue;
    for (const field of fieldsOf(schema)) {
      if (unread.has(`${owner}.${field.name}`)) continue;
      const types = isExtensionField(field) ? fittingTypes(field) : [field.type];
      for (const type of types) {
        if (ways.has(type) || !messageSchema(type) || messageSchema(type)?.absent) continue;
        ways.set(type, [...way, { owner, field, type }]);
        waiting.push(type);
      }
    }
  }
  return ways;
}

/** A bootstrap that has `content` at the end of the way, and the path of keys that leads to it. */
export function bootstrapWith(way: readonly Step[], content: PlainMap): { config: PlainMap; path: YamlPath } {
  const path: (string | number)[] = [];
  for (const { field } of way) {
    path.push(field.name);
    if (field.map !== undefined) path.push('a');
    if (field.list) path.push(0);
    if (isExtensionField(field) && field.type.endsWith('TypedExtensionConfig')) path.push('typed_config');
  }
  let value = content;
  for (const { owner, field, type } of [...way].reverse()) {
    const item: PlainMap = isExtensionField(field) ? asExtension(field, type, value) : value;
    const placed: PlainValue = field.map === undefined ? (field.list ? [item] : item) : { a: item };
    value = withField(owner, minimalMessage(owner), field, placed);
  }
  return { config: value, path };
}

/** The message with the field set, and without those that may not stand beside it. */
export function withField(owner: string, message: PlainMap, field: FieldSchema, value: PlainValue): PlainMap {
  const schema = messageSchema(owner);
  const others = [...(schema?.fields.values() ?? [])].filter(
    (each) => field.oneof !== undefined && each.oneof === field.oneof && each.name !== field.name,
  );
  const kept = Object.entries(message).filter(([name]) => !others.some((each) => each.name === name));
  return { ...Object.fromEntries(kept), [field.name]: value };
}
