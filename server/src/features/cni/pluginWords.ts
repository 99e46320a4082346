import { pluginFacts } from '../../cni/facts.ts';
import { newestInstalled } from '../../cni/installed.ts';
import type { CniPluginFacts } from '../../model/cniConfig.ts';
import { code, codeList } from '../markdown.ts';
import { chainFits, unfit } from './chainOrder.ts';
import { pageOf } from './keyWords.ts';

/** What a plugin does, where it stands in a chain, and what it knows. Markdown. */
export function pluginWords(type: string, note = ''): string {
  const facts = pluginFacts(type);
  if (!facts) return `**${code(type)}** — a plugin that nothing is known of here: \`type\` is the name of its file.`;
  return [
    `**${code(type)}** — ${kindWords[facts.kind]}${facts.foreign ? ', not one of the reference plugins' : ''}`,
    facts.doc ?? '',
    note,
    followers(type, facts),
    aboutFacts(facts),
    facts.foreign ? '' : `[Reference](${pageOf(type)})`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const kindWords: Readonly<Record<CniPluginFacts['kind'], string>> = {
  interface: 'makes an interface; first of a chain',
  loopback: 'for the loopback interface; a network of its own',
  chained: 'works on what the plugins before it made',
  ipam: 'gives addresses; stands in `ipam`',
};

/** Always the same for a plugin, and wanted for every one of a list of proposals. */
const found = new Map<string, string>();

function followers(type: string, facts: CniPluginFacts): string {
  const text = found.get(type) ?? following(type, facts);
  found.set(type, text);
  return text;
}

function following(type: string, { kind, foreign }: CniPluginFacts): string {
  if (kind !== 'interface' || foreign) return '';
  const entry = { index: 0, typeName: type } as const;
  const fits = chainFits({ plugins: [{ ...nothing, ...entry }], version, installed: newestInstalled }, 1);
  const own = fits.filter(({ facts, rank }) => rank < unfit / 2 && facts.kind === 'chained' && !facts.foreign);
  const not = fits.filter(({ facts, rank }) => rank >= unfit && facts.kind === 'chained');
  return [
    `Can follow it: ${codeList(own.map((fit) => fit.type))}.`,
    ...not.map((fit) => `Not ${code(fit.type)}: ${fit.reason}`),
  ].join(' ');
}

const version = { value: '1.0.0', known: true, pair: undefined } as const;
const span = { anchor: { uri: '', offset: 0 }, start: 0, end: 0 };
const nothing = {
  object: { kind: 'object', span, pairs: [] },
  type: undefined,
  facts: undefined,
  ipam: undefined,
} as const;

function aboutFacts({ since, oldestVersion, capabilities = [], keys }: CniPluginFacts): string {
  const names = Object.keys(keys).filter((path) => !/[.[]/.test(path));
  return [
    names.length === 0 ? 'It has no keys of its own.' : `Keys: ${codeList(names, 12)}.`,
    capabilities.length === 0 ? '' : `Capabilities: ${codeList(capabilities)}.`,
    oldestVersion === undefined ? '' : `Needs cniVersion ${oldestVersion} or newer.`,
    since === undefined ? '' : `Since release ${since} of the plugins.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
