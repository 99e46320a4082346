import { type Address, type Cidr, parseAddress, parseCidr } from '../model/address.ts';
import type { CniConfig, CniPlugin, CniProblem } from '../model/cniConfig.ts';
import { fieldOf, type JsonNumber, type JsonObject, type JsonPair, type JsonString } from '../text/jsonNode.ts';
import type { Span } from '../text/span.ts';
import { nearest } from './nearest.ts';

type ProblemOf<Kind extends CniProblem['kind']> = Extract<CniProblem, { readonly kind: Kind }>;

export function* cniProblems<Kind extends CniProblem['kind']>(
  { problems }: CniConfig,
  kind: Kind,
): Iterable<ProblemOf<Kind>> {
  for (const problem of problems) if (problem.kind === kind) yield problem as ProblemOf<Kind>;
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

/** The reference plugins with this name. */
export function pluginsOf({ plugins }: CniConfig, ...types: readonly string[]): readonly CniPlugin[] {
  return plugins.filter(({ typeName }) => typeName !== undefined && types.includes(typeName));
}

/** The objects in a list. */
export function objectsIn(pair: JsonPair | undefined): readonly JsonObject[] {
  return pair?.value?.kind === 'array' ? pair.value.items.filter((item) => item.kind === 'object') : [];
}

/** The place of a plugin that lacks something: the name of its type, or its first character. */
export function placeOf({ type, object }: CniPlugin) {
  return type?.span ?? { ...object.span, end: object.span.start + 1 };
}

/** Where an object lacks a key: its `null`, a key that is written almost like it, else its first character or `other`. */
export function placeOfMissing({ pairs, span }: JsonObject, key: string, other?: Span): Span {
  const empty = pairs.find((pair) => pair.key.value.toLowerCase() === key && pair.value?.kind === 'null');
  if (empty?.value) return empty.value.span;
  const meant = nearest(
    key,
    pairs.map((pair) => pair.key.value),
  );
  const slip = pairs.find((pair) => pair.key.value === meant);
  return slip?.key.contentSpan ?? other ?? { ...span, end: span.start + 1 };
}

/** A capability that a plugin asks for. */
export function capabilityOf({ object }: CniPlugin, name: string): JsonPair | undefined {
  const value = fieldOf(object, 'capabilities')?.value;
  return value?.kind === 'object' ? value.pairs.findLast(({ key }) => key.value === name) : undefined;
}
