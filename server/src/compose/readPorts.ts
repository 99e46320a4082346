import type { Text } from '../model/scalar.ts';
import { partOf } from '../model/scalar.ts';
import type { ExposedPort, PortRange, PublishedPort } from '../model/service.ts';
import type { YamlNode, YamlPair } from '../text/yamlNode.ts';
import { readAddress } from './facts.ts';
import { asProtocol, parsePortMapping, parseRange } from './portSyntax.ts';
import { pairNamed, type Resolver, sliceText } from './resolver.ts';

/** The items of `ports`; what compose would refuse is left out and becomes a problem. */
export function readPorts(resolver: Resolver, node: YamlNode | undefined): readonly PublishedPort[] {
  return (resolver.items(node) ?? []).flatMap((item, index) => {
    const pairs = resolver.pairs(item);
    const port = pairs ? readLongPort(resolver, item, index, pairs) : readShortPort(resolver, item, index);
    return port ? [port] : [];
  });
}

function readShortPort(resolver: Resolver, item: YamlNode, index: number): PublishedPort | undefined {
  const text = resolver.text(item);
  if (!text || text.type === 'null') return undefined;
  // With a hidden variable only what follows the last colon can be trusted.
  const readable = text.known ? text.value : hiddenAsNothing(text);
  const mapping = parsePortMapping(readable);
  if ('reason' in mapping) {
    if (text.known)
      resolver.problems.push({
        kind: 'bad-port',
        reason: mapping.reason,
        span: partOf(text, mapping.start, mapping.end),
      });
    return undefined;
  }
  const range = (part: { first: number; last: number; start: number; end: number }): PortRange => ({
    first: part.first,
    last: part.last,
    span: text.known ? partOf(text, part.start, part.end) : text.span,
  });
  const hostAddress = mapping.host
    ? readAddress(withoutBrackets(sliceText(text, mapping.host.start, mapping.host.end)))
    : undefined;
  return {
    form: 'short',
    index,
    span: item.span,
    text,
    ...(hostAddress ? { hostAddress } : {}),
    ...(mapping.published ? { published: range(mapping.published) } : {}),
    target: range(mapping.target),
    protocol: mapping.protocol,
    known: text.known,
  };
}

const hiddenAsNothing = (text: Text): string => text.value.replace(/^.*:(?=[^:]+$)/, '');

const withoutBrackets = (text: Text): Text =>
  text.value.startsWith('[') && text.value.endsWith(']') ? sliceText(text, 1, text.value.length - 1) : text;

function readLongPort(
  resolver: Resolver,
  item: YamlNode,
  index: number,
  pairs: readonly YamlPair[],
): PublishedPort | undefined {
  const text = (key: string) => resolver.text(pairNamed(pairs, key)?.value);
  const range = (part: Text | undefined, side: 'host' | 'container'): PortRange | undefined => {
    if (!part?.known || part.value === '') return undefined;
    const parsed = parseRange(part.value, 0, part.value.length, side);
    if ('reason' in parsed) {
      resolver.problems.push({ kind: 'bad-port', reason: parsed.reason, span: partOf(part, parsed.start, parsed.end) });
      return undefined;
    }
    return { first: parsed.first, last: parsed.last, span: part.span };
  };
  const targetText = text('target');
  const target = range(targetText, 'container');
  if (!targetText) {
    resolver.problems.push({
      kind: 'bad-port',
      reason: 'The port of the container is missing: a port in long form needs a target',
      span: item.span,
    });
  }
  if (!target) return undefined;
  const publishedText = text('published');
  const published = range(publishedText, 'host');
  const protocolText = text('protocol');
  const protocol = protocolText?.known ? asProtocol(protocolText.value.toLowerCase()) : 'tcp';
  if (protocolText && !protocol) {
    const reason = `"${protocolText.value}" is no protocol; ports know tcp, udp and sctp`;
    resolver.problems.push({ kind: 'bad-port', reason, span: protocolText.span });
  }
  const hostAddress = readAddress(text('host_ip'));
  const mode = text('mode');
  return {
    form: 'long',
    index,
    span: item.span,
    ...(hostAddress && hostAddress.text.value !== '' ? { hostAddress } : {}),
    ...(published && published.last > 0 ? { published } : {}),
    target,
    protocol: protocol ?? 'tcp',
    ...(mode ? { mode } : {}),
    known: [targetText, publishedText, protocolText, hostAddress?.text].every((part) => part?.known ?? true),
  };
}

/** The items of `expose`: a port or a range, with a protocol if it is not tcp. */
export function readExposed(resolver: Resolver, node: YamlNode | undefined): readonly ExposedPort[] {
  return (resolver.items(node) ?? []).flatMap((item) => {
    const text = resolver.text(item);
    const match = text?.known ? /^(\d+)(?:-(\d+))?(?:\/(tcp|udp|sctp))?$/.exec(text.value) : null;
    if (!text || !match) return [];
    const first = Number(match[1]);
    return [
      { first, last: Number(match[2] ?? first), protocol: asProtocol(match[3] ?? 'tcp') ?? 'tcp', span: text.span },
    ];
  });
}
