import { type Docker, runDocker } from './docker.ts';
import type { Outcome } from './outcome.ts';
import type { EngineFacts } from './preflight.ts';
import { type Progress, readableLine, readProgress } from './progress.ts';
import type { Reporter } from './reporter.ts';
import { composeArguments, projectFolder } from './resolveProject.ts';

export interface ComposeRun {
  readonly files: readonly string[];
  readonly profiles?: readonly string[] | undefined;
  /** The command and its options: `['up', '-d']`. */
  readonly command: readonly string[];
  readonly facts: EngineFacts;
  readonly reporter: Reporter;
  readonly signal?: AbortSignal | undefined;
  /** How many containers and networks there are to make or to remove. */
  readonly total: number;
  /** True for the step that ends the work on a container or network. */
  readonly isDone: (step: Progress) => boolean;
}

/** Runs a compose command that changes a stack and reports its steps. */
export async function runCompose(docker: Docker, run: ComposeRun): Promise<Outcome<string>> {
  const { reporter, isDone, total } = run;
  const done = new Set<string>();
  const progress = run.facts.jsonProgress ? ['--progress', 'json'] : [];
  const args = [...composeArguments(run.files, run.profiles), ...progress, ...run.command];
  reporter.log(`$ docker ${args.join(' ')}`);
  return runDocker(docker, args, {
    cwd: projectFolder(run.files),
    signal: run.signal,
    onLine(line) {
      reporter.log(readableLine(line));
      const step = readProgress(line);
      if (!step) return;
      if (/^(?:Network|Container) /.test(step.subject) && isDone(step)) done.add(step.subject);
      reporter.progress({ ...step, done: Math.min(done.size, total), total });
    },
  });
}
