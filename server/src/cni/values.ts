import { type Address, type Cidr, parseAddress, parseCidr } from '../model/address.ts';
import { fieldOf, type JsonNumber, type JsonObject, type JsonPair, type JsonString } from '../text/jsonNode.ts';

/** The string that a key has, place holders in it or not. */
export function textAt(pair: JsonPair | undefined): JsonString | undefined {
  return pair?.value?.kind === 'string' ? pair.value : undefined;
}

/** The string of an entry; undefined where a place holder hides it, or it is none. */
export function textOf(pair: JsonPair | undefined): JsonString | undefined {
  return pair?.value?.kind === 'string' && pair.value.known ? pair.value : undefined;
}

export function numberOf(pair: JsonPair | undefined): JsonNumber | undefined {
  return pair?.value?.kind === 'number' ? pair.value : undefined;
}

/** True where the key is `true`. */
export function isOn(object: JsonObject, key: string): boolean {
  const value = fieldOf(object, key)?.value;
  return value?.kind === 'boolean' && value.value;
}

export function cidrOf(pair: JsonPair | undefined): Cidr | undefined {
  const text = textOf(pair);
  return text && parseCidr(text.value);
}

export function addressOf(pair: JsonPair | undefined): Address | undefined {
  const text = textOf(pair);
  return text && parseAddress(text.value);
}

/** The objects in a list. */
export function objectsIn(pair: JsonPair | undefined): readonly JsonObject[] {
  return pair?.value?.kind === 'array' ? pair.value.items.filter((item) => item.kind === 'object') : [];
}

/** A capability that a plugin asks for. */
export function capabilityOf({ object }: { readonly object: JsonObject }, name: string): JsonPair | undefined {
  const value = fieldOf(object, 'capabilities')?.value;
  return value?.kind === 'object' ? value.pairs.findLast(({ key }) => key.value === name) : undefined;
}
