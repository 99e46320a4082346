import data from '../../../schemas/envoy/schema.json' with { type: 'json' };

/**
 * What a value must keep to. Lengths are in characters or bytes as their names say, durations in milliseconds.
 * Source: protoc-gen-validate's `validate.rules`.
 */
export interface ValueRules {
  /** Of a message: it must be set. */
  readonly required?: boolean;
  /** Of a message: what it holds is not looked at. */
  readonly skip?: boolean;
  readonly min_len?: number;
  readonly max_len?: number;
  readonly min_bytes?: number;
  readonly max_bytes?: number;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly pattern?: string;
  readonly well_known_regex?: 'HTTP_HEADER_NAME' | 'HTTP_HEADER_VALUE';
  readonly strict?: boolean;
  readonly ignore_empty?: boolean;
  readonly in?: readonly (string | number)[];
  readonly not_in?: readonly (string | number)[];
  readonly const?: string | number | boolean;
  readonly defined_only?: boolean;
  readonly gt?: number;
  readonly gte?: number;
  readonly lt?: number;
  readonly lte?: number;
  readonly min_items?: number;
  readonly max_items?: number;
  readonly unique?: boolean;
  readonly items?: ValueRules;
  readonly min_pairs?: number;
  readonly max_pairs?: number;
  readonly keys?: ValueRules;
  readonly values?: ValueRules;
}

export interface FieldSchema {
  /** As in the API: snake_case. */
  readonly name: string;
  /** The other spelling that files may use: camelCase. */
  readonly jsonName: string;
  /** `string`, `uint32` …, the full name of a message, or that of an enumeration behind `@`. Of a map: of its values. */
  readonly type: string;
  readonly list?: boolean;
  /** Type of the keys of a map. */
  readonly map?: string;
  /** Index of the group of fields of which only one may be set. */
  readonly oneof?: number;
  /** Unset is another thing than zero. */
  readonly optional?: boolean;
  readonly rules?: ValueRules;
  readonly deprecated?: boolean;
  /** Envoy refuses it unless a runtime setting allows it. */
  readonly disallowed?: boolean;
  /** Categories of the extensions that fit, `envoy.filters.http`. */
  readonly slots?: readonly string[];
  /** Minor version that brought it; absent: the oldest that is known has it. */
  readonly since?: number;
  /** The last minor version that has it; absent: the newest. */
  readonly until?: number;
  /** It belongs to this oneof as well, which the API does not say and Envoy checks. */
  readonly promoted?: string;
}

export interface OneofSchema {
  /** Empty for a group that is none. */
  readonly name: string;
  /** One of its fields must be set. */
  readonly required?: boolean;
}

export interface MessageSchema {
  readonly type: string;
  /** By API name. */
  readonly fields: ReadonlyMap<string, FieldSchema>;
  /** By both spellings. */
  readonly spellings: ReadonlyMap<string, FieldSchema>;
  readonly oneofs: readonly OneofSchema[];
  /** The usual build does not have it. */
  readonly absent?: boolean;
  /** The `contrib` image has it. */
  readonly contrib?: boolean;
  readonly since?: number;
  readonly until?: number;
}

export interface EnumSchema {
  readonly type: string;
  readonly values: ReadonlyMap<string, number>;
  readonly deprecated: readonly string[];
  readonly disallowed: readonly string[];
  /** Minor versions that brought a value. */
  readonly since: Readonly<Record<string, number>>;
}

interface MessageData extends Omit<MessageSchema, 'type' | 'fields' | 'spellings' | 'oneofs'> {
  readonly fields: Readonly<Record<string, Omit<FieldSchema, 'name' | 'jsonName'>>>;
  readonly oneofs?: readonly OneofSchema[];
}

interface EnumData {
  readonly values: Readonly<Record<string, number>>;
  readonly deprecated?: readonly string[];
  readonly disallowed?: readonly string[];
  readonly since?: Readonly<Record<string, number>>;
}

/** Made by .ci/envoySchema. */
interface SchemaData {
  readonly newest: number;
  readonly oldest: number;
  readonly messages: Readonly<Record<string, MessageData>>;
  readonly enums: Readonly<Record<string, EnumData>>;
}

let parsed: SchemaData | undefined;

// The bundle holds the file as text, so that nobody pays for it before the first Envoy file; elsewhere it is an object.
function schema(): SchemaData {
  const source: unknown = data;
  parsed ??= (typeof source === 'string' ? JSON.parse(source) : source) as SchemaData;
  return parsed;
}

const messages = new Map<string, MessageSchema | undefined>();
const enums = new Map<string, EnumSchema | undefined>();

/** A message by its full name; undefined for one that no version has. */
export function messageSchema(type: string): MessageSchema | undefined {
  if (messages.has(type)) return messages.get(type);
  const { messages: all } = schema();
  const own = Object.hasOwn(all, type) ? all[type] : undefined;
  const made = own && toMessage(type, own);
  if (made) messages.set(type, made);
  return made;
}

/** An enumeration by its full name, with or without `@`. */
export function enumSchema(type: string): EnumSchema | undefined {
  const name = type.startsWith('@') ? type.slice(1) : type;
  const known = enums.get(name);
  if (known) return known;
  const { enums: all } = schema();
  const own = Object.hasOwn(all, name) ? all[name] : undefined;
  if (!own) return undefined;
  const made: EnumSchema = {
    type: name,
    values: new Map(Object.entries(own.values)),
    deprecated: own.deprecated ?? [],
    disallowed: own.disallowed ?? [],
    since: own.since ?? {},
  };
  enums.set(name, made);
  return made;
}

/** Full names of all messages. */
export const messageTypes = (): readonly string[] => Object.keys(schema().messages);

/** True where this minor version has it. */
export const isIn = ({ since, until }: { since?: number; until?: number }, version: number): boolean =>
  (since === undefined || version >= since) && (until === undefined || version <= until);

function toMessage(type: string, { fields: own, oneofs = [], ...rest }: MessageData): MessageSchema {
  const fields = new Map<string, FieldSchema>();
  const spellings = new Map<string, FieldSchema>();
  for (const [name, field] of Object.entries(own)) {
    const jsonName = toJsonName(name);
    const full: FieldSchema = { name, jsonName, ...field };
    fields.set(name, full);
    spellings.set(name, full);
    spellings.set(jsonName, full);
  }
  return { type, fields, spellings, oneofs, ...rest };
}

const toJsonName = (name: string): string =>
  name.replace(/_([a-z0-9])?/g, (_, letter: string | undefined) => letter?.toUpperCase() ?? '');
