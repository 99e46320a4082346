import type { CniKeyFacts, CniProblem } from '../model/cniConfig.ts';
import { fieldOf, type JsonObject } from '../text/jsonNode.ts';
import { cniFacts, pluginFacts } from './facts.ts';
import { checkType, duplicates, folded, isPlainKey, isPrivate, unknownKey } from './keyProblems.ts';
import { checkOwn } from './ownKeys.ts';

/** Keys of address management, for the reference plugins of that kind. */
export function checkIpam(
  ipam: JsonObject,
  type: string | undefined,
  pluginKeys: Readonly<Record<string, CniKeyFacts>> | undefined,
  problems: CniProblem[],
): void {
  duplicates(ipam, problems, true);
  const facts = pluginFacts(type);
  if (type === undefined || facts?.kind !== 'ipam' || facts.foreign) return;
  const { keys } = facts;
  const names = Object.keys(keys).filter(isPlainKey);
  for (const pair of ipam.pairs) {
    const key = folded(keys, pair.key.value);
    if (key !== undefined) {
      if (fieldOf(ipam, key) === pair) checkOwn(pair, key, keys, type, problems);
    } else if (pair.key.known && pair.key.value.toLowerCase() !== 'type' && !isPrivate(pair.key.value)) {
      const belongs = pluginKeys && folded(pluginKeys, pair.key.value) !== undefined ? 'the plugin' : undefined;
      unknownKey(pair, names, type, belongs, problems);
    }
  }
  const routes = fieldOf(ipam, 'routes')?.value;
  if (routes?.kind === 'array')
    for (const route of routes.items) if (route.kind === 'object') checkRoute(route, problems);
  const ranges = fieldOf(ipam, 'ranges')?.value;
  if (type !== 'host-local' || ranges?.kind !== 'array') return;
  for (const set of ranges.items) {
    if (set.kind !== 'array') continue;
    for (const range of set.items) if (range.kind === 'object') checkRange(range, keys, problems);
  }
}

function checkRange(range: JsonObject, keys: Readonly<Record<string, CniKeyFacts>>, problems: CniProblem[]): void {
  const inRange = Object.fromEntries(
    ['subnet', 'rangeStart', 'rangeEnd', 'gateway'].flatMap((name) => (keys[name] ? [[name, keys[name]]] : [])),
  );
  for (const pair of range.pairs) {
    const key = folded(inRange, pair.key.value);
    if (key !== undefined) checkOwn(pair, key, inRange, '`ranges`', problems);
    else if (pair.key.known && !isPrivate(pair.key.value)) {
      const belongs = folded(keys, pair.key.value) === undefined ? undefined : '`ipam`';
      unknownKey(pair, Object.keys(inRange), '`ranges`', belongs, problems);
    }
  }
}

function checkRoute(route: JsonObject, problems: CniProblem[]): void {
  for (const pair of route.pairs) {
    const key = folded(cniFacts.route, pair.key.value);
    const facts = key === undefined ? undefined : cniFacts.route[key];
    if (facts) checkType(pair, facts, '`routes`', 'add', problems);
    else if (pair.key.known && !isPrivate(pair.key.value))
      unknownKey(pair, Object.keys(cniFacts.route), '`routes`', undefined, problems);
  }
}
