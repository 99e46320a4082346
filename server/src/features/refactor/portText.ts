import { parsePortMapping } from '../../compose/portSyntax.ts';
import type { YamlMap } from '../../text/yamlNode.ts';

/** The parts of one port in long form, as they are written. */
export interface LongPort {
  readonly target: string;
  /** A port or a range of the host. */
  readonly published?: string;
  readonly hostAddress?: string;
  /** Absent: tcp. */
  readonly protocol?: string;
}

// A range of the container's ports becomes one entry a port; nobody wants more of them.
const mostPorts = 32;

/**
 * The entries in long form that mean what the short form means: one for every port of the container. Undefined where
 * compose refuses the text or a variable hides a part of it.
 */
export function longPorts(text: string): readonly LongPort[] | undefined {
  if (text.includes('$')) return undefined;
  const mapping = parsePortMapping(text);
  if ('reason' in mapping) return undefined;
  const { host, target, protocol } = mapping;
  // Port 0 of the host, which lets the engine choose, is no part of the mapping but has to stay.
  const before = text.slice(host ? host.end + 1 : 0, Math.max(0, target.start - 1));
  const published = before === '' ? undefined : rangeOf(before);
  const count = target.last - target.first + 1;
  if (count > mostPorts || (before !== '' && !published)) return undefined;
  const shared = {
    ...(host ? { hostAddress: text.slice(host.start, host.end).replace(/^\[(.*)\]$/, '$1') } : {}),
    ...(protocol === 'tcp' ? {} : { protocol }),
  };
  return Array.from({ length: count }, (_, index) => ({
    target: String(target.first + index),
    ...(published
      ? { published: count > 1 ? String(published.first + index) : rangeText(published.first, published.last) }
      : {}),
    ...shared,
  }));
}

/** The short form that means what the entry says; undefined where the short form cannot say it, or a variable hides a part. */
export function shortPort(entry: YamlMap): string | undefined {
  const parts = new Map<string, string>();
  for (const { key, value } of entry.pairs) {
    if (value?.kind !== 'scalar' || value.tag || value.anchorName || value.value.includes('$')) return undefined;
    if (parts.has(key.value)) return undefined;
    parts.set(key.value, value.value);
  }
  const target = parts.get('target') ?? '';
  const published = parts.get('published') ?? '';
  const address = parts.get('host_ip');
  const protocol = parts.get('protocol') ?? 'tcp';
  const sayable = [...parts.keys()].every((key) =>
    ['target', 'published', 'host_ip', 'protocol', 'mode'].includes(key),
  );
  if (!sayable || !/^\d+$/.test(target) || !/^(?:\d+(?:-\d+)?)?$/.test(published)) return undefined;
  if ((parts.get('mode') ?? 'ingress') !== 'ingress' || !/^(?:tcp|udp|sctp)$/.test(protocol) || address === '')
    return undefined;
  const host = address?.includes(':') ? `[${address}]` : address;
  const ports = published === '' && host === undefined ? target : `${published}:${target}`;
  const text = (host === undefined ? '' : `${host}:`) + ports + (protocol === 'tcp' ? '' : `/${protocol}`);
  return 'reason' in parsePortMapping(text) ? undefined : text;
}

function rangeOf(text: string): { readonly first: number; readonly last: number } | undefined {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  return match ? { first: Number(match[1]), last: Number(match[2] ?? match[1]) } : undefined;
}

const rangeText = (first: number, last: number): string => (first === last ? String(first) : `${first}-${last}`);
