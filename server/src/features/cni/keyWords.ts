import { inWordsOf } from '../../cni/types.ts';
import type { CniKeyFacts } from '../../model/cniConfig.ts';
import { cniPages } from '../../rules/cniPages.ts';
import { code } from '../markdown.ts';
import type { CniKey } from './cniKeys.ts';
import { exampleOf } from './examples.ts';
import { valueWords } from './valueWords.ts';

/** What a key is for, its type, default, age and an example. Markdown. */
export function keyWords({ name, facts, of, missingIn }: CniKey): string {
  const { doc, type } = facts;
  const values = facts.enum ?? [];
  return [
    `**${code(name)}** — ${typeInWords(facts)} (${of})`,
    doc,
    values.length > 0
      ? values.map((value) => `- ${code(String(value))}${suffixed(valueWords(name, value, of))}`).join('\n')
      : '',
    factsInWords(facts, of),
    missingIn === undefined ? '' : `**Not in ${missingIn}**, for which this file is checked.`,
    `Example: ${code(`"${name}": ${exampleOf(name, type, facts)}`)}`,
    `[Reference](${pageOf(of, name)})`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const suffixed = (words: string): string => (words === '' ? '' : ` — ${words}`);

/** `a string`, `a subnet like 10.0.0.0/24`. */
function typeInWords({ type }: CniKeyFacts): string {
  return special.get(type) ?? inWordsOf(type);
}

const special: ReadonlyMap<string, string> = new Map([
  ['string(CIDR)', 'a subnet or address with its prefix length, as a string'],
  ['string(IP)', 'an address, as a string'],
  ['string(MAC)', 'a MAC address, as a string'],
  ['string(path)', 'a path, as a string'],
  ['string(PCI)', 'a PCI address, as a string'],
  ['string(url)', 'a URL, as a string'],
  ['string("true"/"false")', '`"true"` or `"false"`, as a string'],
  ['array<string(CIDR)>', 'a list of subnets'],
  ['array<string(IP)>', 'a list of addresses'],
  ['any', 'any value'],
]);

/** Default, whether it has to be there, and since when it is known. */
function factsInWords({ default: initial, required, since }: CniKeyFacts, of: string): string {
  return [
    required === true ? 'Required.' : '',
    initial === undefined ? '' : `Default: ${code(String(initial))}.`,
    since === undefined ? '' : sinceInWords(since, of),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Keys of the specification came with one of its versions, those of a plugin with a release. */
function sinceInWords(since: string, of: string): string {
  return ofSpecification.has(of)
    ? `Since version ${since} of the specification.`
    : `Since release ${since} of the plugins.`;
}

const ofSpecification: ReadonlySet<string> = new Set(['the list', 'every plugin']);

/** The page that explains what the key belongs to. */
export function pageOf(of: string, name = ''): string {
  if (name === 'capabilities' || name === 'runtimeConfig' || name === 'args') return cniPages.conventions;
  return Object.hasOwn(pages, of)
    ? (pages[of] ?? cniPages.plugins)
    : of === 'the list' || of === 'every plugin'
      ? cniPages.format
      : cniPages.plugins;
}

const main = `${cniPages.plugins}main`;
const meta = `${cniPages.plugins}meta`;
const pages: Readonly<Record<string, string>> = {
  bridge: cniPages.bridge,
  vlan: cniPages.vlan,
  macvlan: cniPages.macvlan,
  ipvlan: `${main}/ipvlan/`,
  ptp: `${main}/ptp/`,
  'host-device': cniPages.hostDevice,
  'host-local': cniPages.hostLocal,
  static: cniPages.static,
  dhcp: `${cniPages.plugins}ipam/dhcp/`,
  portmap: cniPages.portmap,
  bandwidth: cniPages.bandwidth,
  firewall: cniPages.firewall,
  tuning: cniPages.tuning,
  sbr: `${meta}/sbr/`,
  vrf: `${meta}/vrf/`,
  flannel: `${meta}/flannel/`,
};
