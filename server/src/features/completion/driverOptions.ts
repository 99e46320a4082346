import { type DriverOption, endpointOptions, optionsOf } from '../docs/driverOptions.ts';
import { type Proposal, snippetChoice, snippetText } from './proposal.ts';
import type { Target } from './target.ts';

/** Options of the network's driver, or of one connection, that are not set yet. */
export function driverOptionKeys(target: Target): readonly Proposal[] {
  const { form, place, path, snapshot, cursor } = target;
  if (form !== 'key') return [];
  if (place === 'services.*.networks.*.driver_opts') return proposals(target, endpointOptions, cursor.siblings);
  if (place !== 'networks.*.driver_opts') return [];
  const network = snapshot.project.networkNamed.get(String(path[1]));
  return proposals(target, optionsOf(network ? network.driver : undefined), cursor.siblings);
}

function proposals(target: Target, options: readonly DriverOption[], there: readonly string[]): readonly Proposal[] {
  return options
    .filter(({ name }) => !there.includes(name))
    .map((option) => ({
      label: option.name,
      insert: target.cursor.colon || target.cursor.quote ? option.name : `${option.name}: ${valueSnippet(option)}`,
      snippet: !target.cursor.colon && !target.cursor.quote,
      kind: 'property',
      detail: [option.drivers.join(', '), ...(option.since ? [`since ${option.since}`] : [])].join(' · '),
      documentation: option.summary,
    }));
}

/** Values are texts to the engine; compose refuses a plain true. */
function valueSnippet({ kind, values, example }: DriverOption): string {
  const quoted = kind === 'boolean' || kind === 'number';
  const choices = values?.map(({ value }) => (quoted ? `"${value}"` : value)) ?? [];
  if (choices.length > 0) return snippetChoice(choices);
  const start = snippetText(example ?? '');
  return quoted ? `"\${1:${start}}"` : `\${1:${start}}`;
}
