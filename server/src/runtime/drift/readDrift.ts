import { withProfiles } from '../../model/profiles.ts';
import type { Project } from '../../model/project.ts';
import type { Docker } from '../docker.ts';
import { isDown, whatIsLeft } from '../inventory.ts';
import { loadProject } from '../loadProject.ts';
import { type Outcome, success } from '../outcome.ts';
import { type ComposeOptions, resolveProject } from '../resolveProject.ts';
import type { SourceStore } from '../sourceStore.ts';
import { containerDifferences } from './containerDifferences.ts';
import type { Difference } from './difference.ts';
import { networkDifferences } from './networkDifferences.ts';

/** How a running stack differs from its files on disk. */
export interface Drift {
  readonly project: Project;
  /** For the texts that spans lie in. */
  readonly sources: SourceStore;
  /** False: nothing of the project is in the engine. */
  readonly isUp: boolean;
  readonly differences: readonly Difference[];
}

/** Compares networks and containers of the engine with the files. Rejects when a file cannot be read. */
export async function readDrift(
  docker: Docker,
  files: readonly string[],
  options: ComposeOptions = {},
): Promise<Outcome<Drift>> {
  const loaded = await loadProject(files);
  const project = options.profiles ? withProfiles(loaded.project, options.profiles) : loaded.project;
  const resolved = await resolveProject(docker, files, options);
  if (!resolved.ok) return resolved;
  const inventory = await whatIsLeft(docker, resolved.value.name, options.signal);
  if (!inventory.ok) return inventory;
  const { networks, containers } = inventory.value;
  return success({
    project,
    sources: loaded.sources,
    isUp: !isDown(inventory.value),
    differences: [...networkDifferences(project, networks), ...containerDifferences(project, containers)],
  });
}
