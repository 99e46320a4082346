/** Where a command writes, so that tests can read it. */
export interface Terminal {
  /** Results. */
  out(text: string): void;
  /** Progress and errors. */
  err(text: string): void;
  /** Ctrl+C. */
  readonly signal: AbortSignal;
}

/**
 * What a command gives the shell.
 * 0  as it should be
 * 1  the command did its work and the result is bad: errors in a file, a disagreement, something left behind
 * 2  it could not do its work: wrong usage, a file that cannot be read, no engine
 */
export type ExitCode = 0 | 1 | 2;
