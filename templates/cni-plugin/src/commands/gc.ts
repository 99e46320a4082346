import { hostInterface, isHostInterface } from '../attachment.ts';
import type { Configuration } from '../configuration.ts';
import type { Call } from '../input.ts';
import { delegate } from '../ipam.ts';
import { ip, type Link, linkNamed } from '../programs.ts';

/** Removes the interfaces on the network's bridge whose attachment the runtime does not list, and their addresses. */
export function gc(call: Call, configuration: Configuration): undefined {
  const { bridge, name, validAttachments } = configuration;
  const valid = new Set(validAttachments.map(({ containerID, ifname }) => hostInterface(name, containerID, ifname)));
  delegate('GC', call, configuration);
  if (!linkNamed(bridge)) return undefined;
  const links = JSON.parse(ip('-json', 'link', 'show', 'master', bridge)) as readonly Link[];
  for (const { ifname } of links)
    if (isHostInterface(ifname) && !valid.has(ifname)) ip('link', 'delete', 'dev', ifname);
  return undefined;
}
