// Makes schemas/compose.json, the compact form of the Compose Specification's JSON schema that the reader uses:
//   node .ci/composeSchema.mjs PATH/TO/compose-spec.json
// Only facts are taken over (keys, types, enumerations, deprecations), no descriptions. Run it to update the file.
import { readFileSync, writeFileSync } from 'node:fs';

const source = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const types = { object: 'map', array: 'list' };

function compact(node) {
  if (node.$ref) return { ref: node.$ref.replace('#/definitions/', '') };
  const result = {};
  if (node.oneOf) result.oneOf = node.oneOf.map(compact);
  if (node.type) result.type = [node.type].flat().map((type) => types[type] ?? type);
  if (node.properties) {
    result.keys = Object.fromEntries(Object.entries(node.properties).map(([key, value]) => [key, compact(value)]));
  }
  for (const [pattern, value] of Object.entries(node.patternProperties ?? {})) {
    if (pattern === '^x-') result.extensions = true;
    else {
      result.values = compact(value);
      if (!['.+', '^.+$'].includes(pattern)) result.names = pattern;
    }
  }
  if (typeof node.additionalProperties === 'object') result.values = compact(node.additionalProperties);
  if (node.additionalProperties === false) result.closed = true;
  if (node.items) result.items = compact(node.items);
  if (node.uniqueItems) result.unique = true;
  if (node.enum) result.enum = node.enum;
  if (node.pattern) result.pattern = node.pattern;
  if (node.required) result.required = node.required;
  if (node.deprecated) result.deprecated = true;
  if (node.minimum !== undefined) result.minimum = node.minimum;
  if (node.maximum !== undefined) result.maximum = node.maximum;
  return result;
}

const schema = {
  root: compact(source),
  definitions: Object.fromEntries(Object.entries(source.definitions).map(([name, node]) => [name, compact(node)])),
};
const file = new URL('../schemas/compose.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(schema)}\n`);
