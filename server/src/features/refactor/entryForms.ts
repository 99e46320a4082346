import type { YamlMap, YamlNode } from '../../text/yamlNode.ts';
import { pairOf } from '../../text/yamlNode.ts';
import { type QuoteStyle, scalarText } from '../../text/yamlScalarText.ts';

/** Where an entry is going to stand. */
export interface FormPlace {
  readonly flow: boolean;
  readonly quote: QuoteStyle;
  readonly eol: string;
  /** Columns from a key to the keys below it. */
  readonly indent: number;
}

/** An entry of a map, as YAML. */
export interface FormEntry {
  readonly name: string;
  /** Behind the colon; empty for nothing. */
  readonly value: string;
  /** A line below the key. */
  readonly below?: string;
}

/** How one key of a service is written as a list and as a map; both give the same `docker compose config`. */
export interface EntryForm {
  /** Undefined where the item cannot be taken apart for certain. */
  toEntry(item: string, place: FormPlace): FormEntry | undefined;
  /** Undefined where the entry says more than a list item can. */
  toItem(name: string, value: YamlNode | undefined): string | undefined;
}

const networks: EntryForm = {
  toEntry: (item, { flow }) => (hasVariable(item) ? undefined : { name: item, value: flow ? 'null' : '' }),
  toItem: (name, value) => (isNothing(value) || isEmptyMap(value) ? name : undefined),
};

const started = 'condition: service_started';

const dependencies: EntryForm = {
  toEntry: (item, { flow }) =>
    hasVariable(item)
      ? undefined
      : flow
        ? { name: item, value: `{${started}}` }
        : { name: item, value: '', below: started },
  toItem(name, value) {
    if (value?.kind !== 'map' || pairOf(value, 'condition') === undefined) return undefined;
    return saysOnly(value, { condition: 'service_started', required: 'true', restart: 'false' }) ? name : undefined;
  },
};

const variableName = /^[A-Za-z_][\w.-]*$/;

const environment: EntryForm = {
  toEntry(item, place) {
    const equals = item.indexOf('=');
    const name = equals < 0 ? item : item.slice(0, equals);
    if (!variableName.test(name)) return undefined;
    if (equals < 0) return { name, value: place.flow ? 'null' : '' };
    return { name, value: scalarText(item.slice(equals + 1), place) };
  },
  toItem(name, value) {
    if (!variableName.test(name)) return undefined;
    if (isNothing(value)) return name;
    const text = textOf(value);
    return text === undefined ? undefined : `${name}=${text}`;
  },
};

/** By the key of the service. */
export const entryForms: ReadonlyMap<string, EntryForm> = new Map([
  ['networks', networks],
  ['depends_on', dependencies],
  ['environment', environment],
]);

const hasVariable = (text: string): boolean => text.includes('$');

const isNothing = (value: YamlNode | undefined): boolean =>
  !value || (value.kind === 'scalar' && value.type === 'null');

const isEmptyMap = (value: YamlNode | undefined): boolean => value?.kind === 'map' && value.pairs.length === 0;

function saysOnly(map: YamlMap, usual: Readonly<Record<string, string>>): boolean {
  return map.pairs.every(
    ({ key, value }) => value?.kind === 'scalar' && Object.hasOwn(usual, key.value) && usual[key.value] === value.value,
  );
}

// What compose makes the same text of as it stands here; 010, 1.0 and 1_000 become other numbers there.
const integer = /^-?(?:0|[1-9]\d{0,14})$/;
const words = /^(?:yes|no|on|off)$/i;

/** The text that compose gives the variable; undefined where its YAML reads the value as something else. */
function textOf(value: YamlNode | undefined): string | undefined {
  if (value?.kind !== 'scalar' || value.style === 'literal' || value.style === 'folded') return undefined;
  if (value.type === 'boolean') return value.value.toLowerCase();
  if (value.type === 'number') return integer.test(value.value) ? value.value : undefined;
  const certain =
    value.style !== 'plain' ||
    words.test(value.value) ||
    scalarText(value.value, { flow: false, quote: 'double' }) === value.value;
  return certain && !/[\r\n]/.test(value.value) ? value.value : undefined;
}
