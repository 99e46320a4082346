import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A process that keeps something alive as long as its standard input is open: it goes with the process that started it. */
export interface HeldProcess {
  readonly pid: number;
  /** Closes its input and waits for its end. */
  release(): Promise<void>;
}

// A program that goes on about its failure says why at the end.
const mostErrors = 20_000;

/** Starts a program that writes a line as soon as it is ready and ends with its input; a text where it does not come to that. */
export async function holdProcess(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  signal?: AbortSignal,
): Promise<HeldProcess | { readonly errors: string }> {
  const holder = spawn(command, args, { env: { ...process.env, ...env } });
  let errors = '';
  holder.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-mostErrors);
  });
  // A process that has gone before its input is closed.
  holder.stdin.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => {
    holder.once('error', (error) => {
      errors += error.message;
      resolve();
    });
    holder.once('close', () => resolve());
  });
  const cancel = (): void => void holder.stdin.end();
  signal?.addEventListener('abort', cancel, { once: true });
  const isReady = await Promise.race([once(holder.stdout, 'data').then(() => true), ended.then(() => false)]);
  signal?.removeEventListener('abort', cancel);
  const { pid } = holder;
  if (!isReady || pid === undefined) return { errors };
  return {
    pid,
    async release() {
      holder.stdin.end();
      await ended;
    },
  };
}
