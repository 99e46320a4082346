import type { ExitCode, Terminal } from './terminal.ts';

/** Says why a file cannot be read or written. */
export function reportUnreadable(terminal: Terminal, error: unknown): ExitCode {
  terminal.err(`bulkhead: ${describe(error)}\n`);
  return 2;
}

/** `ENOENT: no such file or directory, open 'x'` as `x: no such file or directory`. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!('path' in error) || !('code' in error)) return error.message;
  const reason = error.message.replace(`${error.code}: `, '').replace(/, \w+(?: '.*')?$/, '');
  return `${error.path}: ${reason}`;
}
