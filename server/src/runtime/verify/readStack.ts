import { type Docker, runDocker } from '../docker.ts';
import { whatIsLeft } from '../inventory.ts';
import { inspectNetworks } from '../networks.ts';
import { type Outcome, success } from '../outcome.ts';
import type { ResolvedProject } from '../resolveProject.ts';
import type { RunningStack } from './runningStack.ts';

/** Asks the engine for the containers of a project and the networks that they are in. */
export async function readStack(
  docker: Docker,
  project: Pick<ResolvedProject, 'name' | 'networkNames'>,
  signal?: AbortSignal,
): Promise<Outcome<RunningStack>> {
  const [inventory, system] = await Promise.all([
    whatIsLeft(docker, project.name, signal),
    runDocker(docker, ['info', '--format', '{{.OperatingSystem}}'], { signal }),
  ]);
  if (!inventory.ok) return inventory;
  if (!system.ok) return system;
  const { containers } = inventory.value;
  const ids = new Set(containers.flatMap((container) => container.networks.map(({ id }) => id)));
  const networks = await inspectNetworks(docker, [...ids], signal);
  if (!networks.ok) return networks;
  return success({
    containers,
    networks: new Map(networks.value.map((network) => [network.id, network])),
    networkNames: project.networkNames,
    desktop: system.value.trim() === 'Docker Desktop',
  });
}
