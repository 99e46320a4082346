import { spawnSync } from 'node:child_process';
import { CniError, codes } from './errors.ts';

/** Runs a program without a shell and gives its standard output. */
export function run(command: string, args: readonly string[], input = '', env = process.env): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { input, env, encoding: 'utf8' });
  if (error) throw new CniError(codes.inputOutput, `${command}: ${error.message}`);
  if (status !== 0)
    throw new CniError(codes.inputOutput, `${[command, ...args].join(' ')}: ${stderr.trim() || stdout.trim()}`);
  return stdout;
}

export const ip = (...args: readonly string[]): string => run('ip', args);

/** `ip` in the network namespace of a container. */
export const ipIn = (netns: string, ...args: readonly string[]): string =>
  run('nsenter', [`--net=${netns}`, '--', 'ip', ...args]);

export interface Link {
  readonly ifname: string;
  readonly address?: string;
  readonly mtu?: number;
  readonly master?: string;
  readonly addr_info?: readonly { readonly local: string; readonly prefixlen: number }[];
}

/** Undefined when there is no such interface. */
export function linkNamed(name: string, netns?: string): Link | undefined {
  try {
    const args = ['-json', 'addr', 'show', 'dev', name];
    return (JSON.parse(netns === undefined ? ip(...args) : ipIn(netns, ...args)) as Link[])[0];
  } catch (error) {
    if (error instanceof CniError && /does not exist|Cannot find device/.test(error.message)) return undefined;
    throw error;
  }
}
