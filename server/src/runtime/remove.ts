import { type Docker, runDocker } from './docker.ts';
import type { Inventory } from './inventory.ts';
import type { Outcome } from './outcome.ts';

/**
 * Removes these containers, then these networks and volumes, and nothing else. `timeout` in seconds is how long a
 * container gets to stop by itself. A network that somebody else uses stays: look at what is left afterwards.
 */
export async function remove(docker: Docker, things: Inventory, timeout: number): Promise<readonly Outcome<string>[]> {
  const outcomes: Outcome<string>[] = [];
  const all = async (command: readonly string[], names: readonly string[]): Promise<void> => {
    if (names.length > 0) outcomes.push(await runDocker(docker, [...command, ...names]));
  };
  const containers = things.containers.map(({ id }) => id);
  await all(['container', 'stop', '-t', String(timeout)], containers);
  await all(['container', 'rm', '--force'], containers);
  await all(
    ['network', 'rm'],
    things.networks.map(({ id }) => id),
  );
  await all(['volume', 'rm'], things.volumes);
  return outcomes;
}
