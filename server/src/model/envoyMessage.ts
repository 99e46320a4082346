import type { Span } from '../text/span.ts';

/**
 * What an Envoy file says, decoded as Envoy's protobuf JSON mapping does it. Field names are those of the API
 * (snake_case), whichever way the file spells them.
 */
export type EnvoyValue = EnvoyMessage | EnvoyList | EnvoyMap | EnvoyScalar | EnvoyOpaque;

interface ValueBase {
  readonly span: Span;
}

/** A message. An `Any` is the message that its `@type` names. */
export interface EnvoyMessage extends ValueBase {
  readonly kind: 'message';
  /** Full name: `envoy.config.cluster.v3.Cluster`. */
  readonly type: string;
  /** Of an `Any`: the `@type` value. */
  readonly typeUrl?: { readonly text: string; readonly span: Span };
  /** Fields that are set, by their API name; of a field that stands twice the last one. */
  readonly fields: ReadonlyMap<string, EnvoyField>;
  /** Where it stands: keys and indexes from the top of the file. */
  readonly path: readonly (string | number)[];
}

export interface EnvoyField {
  readonly name: string;
  readonly keySpan: Span;
  /** From the key to the end of the value. */
  readonly span: Span;
  /** Undefined when the value cannot be read as the field's type. */
  readonly value: EnvoyValue | undefined;
}

export interface EnvoyList extends ValueBase {
  readonly kind: 'list';
  readonly items: readonly EnvoyValue[];
}

/** A field of type `map<…>`, or a `Struct`, whose values have no types. */
export interface EnvoyMap extends ValueBase {
  readonly kind: 'map';
  readonly entries: readonly { readonly key: string; readonly keySpan: Span; readonly value: EnvoyValue | undefined }[];
}

/** A value of a scalar type. Wrappers hold what they wrap; durations are milliseconds; enums are the name in the API. */
export interface EnvoyScalar extends ValueBase {
  readonly kind: 'scalar';
  readonly value: string | number | bigint | boolean;
  /** Without quotes. */
  readonly contentSpan: Span;
}

/** What nothing is known about: a template, a message of an unknown type. */
export interface EnvoyOpaque extends ValueBase {
  readonly kind: 'opaque';
}
