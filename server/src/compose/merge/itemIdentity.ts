import type { YamlNode } from '../../text/yamlNode.ts';
import { pairNamed, type Resolver } from '../resolver.ts';
import type { ItemIdentity } from './mergeRules.ts';

/**
 * What a list item is about: two items with the same answer are one thing, and compose keeps the later (compose-go,
 * EnforceUnicity). Undefined where that cannot be told; the item is then unlike any other.
 */
export function identityOf(resolver: Resolver, item: YamlNode, kind: ItemIdentity): string | undefined {
  const text = resolver.text(item);
  if (text) {
    if (!text.known) return undefined;
    if (kind === 'port') return shortPort(text.value);
    if (kind === 'mount') return mountTarget(text.value);
    if (kind === 'device') return text.value.split(':')[1] ?? text.value;
    return text.value.split('=')[0];
  }
  const pairs = resolver.pairs(item);
  const value = (key: string): string | undefined => resolver.text(pairNamed(pairs, key)?.value)?.value;
  if (kind === 'port') {
    const published = value('published');
    const target = value('target');
    return target === undefined ? undefined : portKey(value('host_ip'), published, target, value('protocol'));
  }
  return value('target') ?? value('source') ?? value('path');
}

function portKey(host: string | undefined, published: string | undefined, target: string, protocol = 'tcp'): string {
  return `${host ?? ''}:${published ?? ''}:${target}/${protocol}`;
}

/** `[HOST:][PUBLISHED:]TARGET[/PROTOCOL]`; a range stays what it is. */
function shortPort(text: string): string {
  const [mapping = '', protocol] = text.split('/');
  const parts = /^(?:(.*):)?([^:]*):([^:]*)$/.exec(mapping);
  return parts
    ? portKey(parts[1], parts[2], parts[3] ?? '', protocol)
    : portKey(undefined, undefined, mapping, protocol);
}

/** `SOURCE:TARGET[:MODE]` or `TARGET` alone. */
function mountTarget(text: string): string {
  // A colon after a single letter at the start is a Windows drive.
  const colon = text.indexOf(':', /^[A-Za-z]:[\\/]/.test(text) ? 2 : 0);
  return colon < 0 ? text : text.slice(colon + 1).replace(/:[a-zA-Z,]+$/, '');
}
