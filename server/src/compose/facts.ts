import { parseAddress, parseCidr } from '../model/address.ts';
import type { AddressText, CidrText, Option } from '../model/network.ts';
import type { Fact, Text } from '../model/scalar.ts';
import type { Span } from '../text/span.ts';
import type { YamlNode, YamlPair } from '../text/yamlNode.ts';
import { booleanOf } from './booleanWords.ts';
import { type Resolver, sliceText } from './resolver.ts';

/** Small readers for the shapes that come back all over a compose file. */

export function readAddress(text: Text | undefined): AddressText | undefined {
  if (!text) return undefined;
  const address = text.known ? parseAddress(text.value) : undefined;
  return { text, ...(address ? { address } : {}) };
}

export function readCidr(text: Text | undefined): CidrText | undefined {
  if (!text) return undefined;
  const cidr = text.known ? parseCidr(text.value) : undefined;
  return { text, ...(cidr ? { cidr } : {}) };
}

/** The value is undefined where a variable hides it or compose would refuse it. */
export function readBoolean(text: Text | undefined): Fact<boolean | undefined> | undefined {
  if (!text) return undefined;
  return { value: text.known ? booleanOf(text.value) : undefined, text };
}

/** The value is undefined where a variable hides it or it is no number. */
export function readNumber(text: Text | undefined): Fact<number | undefined> | undefined {
  if (!text) return undefined;
  const value = text.known && text.value.trim() !== '' ? Number(text.value) : Number.NaN;
  return { value: Number.isNaN(value) ? undefined : value, text };
}

/** Map form and list form (`- KEY=value`) alike. */
export function readOptions(resolver: Resolver, node: YamlNode | undefined): readonly Option[] {
  const pairs = resolver.pairs(node);
  if (pairs) {
    return pairs.map((pair) => {
      const value = resolver.text(pair.value);
      return { name: pair.key.value, nameSpan: pair.key.contentSpan, ...(value ? { value } : {}), span: pair.span };
    });
  }
  return (resolver.items(node) ?? []).flatMap((item): readonly Option[] => {
    const text = resolver.text(item);
    if (!text) return [];
    const equals = text.value.indexOf('=');
    const name = equals < 0 ? text : sliceText(text, 0, equals);
    const value = equals < 0 ? undefined : sliceText(text, equals + 1);
    return [{ name: name.value, nameSpan: name.span, ...(value ? { value } : {}), span: item.span }];
  });
}

/** The texts of a list, or the one text that stands in its place. */
export function readTexts(resolver: Resolver, node: YamlNode | undefined): readonly Text[] {
  const single = resolver.text(node);
  if (single) return single.type === 'null' ? [] : [single];
  return (resolver.items(node) ?? []).flatMap((item) => resolver.text(item) ?? []);
}

export function keySpans(pairs: readonly YamlPair[]): ReadonlyMap<string, Span> {
  return new Map(pairs.map((pair) => [pair.key.value, pair.key.contentSpan]));
}
