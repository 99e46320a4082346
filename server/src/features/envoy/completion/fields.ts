import { enumSchema, type FieldSchema, isIn, type MessageSchema, messageSchema } from '../../../envoy/schema.ts';
import { type Proposal, snippetChoice } from '../../completion/proposal.ts';
import { isHidden } from '../docLink.ts';
import { anyType, placeOfKey } from '../envoyPlace.ts';
import { fieldDocumentation } from '../fieldText.ts';
import { keyText, toCamelCase } from '../snippets/snippetValue.ts';
import { isBoolean, isRequired, typeInWords } from '../typeInWords.ts';
import { describedFields, inUsualOrder } from '../words/allWords.ts';
import type { EnvoyTarget } from './envoyTarget.ts';
import { keyProposal } from './keyProposal.ts';

/**
 * Fields of the message that are not set: required ones first, then those that people use, then the rest; behind them
 * those that exclude a field that is set, those that are deprecated, and those that Envoy's documentation leaves out.
 */
export function fields(target: EnvoyTarget): readonly Proposal[] {
  const { message, form } = target.place;
  if (target.form === 'value' || form !== 'single' || !message || (target.form === 'item' && target.after === ']'))
    return [];
  const { version } = target.snapshot.config;
  const set = new Set(target.siblings.flatMap((key) => message.spellings.get(key) ?? []));
  const described = describedFields(message.type);
  const ranked = [...message.fields.values()]
    .filter((field) => !set.has(field) && isIn(field, version))
    .map((field) => {
      const excluded = [...set].find((each) => field.oneof !== undefined && each.oneof === field.oneof);
      return { field, excluded, rank: rankOf(field, message, described, excluded) };
    });
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .map(({ field, excluded }) => proposalOf(target, message, field, excluded));
}

function rankOf(
  field: FieldSchema,
  { type, oneofs }: MessageSchema,
  described: readonly string[],
  excluded: FieldSchema | undefined,
): number {
  const place = described.indexOf(field.name);
  const within = place < 0 ? 900 : place;
  if (isHidden(type, field.name)) return 5_000;
  if (field.deprecated || field.disallowed) return 4_000 + within;
  if (excluded) return 3_000 + within;
  const needed = isRequired(field) || (field.oneof !== undefined && oneofs[field.oneof]?.required === true);
  return needed ? within : 1_000 + within;
}

function proposalOf(
  target: EnvoyTarget,
  owner: MessageSchema,
  field: FieldSchema,
  excluded: FieldSchema | undefined,
): Proposal {
  const label = target.style.camel ? toCamelCase(field.name) : field.name;
  const oneof = field.oneof === undefined ? undefined : owner.oneofs[field.oneof];
  const detail = [
    typeInWords(field).replaceAll('`', ''),
    isRequired(field) ? 'required' : '',
    excluded ? `instead of ${excluded.name}` : oneof?.name ? `one of ${oneof.name}` : '',
    field.deprecated || field.disallowed ? 'deprecated' : '',
  ].filter((part) => part !== '');
  return keyProposal(target, {
    label,
    key: keyText(field.name, target.style),
    value: valueFor(target, field),
    kind: 'property',
    detail: detail.join(' · '),
    documentation: fieldDocumentation(owner, field, target.snapshot.config.version),
  });
}

/** What follows the colon of a field, as the text of a snippet. `open`: the value is still to be written. */
function valueFor(target: EnvoyTarget, field: FieldSchema): { readonly text: string; readonly open: boolean } {
  const { style, column, place } = target;
  const { form, eol, mapIndent, sequenceIndent } = style;
  const quotes = form === 'json' ? '"' : '';
  const isList = field.list === true;
  const isMap = field.map !== undefined || isMessage(field.type);
  if (!isList && !isMap) {
    if (isBoolean(field.type)) return { text: ` ${snippetChoice(['true', 'false'])}`, open: false };
    const values = field.type.startsWith('@') ? namesOf(field.type, target.snapshot.config.version) : [];
    if (values.length > 0) return { text: ` ${quotes}${snippetChoice(values)}${quotes}`, open: false };
    if (field.type === 'google.protobuf.Duration') return { text: ` ${quotes}\${1:5s}${quotes}`, open: false };
    const isText = field.type === 'string' || field.type === 'bytes' || field.type.endsWith('StringValue');
    return { text: isText && quotes ? ' "$0"' : ' ', open: !(isText && quotes) };
  }
  if (!isList && isMap && messageSchema(field.type)?.fields.size === 0) return { text: ' {\\}', open: false };
  if (form !== 'block') return { text: isList ? ' [$0]' : ' {$0\\}', open: true };
  const below = eol + ' '.repeat(column + (isList ? sequenceIndent : mapIndent));
  if (isList) return { text: `${below}- $0`, open: true };
  const inner = placeOfKey(place, field.name);
  const begins = field.type === anyType && field.map === undefined && inner?.slots ? '"@type": ' : '';
  return { text: `${below}${begins}$0`, open: true };
}

/** True for what is written as a map. */
function isMessage(type: string): boolean {
  if (type.startsWith('google.protobuf.')) return type === anyType || type === 'google.protobuf.Struct';
  return messageSchema(type) !== undefined;
}

function namesOf(type: string, version: number): readonly string[] {
  const schema = enumSchema(type);
  if (!schema) return [];
  const names = [...schema.values.keys()].filter(
    (name) =>
      !schema.deprecated.includes(name) && !schema.disallowed.includes(name) && (schema.since[name] ?? 0) <= version,
  );
  return inUsualOrder(type, names);
}
