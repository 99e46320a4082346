import type { Failure } from '../runtime/failure.ts';
import type { ExitCode, Terminal } from './terminal.ts';

/** Prints what happened, what to do and, where it is new, what docker said. */
export function reportFailure(terminal: Terminal, failure: Failure): ExitCode {
  terminal.err(`bulkhead: ${failure.message}\n`);
  if (failure.advice !== '') terminal.err(`${failure.advice}\n`);
  return 2;
}
