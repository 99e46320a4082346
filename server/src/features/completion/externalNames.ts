import { folderOf, relativePath } from '../../compose/fileUri.ts';
import type { Proposal } from './proposal.ts';
import { type Target, written } from './target.ts';

/** Behind `name` of an external network: what the networks are called that other projects of the workspace make. */
export function externalNames(target: Target): readonly Proposal[] {
  const { project } = target.snapshot;
  if (target.form !== 'value' || target.place !== 'networks.*.name') return [];
  if (project.networkNamed.get(String(target.path[1]))?.external !== true) return [];
  const found = new Map<string, Proposal>();
  for (const other of project.others) {
    for (const { realName, external } of other.networks) {
      if (external !== false || !realName.known || found.has(realName.value)) continue;
      const path = relativePath(folderOf(project.uri), other.uri);
      const detail = other.name.known ? `made by ${other.name.value} in ${path}` : `made in ${path}`;
      found.set(realName.value, {
        label: realName.value,
        insert: written(target, realName.value),
        kind: 'module',
        detail,
      });
    }
  }
  return [...found.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
}
