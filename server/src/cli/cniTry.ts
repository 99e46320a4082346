import { readFile } from 'node:fs/promises';
import { type Trial, tryNetworks } from '../runtime/cni/tryNetwork.ts';
import type { Docker } from '../runtime/docker.ts';
import { describeFailure } from '../runtime/failure.ts';
import type { Format } from './check.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { trialText } from './trialText.ts';
import { reportUnreadable } from './unreadable.ts';

/** Has all that plugins and a look at their work need. */
export const tryImage = 'nicolaka/netshoot:v0.13';

export interface TryFlags {
  /** A second network, for one more container. */
  readonly with?: string;
  /** Folders with plugins. */
  readonly plugins: readonly string[];
  /** Of the container that plays the host where the user is not root. */
  readonly image: string;
  /** Even for root. */
  readonly container?: boolean;
  readonly format: Format;
}

/** `bulkhead cni try FILE`: adds two containers for real and takes them away. 1 when a plugin fails or leaves something. */
export async function runCniTry(docker: Docker, file: string, flags: TryFlags, terminal: Terminal): Promise<ExitCode> {
  try {
    const files = [file, ...(flags.with === undefined ? [] : [flags.with])];
    const texts = await Promise.all(files.map((each) => readFile(each, 'utf8')));
    const log = (line: string): void => terminal.err(`${line}\n`);
    const trial = await tryNetworks(texts, {
      folders: flags.plugins,
      helper: { docker, image: flags.image, alsoForRoot: flags.container === true },
      signal: terminal.signal,
      log,
    });
    if (!trial.ok) {
      terminal.err(`bulkhead: ${describeFailure(trial.failure)}\n`);
      return 2;
    }
    terminal.out(flags.format === 'json' ? `${JSON.stringify(trial.value, null, 2)}\n` : trialText(trial.value));
    return isSound(trial.value) ? 0 : 1;
  } catch (error) {
    return reportUnreadable(terminal, error);
  }
}

/** Bridges stay after DEL with the reference plugins; leases and rules must not. */
function isSound({ status, attachments, left }: Trial): boolean {
  const answers = [...status, ...attachments.flatMap(({ add, check, del }) => [add, del, ...(check ? [check] : [])])];
  return answers.every(({ failure }) => failure === undefined) && left.files.length === 0;
}
