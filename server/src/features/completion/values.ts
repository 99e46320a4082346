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
  const { place, path, cursor } = target;
  if (target.form === 'key' && place === 'services.*.extra_hosts' && (cursor.flow || cursor.form === 'map'))
    return [machineAsKey(target)];
  if (target.form !== 'value') return [];
  if (place === 'services.*.extra_hosts.*') return [machineAddress(target)];
  if (place === 'networks.*.name') return [networkName(target)];
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

function machineAsKey(target: Target): Proposal {
  const label = 'host.docker.internal';
  const insert = target.cursor.colon || target.cursor.quote ? label : `${label}: host-gateway`;
  return { label, insert, kind: 'value', detail: 'this machine, on Linux too' };
}

function machineAddress(target: Target): Proposal {
  return { label: 'host-gateway', insert: written(target, 'host-gateway'), kind: 'value', detail: 'this machine' };
}

/** What compose calls the network without `name`; an external one is looked for under its key. */
function networkName(target: Target): Proposal {
  const { project } = target.snapshot;
  const key = String(target.path[1]);
  const external = project.networkNamed.get(key)?.external === true;
  const label = external || !project.name.known ? key : `${project.name.value}_${key}`;
  return { label, insert: written(target, label), kind: 'value', detail: 'what it is called without this key' };
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
