import type { CniConfig, CniKeyFacts, CniPlugin, CniProblem } from '../model/cniConfig.ts';
import { fieldOf, type JsonNode, type JsonObject, type JsonPair } from '../text/jsonNode.ts';
import { cniFacts, pluginFacts } from './facts.ts';
import { inWordsOf, meantBy, takes, wordsOf } from './types.ts';

type Config = Omit<CniConfig, 'problems'>;

/** Keys and types that do not fit: of the list, of common keys, and of the reference plugins' own ones. */
export function structureProblems(config: Config, content: JsonNode | undefined): readonly CniProblem[] {
  const { root } = config;
  if (!root) {
    const isWrong = content && content.kind !== 'unknown';
    return isWrong ? [{ kind: 'no-object', actual: wordsOf(content), span: content.span }] : [];
  }
  const problems: CniProblem[] = [];
  duplicates(root, problems, config.form === 'plugin');
  if (config.form === 'list') checkList(root, problems);
  for (const plugin of config.plugins) checkPlugin(plugin, config, problems);
  return problems;
}

function checkList(root: JsonObject, problems: CniProblem[]): void {
  const known = Object.keys(cniFacts.list);
  for (const pair of root.pairs) {
    const { value: key } = pair.key;
    const facts = Object.hasOwn(cniFacts.list, key) ? cniFacts.list[key] : undefined;
    if (facts) {
      const isWord =
        facts.type === 'boolean' && pair.value?.kind === 'string' && /^(?:true|false)$/i.test(pair.value.value);
      if (pair.value && !isWord) checkType(pair, facts, 'the list', 'load', problems, true);
      continue;
    }
    if (!pair.key.known) continue;
    const otherCase = known.find((each) => each.toLowerCase() === key.toLowerCase());
    const belongs = listKeysOfPlugins.has(key) ? 'a plugin' : undefined;
    const common = {
      kind: 'unknown-key',
      key,
      where: 'the list',
      span: pair.key.contentSpan,
      keySpan: pair.key.span,
    } as const;
    if (otherCase) problems.push({ ...common, known, otherCase: { key: otherCase, taken: false } });
    else if (belongs) problems.push({ ...common, known, belongs });
    // What engines and managers add for themselves is no fault; only what looks like a slip is told.
    else problems.push({ ...common, known });
  }
  const plugins = root.pairs.findLast(({ key }) => key.value === 'plugins')?.value;
  if (plugins?.kind !== 'array') return;
  for (const item of plugins.items) {
    if (item.kind === 'object' || item.kind === 'unknown' || item.kind === 'null') continue;
    problems.push({
      kind: 'wrong-type',
      key: 'plugins',
      where: 'the list',
      expected: 'an object',
      actual: wordsOf(item),
      stage: 'load',
      node: item,
      span: item.span,
    });
  }
}

/** Keys that do something in a plugin, and nothing beside `plugins`. */
const listKeysOfPlugins: ReadonlySet<string> = new Set([
  'ipam',
  'dns',
  'capabilities',
  'ipMasq',
  'bridge',
  'isGateway',
  'mtu',
]);

function checkPlugin({ object, facts, typeName, ipam }: CniPlugin, { form }: Config, problems: CniProblem[]): void {
  const where = typeName ?? 'the plugin';
  if (form === 'list') duplicates(object, problems, true);
  const common: Readonly<Record<string, CniKeyFacts>> = cniFacts.plugin;
  const own = facts && !facts.foreign && facts.kind !== 'ipam' ? facts.keys : undefined;
  const ofList = form === 'plugin' ? cniFacts.list : {};
  for (const pair of object.pairs) {
    if (!pair.key.known) continue;
    const key = pair.key.value;
    const ownKey = own && folded(own, key);
    const commonKey = folded(common, key);
    const last = fieldOf(object, key) === pair;
    if (commonKey !== undefined && loadedKeys.has(commonKey)) {
      if (last) checkCommon(pair, commonKey, where, form, problems);
    } else if (ownKey !== undefined) {
      if (last && own) checkOwn(pair, ownKey, own, where, problems);
    } else if (own && commonKey === undefined && !isPrivate(key) && folded(ofList, key) === undefined)
      unknownKey(
        pair,
        Object.keys({ ...own, ...common }).filter(isPlainKey),
        where,
        belongsToIpam(key, ipam?.typeName),
        problems,
      );
    const exact = ownKey ?? commonKey;
    if (exact !== undefined && exact !== key && isPlainKey(exact) && form === 'list')
      problems.push({
        kind: 'unknown-key',
        key,
        where,
        known: [],
        span: pair.key.contentSpan,
        keySpan: pair.key.span,
        otherCase: { key: exact, taken: true },
      });
  }
  if (ipam && facts && !facts.foreign) checkIpam(ipam.object, ipam.typeName, own, problems);
}

