import { deploy, type Ended, removeMade } from '../runtime/deploy.ts';
import type { Docker } from '../runtime/docker.ts';
import { countOf } from '../runtime/inventory.ts';
import { describeLeft } from '../runtime/tearDown.ts';
import { openProject, type Selection } from './openProject.ts';
import { reportFailure } from './reportFailure.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { terminalReporter } from './terminalReporter.ts';
import { reportUnreadable } from './unreadable.ts';

export interface DeployFlags {
  /** Remove what a failed or cancelled deploy made. */
  readonly cleanUp: boolean;
}

/** `bulkhead deploy FILE`: 1 when the stack did not come up, or one of its containers ended at once. */
export async function runDeploy(
  docker: Docker,
  selection: Selection,
  flags: DeployFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const project = await openProject(selection).catch((error: unknown) => reportUnreadable(terminal, error));
  if (typeof project === 'number') return project;
  const deployment = await deploy(docker, project.files, {
    reporter: terminalReporter(terminal),
    signal: terminal.signal,
    profiles: selection.profiles,
  });
  switch (deployment.kind) {
    case 'not-started':
      return reportFailure(terminal, deployment.failure);
    case 'deployed':
      terminal.out(`Deployed ${deployment.project}: ${countOf(deployment)}.\n`);
      return reportEnded(deployment.ended, terminal);
    case 'unfinished': {
      reportFailure(terminal, deployment.failure);
      const { made } = deployment;
      const count = countOf(made.things);
      if (count === '') return 1;
      if (!flags.cleanUp) {
        terminal.err(`It left ${count}; \`bulkhead down ${namesOf(selection)}\` removes them.\n`);
        return 1;
      }
      const left = await removeMade(docker, made);
      if (!left.ok) reportFailure(terminal, left.failure);
      else terminal.err(countOf(left.value) === '' ? `Removed ${count}.\n` : `${describeLeft(left.value)}\n`);
      return 1;
    }
  }
}

/** The files as they were given. */
const namesOf = ({ file, files }: Selection): string => file ?? files.map((each) => `-f ${each}`).join(' ');

function reportEnded(ended: readonly Ended[], terminal: Terminal): ExitCode {
  for (const { service, exitCode, log } of ended) {
    terminal.err(`${service} ended with exit code ${exitCode}:\n${log.replace(/^/gm, '  ')}\n`);
  }
  return ended.length === 0 ? 0 : 1;
}
