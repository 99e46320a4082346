/** What a field does and what follows from it, in our own words (Markdown); with what holds when it is not set, where that is known. */
export type FieldWords = string | readonly [text: string, whenUnset: string];

export interface MessageWords {
  /** One line, for `@type` values and extension names. */
  readonly about?: string;
  /** By the API's field name. */
  readonly fields?: Readonly<Record<string, FieldWords>>;
}

/** By the message's full name, without `envoy.` in front. */
export type WordsByMessage = Readonly<Record<string, MessageWords>>;
