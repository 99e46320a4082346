import { type Container, containersLabelled } from './containers.ts';
import { type Docker, runDocker } from './docker.ts';
import { type EngineNetwork, networksLabelled } from './networks.ts';
import { type Outcome, success } from './outcome.ts';

/** What a compose project has in the engine. */
export interface Inventory {
  readonly containers: readonly Container[];
  readonly networks: readonly EngineNetwork[];
  /** Names of volumes: those with the project's label and those that its containers mount. */
  readonly volumes: readonly string[];
}

export const nothing: Inventory = { containers: [], networks: [], volumes: [] };

/** Finds everything that a compose project has in the engine, by its labels. */
export async function whatIsLeft(docker: Docker, project: string, signal?: AbortSignal): Promise<Outcome<Inventory>> {
  const label = `com.docker.compose.project=${project}`;
  const [containers, networks, labelled] = await Promise.all([
    containersLabelled(docker, label, signal),
    networksLabelled(docker, label, signal),
    runDocker(docker, ['volume', 'ls', '-q', '--filter', `label=${label}`], { signal }),
  ]);
  if (!containers.ok) return containers;
  if (!networks.ok) return networks;
  if (!labelled.ok) return labelled;
  const volumes = [...labelled.value.split(/\s+/), ...containers.value.flatMap((container) => container.volumes)];
  return success({
    containers: containers.value,
    networks: networks.value,
    volumes: [...new Set(volumes)].filter((name) => name !== '').sort(),
  });
}

/** What `after` has and `before` has not. */
export function newIn(after: Inventory, before: Inventory): Inventory {
  const known = new Set([...before.containers, ...before.networks].map(({ id }) => id));
  return {
    containers: after.containers.filter(({ id }) => !known.has(id)),
    networks: after.networks.filter(({ id }) => !known.has(id)),
    volumes: after.volumes.filter((name) => !before.volumes.includes(name)),
  };
}

/** True when there is no container and no network; volumes outlive a stack because they hold data. */
export function isDown(inventory: Inventory): boolean {
  return inventory.containers.length === 0 && inventory.networks.length === 0;
}

/** `2 containers and 1 network`, in words for a message; empty when there is nothing. */
export function countOf({
  containers,
  networks,
  volumes,
}: Partial<Record<keyof Inventory, readonly unknown[]>>): string {
  const count = (things: readonly unknown[] = [], word: string): string[] =>
    things.length === 0 ? [] : [`${things.length} ${word}${things.length === 1 ? '' : 's'}`];
  return [...count(containers, 'container'), ...count(networks, 'network'), ...count(volumes, 'volume')].join(', ');
}
