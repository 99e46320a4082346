import { randomUUID } from 'node:crypto';
import { bindMount } from '../bindMount.ts';
import { type Docker, runDocker } from '../docker.ts';
import { failed, type Outcome, success } from '../outcome.ts';
import { ensureHelperImage } from '../verify/helperImage.ts';
import { holdProcess } from './heldProcess.ts';
import { endedBy, programTimeout, type ThrowawayHost } from './throwawayHost.ts';

export interface ContainerHostOptions {
  readonly docker: Docker;
  /** Has `ip`, `iptables`, `nft`, `bash`, `find` and `timeout`. */
  readonly image: string;
  /** Folders with plugins; the container sees them under the same paths and cannot write them. */
  readonly folders: readonly string[];
  readonly log: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A privileged container that plays the host, for a user who may start containers and is not root. It has a network of
 * its own that leads nowhere, and goes with everything in it, even when this process is ended by force.
 */
export async function startContainerHost(options: ContainerHostOptions): Promise<Outcome<ThrowawayHost>> {
  const { docker, image, folders, log, signal } = options;
  const progress = ({ subject, status }: { readonly subject: string; readonly status: string }): void =>
    log(`${subject}: ${status}`);
  const there = await ensureHelperImage(docker, image, { log, progress }, signal, helperNeeds);
  if (!there.ok) return there;
  const name = `bulkhead-cni-${randomUUID()}`;
  const mounts = folders.flatMap((folder) => ['--mount', bindMount(folder, folder)]);
  const script = `${programs.map((each) => `command -v ${each} > /dev/null || { echo "no ${each}" >&2; exit 1; }`).join('; ')}; mkdir -p /run/netns /var/lib/cni && ip link set lo up && echo ready && exec cat`;
  const args = [
    ...['run', '--rm', '--interactive', '--name', name, '--label', 'bulkhead.helper=cni', '--pull', 'never'],
    ...['--privileged', '--network', 'none', '--log-driver', 'none', ...mounts],
    ...['--entrypoint', 'sh', image, '-c', script],
  ];
  const held = await holdProcess(docker.command, args, docker.env, signal);
  // The engine may still be starting it when the command has been ended.
  if (signal?.aborted || 'errors' in held) await runDocker(docker, ['rm', '--force', name]);
  if (signal?.aborted) return failed({ kind: 'cancelled', message: 'Cancelled.', advice: '', output: '' });
  if ('errors' in held)
    return failed({
      kind: 'unusable-helper',
      message: `The helper container of ${image} did not start.`,
      advice: `The engine must allow privileged containers, and the image needs ${helperNeeds.programs}; bulkhead.cni.image names another one.`,
      output: held.errors,
    });
  return success({
    async run(command, programArguments, { input, env = {} } = {}) {
      const variables = Object.entries(env).flatMap(([key, value]) => ['--env', `${key}=${value}`]);
      const inside = ['exec', '--interactive', ...variables, name, command, ...programArguments];
      return endedBy(
        await docker.runner.run(docker.command, inside, {
          ...(docker.env ? { env: docker.env } : {}),
          ...(input === undefined ? {} : { input }),
          signal: AbortSignal.timeout(programTimeout),
        }),
      );
    },
    async stop() {
      await held.release();
      await runDocker(docker, ['rm', '--force', name]);
    },
  });
}

const programs = ['ip', 'iptables', 'nft', 'bash', 'find', 'timeout'] as const;

const helperNeeds = { setting: 'bulkhead.cni.image', programs: 'ip, iptables, nft, bash, find and timeout' } as const;
