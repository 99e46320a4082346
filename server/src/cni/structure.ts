import type { CniConfig, CniKeyFacts, CniPlugin, CniProblem } from '../model/cniConfig.ts';
import { fieldOf, type JsonNode, type JsonObject, type JsonPair } from '../text/jsonNode.ts';
import { cniFacts } from './facts.ts';
import { checkIpam } from './ipamKeys.ts';
import { belongsToIpam, checkType, duplicates, folded, isPlainKey, isPrivate, unknownKey } from './keyProblems.ts';
import { checkOwn } from './ownKeys.ts';
import { inWordsOf, wordsOf } from './types.ts';

type Config = Omit<CniConfig, 'problems'>;

/** Keys and types that do not fit: of the list, of common keys, and of the reference plugins' own ones. */
export function structureProblems(config: Config, content: JsonNode | undefined): readonly CniProblem[] {
  const { root } = config;
  if (!root) {
    const isWrong = content && content.kind !== 'unknown';
    return isWrong ? [{ kind: 'no-object', actual: wordsOf(content), span: content.span }] : [];
  }
  const problems: CniProblem[] = [];
  // Of a template one of two branches may be left.
  if (!config.isTemplate) duplicates(root, problems, config.form === 'plugin');
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
      if (pair.value?.kind === 'null' && neverNull.has(key)) problems.push(nullIn(pair, pair.value, facts));
      else if (pair.value && !isWord) checkType(pair, facts, 'the list', 'load', problems, true);
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
    if (item.kind === 'object' || item.kind === 'unknown') continue;
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

/** What libcni does not take for absent. */
const neverNull: ReadonlySet<string> = new Set(['cniVersion', 'disableCheck', 'disableGC', 'loadOnlyInlinedPlugins']);

const nullIn = ({ key }: JsonPair, node: JsonNode, { type }: CniKeyFacts): CniProblem => ({
  kind: 'wrong-type',
  key: key.value,
  where: 'the list',
  expected: inWordsOf(type),
  actual: wordsOf(node),
  stage: 'load',
  node,
  span: node.span,
});

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

function checkPlugin(
  { object, facts, typeName, ipam }: CniPlugin,
  { form, isTemplate }: Config,
  problems: CniProblem[],
): void {
  const where = typeName ?? 'the plugin';
  if (form === 'list' && !isTemplate) duplicates(object, problems, true);
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
