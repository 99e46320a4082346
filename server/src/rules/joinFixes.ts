import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import type { Edit } from '../text/edit.ts';
import { networkSpace } from './networkSpace.ts';
import { joinEdit, networkToJoin } from './reaching.ts';
import type { Fix } from './rule.ts';

/** Lets a service join a network of another one; undefined where it cannot join any. */
export function joinFix(project: Project, from: Service, to: Service): Fix | undefined {
  const [own, other] = [networkSpace(project, from), networkSpace(project, to)];
  if (own.kind !== 'networks' || other.kind !== 'networks') return undefined;
  const network = networkToJoin(project, other.attachments);
  const edit = network === undefined ? undefined : joinEdit(own.owner, network);
  return edit && { title: `Let \`${own.owner.name}\` join \`${network}\``, safety: 'unsafe', edits: [edit] };
}

/** Lets a service that names its networks join the first one that has a way out. */
export function openNetworkFixes(project: Project, service: Service): readonly Fix[] {
  const open = project.networks.find((network) => network.internal === false && !network.implicit);
  if (!open) return [];
  return [
    {
      title: `Join \`${open.name}\`, which is not internal`,
      safety: 'unsafe',
      edits: [{ kind: 'append', uri: service.uri, path: ['services', service.name, 'networks'], value: open.name }],
    },
  ];
}

/** Gives a service that names its networks one more, which is not internal and which it shares with nobody. */
export function wayOutFix(project: Project, service: Service): Fix {
  let network = `${service.name}_out`;
  while (project.networkNamed.has(network)) network += '_2';
  const edits: readonly Edit[] = [
    { kind: 'append', uri: service.uri, path: ['services', service.name, 'networks'], value: network },
    { kind: 'set', uri: project.uri, path: ['networks', network], value: null },
  ];
  return { title: `Give \`${service.name}\` a network of its own with a way out`, safety: 'unsafe', edits };
}
