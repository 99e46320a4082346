import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Configuration } from './configuration.ts';
import { CniError, codes } from './errors.ts';
import type { Call } from './input.ts';
import { run } from './programs.ts';

/** What an IPAM plugin answers to ADD. */
export interface Allocation {
  readonly ips: readonly { readonly address: string; readonly gateway?: string }[];
  readonly routes?: readonly { readonly dst: string; readonly gw?: string }[];
  readonly dns?: Readonly<Record<string, unknown>>;
}

/** The file of the IPAM plugin, by the specification's section 4 ("Delegated plugins"). */
export function ipamPlugin({ path: folders }: Call, { ipamType }: Configuration): string {
  const found = folders.map((folder) => path.join(folder, ipamType)).find((file) => existsSync(file));
  if (found === undefined)
    throw new CniError(codes.invalidConfiguration, `the IPAM plugin ${ipamType} is not in ${folders.join(':')}`);
  return found;
}

/** Has the IPAM plugin do `command`, with the environment that this plugin got. */
export function delegate(command: string, call: Call, configuration: Configuration): string {
  const env = { ...process.env, CNI_COMMAND: command };
  try {
    return run(ipamPlugin(call, configuration), [], JSON.stringify(configuration.forIpam), env);
  } catch (error) {
    throw error instanceof CniError ? new CniError(error.code, `${configuration.ipamType}: ${error.message}`) : error;
  }
}

export function allocate(call: Call, configuration: Configuration): Allocation {
  const answer = JSON.parse(delegate('ADD', call, configuration)) as Partial<Allocation>;
  if (!answer.ips || answer.ips.length === 0)
    throw new CniError(codes.invalidConfiguration, `${configuration.ipamType} gave no address`);
  return { ...answer, ips: answer.ips };
}
