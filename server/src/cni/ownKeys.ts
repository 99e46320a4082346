import type { CniKeyFacts, CniProblem } from '../model/cniConfig.ts';
import type { JsonPair } from '../text/jsonNode.ts';
import { checkType, folded, unknownKey } from './keyProblems.ts';

/** A key of a plugin itself: its type, its values, and the keys of the objects in it. */
export function checkOwn(
  pair: JsonPair,
  key: string,
  keys: Readonly<Record<string, CniKeyFacts>>,
  where: string,
  problems: CniProblem[],
): void {
  const facts = keys[key];
  if (!facts || !pair.value || !checkType(pair, facts, where, 'add', problems)) return;
  const { value } = pair;
  if (facts.enum && value.kind === 'string' && value.known && !facts.enum.includes(value.value))
    problems.push({
      kind: 'unknown-value',
      key,
      where,
      value: value.value,
      allowed: facts.enum.map(String),
      stage: where === 'firewall' && key === 'backend' ? 'silent' : 'add',
      span: value.contentSpan,
    });
  const prefix = `${key}[].`;
  const inner = Object.entries(keys).flatMap(([path, each]): readonly (readonly [string, CniKeyFacts])[] =>
    path.startsWith(prefix) ? [[path.slice(prefix.length), each]] : [],
  );
  if (inner.length === 0 || value.kind !== 'array') return;
  const innerKeys = Object.fromEntries(inner);
  for (const item of value.items) {
    if (item.kind !== 'object') continue;
    for (const each of item.pairs) {
      const name = folded(innerKeys, each.key.value);
      if (name !== undefined) checkOwn(each, name, innerKeys, `\`${key}\``, problems);
      else if (each.key.known) unknownKey(each, Object.keys(innerKeys), `\`${key}\``, undefined, problems);
    }
  }
}
