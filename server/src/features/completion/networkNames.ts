import type { Network } from '../../model/network.ts';
import type { Project } from '../../model/project.ts';
import { brief, describe } from '../describe.ts';
import type { Proposal } from './proposal.ts';
import { ownService, type Target, writtenName } from './target.ts';

/** Networks that the service does not join yet, where it names its networks. */
export function networkNames(target: Target): readonly Proposal[] {
  const { place, form, cursor } = target;
  const listed = form === 'item' && place === 'services.*.networks[]';
  const mapped =
    form === 'key' && place === 'services.*.networks' && (cursor.form === 'map' || cursor.flow || cursor.colon);
  if (!listed && !mapped) return [];
  const { project } = target.snapshot;
  const joined = new Set(cursor.siblings);
  return project.networks
    .filter(({ name, implicit }) => !joined.has(name) && (!implicit || ownService(target) !== undefined))
    .map((network) => ({
      label: network.name,
      insert: writtenName(target, network.name),
      kind: 'module',
      about: () => aboutNetwork(project, network),
    }));
}

function aboutNetwork(project: Project, network: Network) {
  const entity = { kind: 'network', network } as const;
  const { title, facts } = describe(project, entity);
  return {
    detail: networkDetail(
      network.driver,
      network.pools.map(({ subnet }) => subnet?.text.value),
      brief(project, entity),
    ),
    documentation: `${title}\n\n${facts.map((fact) => `- ${fact}`).join('\n')}`,
  };
}

function networkDetail(
  driver: string | undefined,
  subnets: readonly (string | undefined)[],
  facts: readonly string[],
): string {
  return [...(driver === 'bridge' ? [driver] : []), ...facts, ...subnets.filter((subnet) => subnet !== undefined)].join(
    ' · ',
  );
}
