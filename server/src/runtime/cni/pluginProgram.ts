import { spawn } from 'node:child_process';

/** How a program ended that was given text on standard input. */
export interface Ended {
  /** 127 for one that could not be started. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** More than any plugin prints; what is beyond is cut off. */
const outputLimit = 1_000_000;

/** Runs a program with text on its standard input and ends it after `timeout` milliseconds. Never rejects. */
export function runWithInput(
  command: string,
  args: readonly string[],
  input: string,
  env: Readonly<Record<string, string>>,
  timeout: number,
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: 'pipe',
      timeout,
      killSignal: 'SIGKILL',
    });
    const texts = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        texts[name] = (texts[name] + text).slice(0, outputLimit);
      });
    child.once('error', (error) => resolve({ code: 127, stdout: texts.stdout, stderr: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 128, ...texts }));
    // a plugin may end before it has read everything
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
