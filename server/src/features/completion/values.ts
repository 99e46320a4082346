import { alternativesOf, schemaAt } from '../../compose/schema.ts';
import type { NetworkMode } from '../../model/service.ts';
import { brief } from '../describe.ts';
import { driverOptionNamed } from '../docs/driverOptions.ts';
import type { ValueDoc } from '../docs/keyDoc.ts';
import { docOf } from '../docs/keyDocs.ts';
import type { Proposal } from './proposal.ts';
import { type Target, written } from './target.ts';

/** Values that a key knows: choices, booleans, network modes, values of driver options. */
export function values(target: Target): readonly Proposal[] {
  if (target.form === 'item' && target.place === 'services.*.extra_hosts[]') return [machineItself(target)];
  if (target.form !== 'value') return [];
  const { place, path } = target;
  if (place === 'networks.*.driver_opts.*' || place === 'services.*.networks.*.driver_opts.*')
    return optionValues(target, String(path.at(-1)));
  const doc = docOf(path);
  const known = (doc?.values ?? []).map((value) => valueProposal(target, value, true));
  if (place === 'services.*.network_mode') return [...known, ...sharedNetworks(target)];
  if (known.length > 0) return known;
  const alternatives = alternativesOf(schemaAt(path) ?? {});
  const choices = alternatives.flatMap((each) => each.enum ?? []).map(String);
  if (choices.length > 0) return choices.map((value) => valueProposal(target, { value, summary: '' }, false));
  // Variables and labels may be anything, a boolean among others.
  if (!alternatives.some(({ type }) => type?.includes('boolean') && !type.includes('number'))) return [];
  return ['true', 'false'].map((value) => ({
    label: value,
    insert: value,
    kind: 'constant',
    ...(doc ? { documentation: doc.summary } : {}),
  }));
}

function machineItself(target: Target): Proposal {
  const entry = 'host.docker.internal:host-gateway';
  return { label: entry, insert: written(target, entry), kind: 'value', detail: 'this machine, on Linux too' };
}

function valueProposal(target: Target, { value, summary }: ValueDoc, asWritten: boolean): Proposal {
  const bare = value.replace(/^"(.*)"$/, '$1');
  return {
    label: bare,
    insert: target.cursor.quote ? bare : asWritten && bare !== value ? value : written(target, bare),
    kind: 'choice',
    ...(summary === '' ? {} : { detail: summary.replaceAll('`', '') }),
  };
}

function optionValues(target: Target, name: string): readonly Proposal[] {
  const option = driverOptionNamed(name);
  if (!option) return [];
  const proposals = (option.values ?? []).map((value) => valueProposal(target, value, false));
  if (proposals.length > 0 || option.example === undefined) return proposals;
  return [valueProposal(target, { value: option.example, summary: option.summary }, false)];
}

/** The networks of other services, unless they lead back here. */
function sharedNetworks(target: Target): readonly Proposal[] {
  const { snapshot, path } = target;
  const { project } = snapshot;
  const own = path[1];
  const leadsBack = (name: string): boolean => {
    let current: string | undefined = name;
    for (let steps = 0; current !== undefined && steps < 32; steps++) {
      if (current === own) return true;
      const mode: NetworkMode | undefined = project.serviceNamed.get(current)?.networkMode;
      current = mode?.kind === 'service' ? mode.target : undefined;
    }
    return false;
  };
  return project.services
    .filter(({ name }) => !leadsBack(name))
    .map((service) => ({
      label: `service:${service.name}`,
      insert: written(target, `service:${service.name}`),
      kind: 'field',
      detail: `share the network of ${service.name}: ${brief(project, { kind: 'service', service }).join(' · ')}`,
    }));
}
