import type { Reporter } from '../runtime/reporter.ts';
import type { Terminal } from './terminal.ts';

/** Prints docker's own lines as they come. */
export function terminalReporter(terminal: Terminal): Reporter {
  return { log: (line) => terminal.err(`${line}\n`), progress: () => {} };
}
