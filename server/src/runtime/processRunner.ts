import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import type { Runner, RunOptions, RunResult } from './runner.ts';

/** How long a program may take to end by itself after it was asked to, in milliseconds. */
const GRACE = 10_000;

/** What is kept of one output stream, in UTF-16 units: `docker inspect` of a thousand containers needs some 10 million. */
const OUTPUT_LIMIT = 32 * 1024 * 1024;

/** Starts real programs, each in a process group of its own so that its children can be ended with it. */
export function processRunner(grace = GRACE): Runner {
  return { run: (command, args, options = {}) => run(command, args, options, grace) };
}

async function run(command: string, args: readonly string[], options: RunOptions, grace: number): Promise<RunResult> {
  if (options.signal?.aborted) return { kind: 'aborted', stdout: '', stderr: '' };
  const child = start(command, args, options);
  if (child instanceof Error) return notStarted(child);
  // a program may end before it has read everything
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const stdout = collect(child.stdout, (line) => options.onLine?.(line, 'stdout'));
  const stderr = collect(child.stderr, (line) => options.onLine?.(line, 'stderr'));
  const stopWatching = endOnAbort(child, options.signal, grace);
  const end = await ended(child);
  stopWatching();
  if (end instanceof Error) return notStarted(end);
  const output = { stdout: stdout.finish(), stderr: stderr.finish() };
  return options.signal?.aborted ? { kind: 'aborted', ...output } : { kind: 'exited', exitCode: end, ...output };
}

function start(command: string, args: readonly string[], options: RunOptions) {
  try {
    return spawn(command, args, {
      env: { ...process.env, ...options.env },
      stdio: 'pipe',
      detached: process.platform !== 'win32',
      windowsHide: true,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
  } catch (error) {
    // spawn throws where the system refuses the arguments, such as too many of them
    return error instanceof Error ? error : new Error(String(error));
  }
}

function notStarted(error: Error): RunResult {
  return { kind: 'not-started', code: codeOf(error), message: error.message };
}

/** The exit code, as a shell gives it for a program that a signal ended, or why it did not start. */
function ended(child: ChildProcess): Promise<number | Error> {
  return new Promise((resolve) => {
    child.once('error', resolve);
    child.once('close', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}

/** Asks the program to end when the signal comes; returns how to stop watching for it. */
function endOnAbort(child: ChildProcess, signal: AbortSignal | undefined, grace: number): () => void {
  let timer: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    end(child, 'SIGINT');
    timer = setTimeout(() => end(child, 'SIGKILL'), grace);
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  };
}

/** To the program's own group, which holds its children too; Windows has no groups. */
function end(child: ChildProcess, signal: 'SIGINT' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // the group is gone already
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

function collect(stream: Readable, onLine: (line: string) => void): { finish(): string } {
  let text = '';
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    text = (text + chunk).slice(-OUTPUT_LIMIT);
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  return {
    finish() {
      if (rest !== '') onLine(rest);
      return text;
    },
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
