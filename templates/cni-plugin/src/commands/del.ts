import { existsSync } from 'node:fs';
import { hostInterface } from '../attachment.ts';
import type { Configuration } from '../configuration.ts';
import type { Call } from '../input.ts';
import { delegate } from '../ipam.ts';
import { ip, ipIn, linkNamed } from '../programs.ts';

/** Detaches a container. It may be called twice, after a failed ADD, and when the namespace has gone. */
export function del(call: Call, configuration: Configuration): undefined {
  const { containerId, netns, interfaceName } = call;
  delegate('DEL', call, configuration);
  const host = hostInterface(configuration.name, containerId, interfaceName);
  // Both ends go together.
  if (linkNamed(host)) ip('link', 'delete', 'dev', host);
  else if (netns !== '' && existsSync(netns) && isOwn(configuration, call))
    ipIn(netns, 'link', 'delete', 'dev', interfaceName);
  return undefined;
}

/** An interface of that name that another plugin made is left alone. */
function isOwn({ prevResult }: Configuration, { netns, interfaceName }: Call): boolean {
  const link = linkNamed(interfaceName, netns);
  return (
    link !== undefined &&
    prevResult?.interfaces?.some(({ name, mac }) => name === interfaceName && mac === link.address) === true
  );
}
