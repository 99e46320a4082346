import type { CniKeyFacts, CniProblem } from '../model/cniConfig.ts';
import type { JsonObject, JsonPair } from '../text/jsonNode.ts';
import { pluginFacts } from './facts.ts';
import { inWordsOf, meantBy, takes, wordsOf } from './types.ts';

/** False, and a problem, when the value is of another type than the key has. */
export function checkType(
  pair: JsonPair,
  facts: CniKeyFacts,
  where: string,
  stage: 'load' | 'add',
  problems: CniProblem[],
  isList = false,
): boolean {
  const { value } = pair;
  if (!value || value.kind === 'unknown' || (value.kind === 'null' && !isList)) return true;
  const wrong = takes(facts.type, value);
  if (wrong === undefined) return true;
  const meant = meantBy(wrong.type, wrong.node);
  problems.push({
    kind: 'wrong-type',
    key: pair.key.value,
    where,
    expected: inWordsOf(wrong.type),
    actual: wordsOf(wrong.node),
    stage,
    node: wrong.node,
    span: wrong.node.span,
    ...(meant === undefined ? {} : { meant }),
  });
  return false;
}

/** A key that the place does not have. `belongs`: the place that does. */
export function unknownKey(
  pair: JsonPair,
  known: readonly string[],
  where: string,
  belongs: string | undefined,
  problems: CniProblem[],
): void {
  const common = {
    kind: 'unknown-key',
    key: pair.key.value,
    where,
    known,
    span: pair.key.contentSpan,
    keySpan: pair.key.span,
  } as const;
  problems.push(belongs === undefined ? common : { ...common, belongs });
}

/** Keys with the same name: Go takes the last one, in whatever case it is written. */
export function duplicates(object: JsonObject, problems: CniProblem[], foldCase: boolean): void {
  const seen = new Map<string, JsonPair>();
  for (const pair of object.pairs) {
    const name = foldCase ? pair.key.value.toLowerCase() : pair.key.value;
    const first = seen.get(name);
    if (first)
      problems.push({
        kind: 'duplicate-key',
        key: first.key.value,
        pair: first,
        last: pair,
        object,
        span: first.key.span,
      });
    seen.set(name, pair);
  }
}

/** The key as it is spelled in the facts, whatever its case here. */
export function folded(keys: Readonly<Record<string, unknown>>, key: string): string | undefined {
  if (Object.hasOwn(keys, key)) return isPlainKey(key) ? key : undefined;
  const lower = key.toLowerCase();
  return Object.keys(keys).find((each) => isPlainKey(each) && each.toLowerCase() === lower);
}

export const isPlainKey = (path: string): boolean => !/[.[*]/.test(path);

/** Remarks, and keys with a prefix of their owner. */
export const isPrivate = (key: string): boolean => /^[_/#$]|[/.]|comment|description/i.test(key);

/** `subnet` beside `ipam` and the like. */
export function belongsToIpam(key: string, ipamType: string | undefined): string | undefined {
  const types = ipamType === undefined ? ['host-local', 'static'] : [ipamType];
  const isKey = types.some((type) => {
    const facts = pluginFacts(type);
    return facts?.kind === 'ipam' && folded(facts.keys, key) !== undefined;
  });
  return isKey ? '`ipam`' : undefined;
}