/** Keys of plugins that libcni itself reads. */
const loadedKeys: ReadonlySet<string> = new Set(['type', 'name', 'cniVersion', 'capabilities', 'ipam', 'dns']);

function checkCommon(
  pair: JsonPair,
  key: string,
  where: string,
  form: CniConfig['form'],
  problems: CniProblem[],
): void {
  const facts = cniFacts.plugin[key];
  if (!facts || !pair.value) return;
  // In an entry of a list both are written over before a plugin sees them, but they are read.
  if ((key === 'name' || key === 'cniVersion') && form === 'plugin' && key === 'name' && pair.value.kind === 'null')
    return;
  if (!checkType(pair, facts, where, 'load', problems)) return;
  if (key === 'capabilities' && pair.value.kind === 'object') {
    for (const capability of pair.value.pairs) {
      if (capability.value) checkType(capability, { type: 'boolean', doc: '' }, '`capabilities`', 'load', problems);
    }
  }
  if (pair.value.kind !== 'object') return;
  if (key === 'ipam') {
    const type = fieldOf(pair.value, 'type');
    if (type) checkType(type, { type: 'string', doc: '' }, '`ipam`', 'load', problems);
  }
  if (key === 'dns') {
    for (const [path, inner] of Object.entries(cniFacts.plugin)) {
      const name = path.startsWith('dns.') ? path.slice(4) : undefined;
      const field = name === undefined ? undefined : fieldOf(pair.value, name);
      if (field) checkType(field, inner, '`dns`', 'load', problems);
    }
    const known = Object.keys(cniFacts.plugin).flatMap((path) => (path.startsWith('dns.') ? [path.slice(4)] : []));
    for (const each of pair.value.pairs)
      if (!known.some((name) => name.toLowerCase() === each.key.value.toLowerCase()))
        unknownKey(each, known, '`dns`', undefined, problems);
  }
}

function checkOwn(
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

function checkIpam(
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

/** False, and a problem, when the value is of another type than the key has. */
function checkType(
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

function unknownKey(
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
function duplicates(object: JsonObject, problems: CniProblem[], foldCase: boolean): void {
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
function folded(keys: Readonly<Record<string, unknown>>, key: string): string | undefined {
  if (Object.hasOwn(keys, key)) return isPlainKey(key) ? key : undefined;
  const lower = key.toLowerCase();
  return Object.keys(keys).find((each) => isPlainKey(each) && each.toLowerCase() === lower);
}

const isPlainKey = (path: string): boolean => !/[.[*]/.test(path);

/** Remarks, and keys with a prefix of their owner. */
const isPrivate = (key: string): boolean => /^[_/#$]|[/.]|comment|description/i.test(key);

/** `subnet` beside `ipam` and the like. */
function belongsToIpam(key: string, ipamType: string | undefined): string | undefined {
  const types = ipamType === undefined ? ['host-local', 'static'] : [ipamType];
  const isKey = types.some((type) => {
    const facts = Object.hasOwn(cniFacts.plugins, type) ? cniFacts.plugins[type] : undefined;
    return facts?.kind === 'ipam' && folded(facts.keys, key) !== undefined;
  });
  return isKey ? '`ipam`' : undefined;
}
