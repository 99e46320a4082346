import { versionsFor } from '../../../cni/installed.ts';
import type { CniKeyFacts } from '../../../model/cniConfig.ts';
import { snippetChoice } from '../../completion/proposal.ts';
import { type CniKey, keysAt, pluginOfPath } from '../cniKeys.ts';
import { exampleOf } from '../examples.ts';
import { keyWords } from '../keyWords.ts';
import { type CniProposal, type CniTarget, literal } from './cniProposal.ts';

/** The keys that are not written yet: those that must be there, then those of the plugin, then common ones. */
export function keyProposals({ place }: CniTarget): readonly CniProposal[] {
  if (place.part !== 'key') return [];
  const { around, config, path } = place;
  const present = new Set(
    around?.kind === 'object'
      ? around.pairs.filter((pair) => pair !== place.pair).map(({ key }) => key.value.toLowerCase())
      : [],
  );
  return keysAt(config, path)
    .filter(({ name, missingIn }) => missingIn === undefined && !present.has(name.toLowerCase()) && !reserved.has(name))
    .toSorted((a, b) => rankOf(a) - rankOf(b))
    .map((key) => proposalOf(key, place));
}

// What runtimes fill in is nothing to be written by hand.
const reserved: ReadonlySet<string> = new Set(['prevResult', 'runtimeConfig']);

function rankOf({ name, facts: { required }, of }: CniKey): number {
  // What an entry of a list says of these is overwritten.
  if (of === 'every plugin' && (name === 'cniVersion' || name === 'name')) return 3;
  const order = ['cniVersion', 'name', 'type', 'plugins'].indexOf(name);
  if (order >= 0) return order - 10;
  if (required) return -1;
  return of === 'every plugin' ? 2 : 1;
}

const capabilitiesAt = ({ config, path }: CniTarget['place']): readonly string[] =>
  pluginOfPath(config, path)?.plugin.facts?.capabilities ?? [];

function proposalOf(key: CniKey, place: CniTarget['place']): CniProposal {
  const { name, facts } = key;
  const value =
    name === 'capabilities'
      ? capabilityJson(capabilitiesAt(place))
      : name === 'cniVersion'
        ? versionJson(versionsFor(place.config.installed))
        : valueJson(name, facts);
  return {
    label: name,
    json: `"${literal(name)}": ${value}`,
    kind: 'property',
    detail: facts.required === true ? `${key.of}, required` : key.of,
    documentation: keyWords(key),
    ...(/"\$\d"/.test(value) ? { asksForMore: true } : {}),
  };
}

const capabilityJson = (known: readonly string[]): string =>
  known.length === 0 ? '{ "$1": true }' : `{ ${known.map((name) => `"${name}": true`).join(', ')} }`;

/** 1.0.0 first, which everything in use knows. */
const versionJson = (known: readonly string[]): string =>
  `"${snippetChoice(known.toSorted((a, b) => Number(b === '1.0.0') - Number(a === '1.0.0')))}"`;

/** A value to be filled in. */
function valueJson(name: string, facts: CniKeyFacts): string {
  const { type } = facts;
  const values = (facts.enum ?? []).map(String);
  if (type === 'boolean') return snippetChoice(facts.default === true ? ['false', 'true'] : ['true', 'false']);
  if (type.startsWith('string')) {
    if (values.length > 0) return `"${snippetChoice(values)}"`;
    return asked.has(name) ? '"$1"' : `"\${1:${literal(JSON.parse(exampleOf(name, type, facts)))}}"`;
  }
  if (type.startsWith('integer')) return `\${1:${exampleOf(name, type, facts)}}`;
  if (name === 'plugins') return '[\n\t{\n\t\t"type": "$1"\n\t}\n]';
  if (name === 'ipam') return '{\n\t"type": "$1"\n}';
  if (type === 'array<array<object>>') return '[\n\t[{ "subnet": "$1" }]\n]';
  if (name === 'routes') return '[{ "dst": "$1" }]';
  if (type.startsWith('array<object')) return '[{ "$1" }]';
  if (type.startsWith('array')) return '["$1"]';
  if (name === 'sysctl') return '{ "${1:net.core.somaxconn}": "${2:500}" }';
  return type.startsWith('object') ? '{ "$1" }' : '$1';
}

// Values that are proposed one by one as soon as the key is there.
const asked: ReadonlySet<string> = new Set([
  'type',
  'subnet',
  'gateway',
  'rangeStart',
  'rangeEnd',
  'dst',
  'gw',
  'bridge',
  'master',
]);
