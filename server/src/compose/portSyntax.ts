import { parseAddress } from '../model/address.ts';
import type { Protocol } from '../model/service.ts';

/** Where a part stands in the text, in UTF-16 units. */
interface Part {
  readonly start: number;
  readonly end: number;
}

interface Range extends Part {
  readonly first: number;
  readonly last: number;
}

export interface PortMapping {
  readonly host?: Part;
  /** Absent: the engine chooses. */
  readonly published?: Range;
  readonly target: Range;
  readonly protocol: Protocol;
}

export interface PortError extends Part {
  readonly reason: string;
}

/**
 * Reads `[HOST:][PUBLISHED:]TARGET[/PROTOCOL]` as compose does (go-connections/nat, ParsePortSpec): the parts are
 * split at colons from the right, IPv6 addresses may stand in brackets.
 */
export function parsePortMapping(text: string): PortMapping | PortError {
  const slash = text.indexOf('/');
  const protocolText = slash < 0 ? 'tcp' : text.slice(slash + 1).toLowerCase();
  const end = slash < 0 ? text.length : slash;
  const protocol = asProtocol(protocolText);
  if (!protocol) {
    return {
      reason: `"${text.slice(slash + 1)}" is no protocol; ports know tcp, udp and sctp`,
      start: slash + 1,
      end: text.length,
    };
  }
  const targetStart = text.lastIndexOf(':', end - 1) + 1;
  const target = parseRange(text, targetStart, end, 'container');
  if ('reason' in target) return target;
  if (targetStart === 0) return { target, protocol };
  const publishedEnd = targetStart - 1;
  const publishedStart = publishedEnd === 0 ? 0 : text.lastIndexOf(':', publishedEnd - 1) + 1;
  const hostEnd = publishedStart - 1;
  const host = hostEnd > 0 ? { start: 0, end: hostEnd } : undefined;
  if (host && !isHostAddress(text.slice(0, hostEnd))) {
    return {
      reason: `"${text.slice(0, hostEnd)}" is no IP address; a port can only be bound to an address of the host`,
      ...host,
    };
  }
  const published =
    publishedStart === publishedEnd ? undefined : parseRange(text, publishedStart, publishedEnd, 'host');
  if (published && 'reason' in published) return published;
  if (published) {
    const hostCount = published.last - published.first;
    const containerCount = target.last - target.first;
    if (hostCount !== containerCount && containerCount > 0) {
      const reason = `The ranges have different lengths: ${hostCount + 1} ports of the host for ${containerCount + 1} of the container`;
      return { reason, start: publishedStart, end };
    }
  }
  return {
    ...(host ? { host } : {}),
    // Port 0 on the host asks the engine for a free one, like no port.
    ...(published && published.last > 0 ? { published } : {}),
    target,
    protocol,
  };
}

export function asProtocol(text: string): Protocol | undefined {
  return text === 'tcp' || text === 'udp' || text === 'sctp' ? text : undefined;
}

function isHostAddress(text: string): boolean {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  return parseAddress(bare.replace(/%.*$/, '')) !== undefined;
}

/** `80` or `80-90` between two places of the text. */
export function parseRange(text: string, start: number, end: number, side: 'host' | 'container'): Range | PortError {
  const part = text.slice(start, end);
  if (part === '') return { reason: 'The port is missing', start, end: Math.max(end, start + 1) };
  const match = /^(\d+)(?:-(\d+))?$/.exec(part);
  if (!match) return { reason: `"${part}" is no port number and no range of two`, start, end };
  const first = Number(match[1]);
  const last = match[2] === undefined ? first : Number(match[2]);
  if (first > 65535 || last > 65535)
    return { reason: `Port ${Math.max(first, last)} does not exist; the highest is 65535`, start, end };
  if (last < first) return { reason: `The range ${part} runs backwards`, start, end };
  if (side === 'container' && first === 0) return { reason: 'A container has no port 0', start, end };
  return { first, last, start, end };
}
