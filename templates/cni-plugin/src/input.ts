import { readFileSync } from 'node:fs';
import { CniError, codes } from './errors.ts';

/** What the runtime says in the environment. */
export interface Call {
  readonly containerId: string;
  /** Path of the network namespace; empty where the command does not need one, or the container has gone. */
  readonly netns: string;
  readonly interfaceName: string;
  /** Folders with plugins. */
  readonly path: readonly string[];
}

const required: Readonly<Record<string, readonly string[]>> = {
  ADD: ['CNI_CONTAINERID', 'CNI_NETNS', 'CNI_IFNAME', 'CNI_PATH'],
  CHECK: ['CNI_CONTAINERID', 'CNI_NETNS', 'CNI_IFNAME', 'CNI_PATH'],
  DEL: ['CNI_CONTAINERID', 'CNI_IFNAME', 'CNI_PATH'],
  GC: ['CNI_PATH'],
  STATUS: ['CNI_PATH'],
};

export function readCall(command: string): Call {
  const get = (name: string): string => process.env[name] ?? '';
  const missing = (required[command] ?? []).filter((name) => get(name) === '');
  if (missing.length > 0) throw new CniError(codes.invalidEnvironment, `${missing.join(', ')} not set`);
  const [containerId, interfaceName] = [get('CNI_CONTAINERID'), get('CNI_IFNAME')];
  if (containerId !== '' && !/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(containerId))
    throw new CniError(codes.invalidEnvironment, `CNI_CONTAINERID "${containerId}" is no name`);
  // What the kernel takes as the name of an interface.
  if (interfaceName !== '' && (!/^[^\s/:]{1,15}$/.test(interfaceName) || /^\.{1,2}$/.test(interfaceName)))
    throw new CniError(codes.invalidEnvironment, `CNI_IFNAME "${interfaceName}" is no name of an interface`);
  return { containerId, netns: get('CNI_NETNS'), interfaceName, path: get('CNI_PATH').split(':').filter(Boolean) };
}

/** Standard input; a runtime that asks for the version may give none. */
export function readText(): string {
  try {
    return readFileSync(0, 'utf8');
  } catch {
    return '';
  }
}
