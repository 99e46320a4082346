import { enumSchema } from '../../../envoy/schema.ts';
import { type Proposal, withoutPlaceholders } from '../../completion/proposal.ts';
import type { ValueDoc } from '../../docs/keyDoc.ts';
import { isBoolean } from '../typeInWords.ts';
import { enumValueWords, inUsualOrder } from '../words/allWords.ts';
import { type EnvoyTarget, writtenScalar } from './envoyTarget.ts';
import { formatOperators, retryConditions, wellKnownValues } from './wellKnown.ts';

/** Values that a field knows: names of an enumeration, booleans, durations, texts worth proposing. */
export function values(target: EnvoyTarget): readonly Proposal[] {
  const { place, form } = target;
  if (form === 'key' || place.form !== 'single' || place.isTypeUrl) return [];
  const { type, field, owner } = place;
  if (isBoolean(type)) return ['true', 'false'].map((word) => ({ label: word, insert: word, kind: 'constant' }));
  if (type.startsWith('@')) return enumNames(target);
  if (type === 'google.protobuf.Duration') return durations(target);
  if (!field || !owner) return [];
  if (field.name === 'retry_on') return conditions(target);
  return (wellKnownValues[`${owner.type}.${field.name}`] ?? []).map((each) => textProposal(target, each));
}

function enumNames(target: EnvoyTarget): readonly Proposal[] {
  const { type } = target.place;
  const schema = enumSchema(type);
  const { version } = target.snapshot.config;
  if (!schema) return [];
  const known = [...schema.values.keys()].filter((name) => (schema.since[name] ?? 0) <= version);
  const names = inUsualOrder(type, known);
  const isOld = (name: string): boolean => schema.deprecated.includes(name) || schema.disallowed.includes(name);
  return [...names.filter((name) => !isOld(name)), ...names.filter(isOld)].map((name) => {
    const words = enumValueWords(type, name);
    return {
      label: name,
      insert: writtenScalar(target, name),
      kind: 'choice',
      detail: [isOld(name) ? 'deprecated' : '', words?.replaceAll('`', '') ?? ''].filter(Boolean).join(' · '),
    };
  });
}

// Short, usual and long times; Envoy takes seconds only.
const usualDurations: readonly string[] = ['0.25s', '1s', '5s', '15s', '30s', '60s', '300s', '3600s', '0s'];

const durations = (target: EnvoyTarget): readonly Proposal[] =>
  usualDurations.map((text) => ({ label: text, insert: writtenScalar(target, text), kind: 'unit' }));

function textProposal(target: EnvoyTarget, { value, summary }: ValueDoc): Proposal {
  return { label: value, insert: writtenScalar(target, value), kind: 'value', detail: summary };
}

/** One condition of a list that commas divide: only the one under the cursor is replaced. */
function conditions(target: EnvoyTarget): readonly Proposal[] {
  const { word, typed } = target.cursor;
  const before = typed.slice(0, typed.lastIndexOf(',') + 1);
  const there = new Set(
    target.snapshot.text
      .slice(word.start, word.end)
      .split(',')
      .map((each) => each.trim()),
  );
  if (before === '') return retryConditions.map((each) => textProposal(target, each));
  const start =
    word.start + before.length + (typed.slice(before.length).length - typed.slice(before.length).trimStart().length);
  const rest = target.snapshot.text.slice(start, word.end).split(',')[0] ?? '';
  return retryConditions
    .filter(({ value }) => !there.has(value))
    .map(({ value, summary }) => ({
      label: value,
      insert: value,
      kind: 'value',
      detail: summary,
      range: { start, end: start + rest.length },
    }));
}

/** Operators `%…%` in formats of logs, headers and bodies, behind a `%` that nothing closes. */
export function operators(target: EnvoyTarget): readonly Proposal[] {
  const { cursor, form } = target;
  if (form === 'key' || !isFormat(target)) return [];
  const opened = cursor.typed.split('%').length % 2 === 0;
  if (!opened) return [];
  const start = cursor.word.start + cursor.typed.lastIndexOf('%');
  const typed = cursor.typed.slice(cursor.typed.lastIndexOf('%'));
  const behind = target.snapshot.text.slice(start + typed.length, cursor.word.end);
  const end = start + typed.length + (/^[A-Z_]*%/.exec(behind)?.[0].length ?? 0);
  return formatOperators.map(({ value, summary }) => {
    const label = `%${withoutPlaceholders(value)}%`;
    return {
      label,
      insert: `%${value}%`,
      snippet: value.includes('$'),
      kind: 'constant',
      detail: summary,
      filter: label,
      range: { start, end },
    };
  });
}

const formatFields: ReadonlySet<string> = new Set([
  'text_format',
  'text_format_source',
  'json_format',
  'body_format',
  'log_format',
  'body_format_override',
  'hostname',
  'attributes',
  'request_headers_to_add',
  'response_headers_to_add',
  'headers_to_add',
]);

const isFormat = ({ place, around }: EnvoyTarget): boolean =>
  [...around, place].some(({ field }) => field !== undefined && formatFields.has(field.name));
