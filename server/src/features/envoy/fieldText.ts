import { enumSchema, type FieldSchema, isIn, type MessageSchema } from '../../envoy/schema.ts';
import { code, codeList } from '../markdown.ts';
import { fieldLink, messageLink } from './docLink.ts';
import { constraintsInWords, isRequired, shortName, typeInWords } from './typeInWords.ts';
import { enumValueWords, fieldWords, inUsualOrder, messageWords } from './words/allWords.ts';

/** What a field of a message is, as Markdown. `version`: minor version of Envoy that the file is for. */
export function fieldText(owner: MessageSchema, field: FieldSchema, version: number): string {
  const link = fieldLink(owner.type, field.name);
  return [
    `### ${code(field.name)} · ${typeInWords(field)}`,
    ...aboutField(owner, field, version),
    ...(link ? [`[${code(field.name)} in Envoy’s documentation](${link})`] : []),
  ].join('\n\n');
}

/** The same without heading, for lists of proposals. */
export function fieldDocumentation(owner: MessageSchema, field: FieldSchema, version: number): string {
  const link = fieldLink(owner.type, field.name);
  return [...aboutField(owner, field, version), ...(link ? [`[Reference](${link})`] : [])].join('\n\n');
}

function aboutField(owner: MessageSchema, field: FieldSchema, version: number): readonly string[] {
  const words = fieldWords(owner.type, field.name);
  const about = words?.text ?? messageWords(field.type) ?? '';
  const constraints = constraintsInWords(field);
  return [
    about,
    ...(words?.whenUnset === undefined || isRequired(field) ? [] : [`Not set: ${words.whenUnset}.`]),
    constraints.join(' '),
    valueList(field, version),
    alternatives(owner, field, version),
    ageOf(field),
  ].filter((part) => part !== '');
}

// A longer list of names without words says little.
const mostValues = 12;

/** The names that an enumeration has, with what they mean where that is known. */
function valueList({ type }: FieldSchema, version: number): string {
  const schema = enumSchema(type);
  if (!schema) return '';
  const names = [...schema.values.keys()].filter(
    (name) => !schema.deprecated.includes(name) && (schema.since[name] ?? 0) <= version,
  );
  const described = names.some((name) => enumValueWords(type, name) !== undefined);
  if (!described) return `One of ${codeList(names, mostValues)}.`;
  return inUsualOrder(type, names)
    .map((name) => `- ${[code(name), enumValueWords(type, name) ?? ''].filter(Boolean).join(': ')}`)
    .join('\n');
}

/** The fields that exclude this one. */
function alternatives({ fields, oneofs }: MessageSchema, { name, oneof }: FieldSchema, version: number): string {
  if (oneof === undefined) return '';
  const others = [...fields.values()].filter(
    (each) => each.oneof === oneof && each.name !== name && !each.deprecated && !each.disallowed && isIn(each, version),
  );
  if (others.length === 0) return '';
  const names = codeList(
    others.map((each) => each.name),
    12,
  );
  return oneofs[oneof]?.required ? `Either this or one of: ${names}. One of them has to be set.` : `Excludes ${names}.`;
}

function ageOf({ since, until, deprecated, disallowed }: FieldSchema): string {
  return [
    ...(since === undefined ? [] : [`Since Envoy 1.${since}.`]),
    ...(until === undefined ? [] : [`Up to Envoy 1.${until}.`]),
    ...(disallowed ? ['**Deprecated**: Envoy refuses it unless the runtime allows it.'] : []),
    ...(deprecated && !disallowed ? ['**Deprecated**: it still works and may go.'] : []),
  ].join(' ');
}

/** What a message is that `@type` names, as Markdown; `fits`: whether it is in the right place. */
export function messageText({ type, contrib, absent, since, until }: MessageSchema, slots: readonly string[]): string {
  const link = messageLink(type);
  return [
    `### ${code(shortName(type))}`,
    messageWords(type) ?? '',
    slots.length > 0 ? `Extension for ${codeList(slots)}.` : '',
    contrib ? 'Only the `contrib` image has it.' : absent ? 'The usual build does not have it.' : '',
    [
      ...(since === undefined ? [] : [`Since Envoy 1.${since}.`]),
      ...(until === undefined ? [] : [`Up to Envoy 1.${until}.`]),
    ].join(' '),
    link ? `[${code(type)} in Envoy’s documentation](${link})` : code(type),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
