import { mkdir } from 'node:fs/promises';
import { failed, type Outcome, success } from '../outcome.ts';
import { processRunner } from '../processRunner.ts';
import type { RunOptions, RunResult } from '../runner.ts';
import { holdProcess } from './heldProcess.ts';

/**
 * Network and mount namespaces of their own that play the host of containers: no interface, lease or rule of the
 * machine is in them, and all of theirs go with them.
 */
export interface ThrowawayHost {
  /** Runs a program in the namespaces. Never rejects. */
  run(command: string, args: readonly string[], options?: HostRunOptions): Promise<Ended>;
  /** Ends what holds the namespaces. */
  stop(): Promise<void>;
}

export type HostRunOptions = Pick<RunOptions, 'input' | 'env'>;

/** How a program in the namespaces ended. */
export interface Ended {
  /** 127 for one that could not be started, 128 for one that took too long. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export function endedBy(result: RunResult): Ended {
  if (result.kind === 'not-started') return { code: 127, stdout: '', stderr: result.message };
  const { stdout, stderr } = result;
  return { code: result.kind === 'exited' ? result.exitCode : 128, stdout, stderr };
}

/** What plugins keep on disk. */
const hidden = ['/var/lib/cni', '/run/cni', '/run/netns'];

/** Milliseconds for one program; an IPAM plugin may wait for a DHCP server. */
export const programTimeout = 30_000;

const runner = processRunner(1_000);

/** Fails where the system does not let this process make namespaces. */
export async function startThrowawayHost(): Promise<Outcome<ThrowawayHost>> {
  if (process.getuid?.() !== 0)
    return refused('Only root can make network namespaces.', 'Run the command with sudo.', '');
  for (const folder of hidden) await mkdir(folder, { recursive: true });
  const script = `${hidden.map((folder) => `mount -t tmpfs none ${folder}`).join(' && ')} && ip link set lo up && echo ready && exec cat`;
  const held = await holdProcess('unshare', ['--net', '--mount', '--propagation', 'private', 'sh', '-c', script]);
  if ('errors' in held)
    return refused(
      'No network namespace could be made.',
      'It needs `unshare`, `mount` and `ip`, and the right to make namespaces.',
      held.errors,
    );
  return success({
    async run(command, args, options = {}) {
      const inside = ['--target', String(held.pid), '--net', '--mount', '--', command, ...args];
      return endedBy(await runner.run('nsenter', inside, { ...options, signal: AbortSignal.timeout(programTimeout) }));
    },
    stop: () => held.release(),
  });
}

const refused = (message: string, advice: string, output: string) =>
  failed({ kind: 'unexpected', message, advice, output });
