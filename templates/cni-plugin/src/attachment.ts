import { createHash } from 'node:crypto';

const prefix = 'mb';

/** The host's end of an attachment: the same for the same container and interface, so that DEL and GC find it. */
export function hostInterface(network: string, containerId: string, interfaceName: string): string {
  const hash = createHash('sha256').update(`${network}\0${containerId}\0${interfaceName}`).digest('hex');
  return `${prefix}${hash.slice(0, 13)}`;
}

export const isHostInterface = (name: string): boolean => new RegExp(`^${prefix}[0-9a-f]{13}$`).test(name);
