import type { EnvoyConfig } from '../model/envoyConfig.ts';
import type { EnvoyField, EnvoyMessage, EnvoyScalar, EnvoyValue } from '../model/envoyMessage.ts';

/** A message and the messages that it is in, the outermost first. */
export interface PlacedMessage {
  readonly message: EnvoyMessage;
  readonly around: readonly EnvoyMessage[];
}

/** Few rules ask for what is around, so that it is put together only then. */
class Placed implements PlacedMessage {
  readonly message: EnvoyMessage;
  readonly #outer: Placed | undefined;
  #around: readonly EnvoyMessage[] | undefined;

  constructor(message: EnvoyMessage, outer: Placed | undefined) {
    this.message = message;
    this.#outer = outer;
  }

  get around(): readonly EnvoyMessage[] {
    const outer = this.#outer;
    this.#around ??= outer ? [...outer.around, outer.message] : [];
    return this.#around;
  }
}

/** A scalar that is text. */
export type EnvoyText = EnvoyScalar & { readonly value: string };

const none: readonly PlacedMessage[] = [];
const placedByConfig = new WeakMap<EnvoyConfig, ReadonlyMap<string, readonly PlacedMessage[]>>();

/** The messages of a type in the order of the file, wherever they are. */
export function messagesOfType(config: EnvoyConfig, type: string): readonly PlacedMessage[] {
  return placedMessages(config).get(type) ?? none;
}

/** All messages of a file, by their type. */
export function placedMessages(config: EnvoyConfig): ReadonlyMap<string, readonly PlacedMessage[]> {
  const known = placedByConfig.get(config);
  if (known) return known;
  const byType = new Map<string, PlacedMessage[]>();
  const place = (value: EnvoyValue | undefined, outer: Placed | undefined): void => {
    if (value?.kind === 'list') for (const item of value.items) place(item, outer);
    else if (value?.kind === 'map') for (const entry of value.entries) place(entry.value, outer);
    else if (value?.kind === 'message') {
      const placed = new Placed(value, outer);
      const list = byType.get(value.type);
      if (list) list.push(placed);
      else byType.set(value.type, [placed]);
      for (const field of value.fields.values()) place(field.value, placed);
    }
  };
  place(config.root, undefined);
  placedByConfig.set(config, byType);
  return byType;
}

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
