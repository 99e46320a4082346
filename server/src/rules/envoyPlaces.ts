import type { EnvoyConfig } from '../model/envoyConfig.ts';
import type { EnvoyMessage, EnvoyValue } from '../model/envoyMessage.ts';

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
