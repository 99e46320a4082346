import type { Docker } from '../runtime/docker.ts';
import { isDown } from '../runtime/inventory.ts';
import { describeLeft, tearDown } from '../runtime/tearDown.ts';
import { openProject, type Selection } from './openProject.ts';
import { reportFailure } from './reportFailure.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { terminalReporter } from './terminalReporter.ts';
import { reportUnreadable } from './unreadable.ts';

/** `bulkhead down FILE`: 1 when something would not go. `timeout` in seconds. */
export async function runDown(
  docker: Docker,
  selection: Selection,
  timeout: number,
  terminal: Terminal,
): Promise<ExitCode> {
  const selected = await openProject(selection).catch((error: unknown) => reportUnreadable(terminal, error));
  if (typeof selected === 'number') return selected;
  const result = await tearDown(docker, selected.files, {
    reporter: terminalReporter(terminal),
    signal: terminal.signal,
    profiles: selection.profiles,
    timeout,
  });
  if (!result.ok) return reportFailure(terminal, result.failure);
  const { project, containers, networks, volumes, left } = result.value;
  terminal.out(`Removed ${containers.length} containers and ${networks.length} networks of ${project}.\n`);
  if (volumes.length > 0) terminal.out(`Volumes stay, they hold data: ${volumes.join(', ')}\n`);
  if (isDown(left)) return 0;
  terminal.err(`bulkhead: ${describeLeft(left)}\n`);
  return 1;
}
