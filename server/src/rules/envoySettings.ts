import { fieldOf } from '../envoy/messageFields.ts';
import type { EnvoyConfig } from '../model/envoyConfig.ts';
import type { EnvoyField, EnvoyMessage } from '../model/envoyMessage.ts';
import type { Span } from '../text/span.ts';
import { messagesOfType, type PlacedMessage } from './envoyPlaces.ts';
import type { Finding } from './rule.ts';

/** Looks at the settings of one message. */
export type SettingCheck = (message: EnvoyMessage, placed: PlacedMessage, config: EnvoyConfig) => Iterable<Finding>;

/** What the checks find, each in the messages of its type. */
export function* checkSettings(config: EnvoyConfig, checks: ReadonlyMap<string, SettingCheck>): Iterable<Finding> {
  for (const [type, check] of checks)
    for (const placed of messagesOfType(config, type)) yield* check(placed.message, placed, config);
}

/** Where something is missing in a message: its `@type`, or its first key. */
export function startOfMessage({ typeUrl, fields, span }: EnvoyMessage): Span {
  const [first] = fields.values();
  return typeUrl?.span ?? first?.keySpan ?? span;
}

/** A finding at the key of a field, none when the field is not set. */
export function* atKey(message: EnvoyMessage | undefined, field: string, message_: string): Iterable<Finding> {
  const span = fieldOf(message, field)?.keySpan;
  if (span) yield { span, message: message_ };
}

/** A finding at the second of two fields when both are set. */
export function* excluding(message: EnvoyMessage, one: string, other: string, why = ''): Iterable<Finding> {
  const [first, second] = [fieldOf(message, one), fieldOf(message, other)];
  if (!first || !second || isEmptyList(first) || isEmptyList(second)) return;
  const isFirst = first.keySpan.start <= second.keySpan.start;
  const [kept, late] = isFirst ? [first, second] : [second, first];
  yield {
    span: late.keySpan,
    message: `It cannot stand beside \`${kept.name}\`${why}: Envoy does not start.`,
    related: [{ span: kept.keySpan, message: 'the other one' }],
  };
}

/** Which means the same as none. */
const isEmptyList = ({ value }: EnvoyField): boolean => value?.kind === 'list' && value.items.length === 0;
