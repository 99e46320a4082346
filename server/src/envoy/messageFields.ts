import type { EnvoyField, EnvoyMessage, EnvoyScalar, EnvoyValue } from '../model/envoyMessage.ts';

/** A scalar that is text. */
export type EnvoyText = EnvoyScalar & { readonly value: string };

/** The messages of which a value consists. */
export function messagesBelow(value: EnvoyValue | undefined): readonly EnvoyMessage[] {
  switch (value?.kind) {
    case 'message':
      return [value];
    case 'list':
      return value.items.flatMap(messagesBelow);
    case 'map':
      return value.entries.flatMap((entry) => messagesBelow(entry.value));
    default:
      return [];
  }
}

/** What stands in the field, through several messages when several names are given; undefined when it is not set. */
export function fieldOf(message: EnvoyMessage | undefined, ...names: readonly string[]): EnvoyField | undefined {
  const [name = '', ...rest] = names;
  const field = message?.fields.get(name);
  return rest.length === 0 ? field : fieldOf(field?.value?.kind === 'message' ? field.value : undefined, ...rest);
}

/** The message in a field. */
export function messageIn(message: EnvoyMessage | undefined, ...names: readonly string[]): EnvoyMessage | undefined {
  const value = fieldOf(message, ...names)?.value;
  return value?.kind === 'message' ? value : undefined;
}

/** The messages in a list. */
export function messagesIn(message: EnvoyMessage | undefined, ...names: readonly string[]): readonly EnvoyMessage[] {
  return messagesBelow(fieldOf(message, ...names)?.value);
}

/** The text in a field; undefined also for one that is empty, which means the same to Envoy as an unset one. */
export function textIn(message: EnvoyMessage | undefined, ...names: readonly string[]): EnvoyText | undefined {
  const value = fieldOf(message, ...names)?.value;
  return isText(value) && value.value !== '' ? value : undefined;
}

/** The texts in a list, empty ones included. */
export function textsIn(message: EnvoyMessage | undefined, ...names: readonly string[]): readonly EnvoyText[] {
  const value = fieldOf(message, ...names)?.value;
  return value?.kind === 'list' ? value.items.filter(isText) : isText(value) ? [value] : [];
}

/** The number in a field: of a duration its milliseconds. */
export function numberIn(message: EnvoyMessage | undefined, ...names: readonly string[]): number | undefined {
  const value = fieldOf(message, ...names)?.value;
  if (value?.kind !== 'scalar') return undefined;
  return typeof value.value === 'number' || typeof value.value === 'bigint' ? Number(value.value) : undefined;
}

/** True for a boolean field that is set so. */
export function isOn(message: EnvoyMessage | undefined, ...names: readonly string[]): boolean {
  const value = fieldOf(message, ...names)?.value;
  return value?.kind === 'scalar' && value.value === true;
}

/** True where nothing is known of what is in the field: a template, a type that the API does not have. */
export function isUnknown(message: EnvoyMessage | undefined, name: string): boolean {
  const field = message?.fields.get(name);
  return field !== undefined && hasUnknown(field.value);
}

function hasUnknown(value: EnvoyValue | undefined): boolean {
  if (value === undefined || value.kind === 'opaque') return true;
  return value.kind === 'list' && value.items.some(hasUnknown);
}

function isText(value: EnvoyValue | undefined): value is EnvoyText {
  return value?.kind === 'scalar' && typeof value.value === 'string';
}
