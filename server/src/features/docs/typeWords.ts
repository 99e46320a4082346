import { alternativesOf, type SchemaType, schemaAt } from '../../compose/schema.ts';
import type { YamlPath } from '../../text/edit.ts';

const words: Readonly<Record<SchemaType, string>> = {
  map: 'map',
  list: 'list',
  string: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'true or false',
  null: 'nothing',
};

/** What the key at the end of the path may hold: `list or map`. Empty where the specification says nothing. */
export function typeWords(path: YamlPath): string {
  const node = schemaAt(path);
  if (!node) return '';
  const types = new Set(alternativesOf(node).flatMap(({ type }) => type ?? []));
  types.delete('null');
  // Compose takes text for a boolean or number wherever a variable could give it.
  if (types.has('boolean')) types.delete('string');
  if (types.has('number') || types.has('integer')) types.delete('string');
  const names = [...types].map((type) => words[type]);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
