import type { Progress } from './progress.ts';

/** Hears what a long command does. */
export interface Reporter {
  /** A line for the log. */
  log(line: string): void;
  /** A step, with how many of the stack's containers and networks are done. */
  progress(step: Progress & { readonly done: number; readonly total: number }): void;
}

export const silentReporter: Reporter = { log: () => {}, progress: () => {} };
