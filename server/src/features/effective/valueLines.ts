import type { Resolver } from '../../compose/resolver.ts';
import type { Text } from '../../model/scalar.ts';
import type { Span } from '../../text/span.ts';
import type { YamlNode, YamlPair } from '../../text/yamlNode.ts';
import { scalarText } from '../../text/yamlScalarText.ts';
import { type TextLine, textLine } from './textLine.ts';

/** A pair as lines: variables replaced where their value is known, aliases and merge keys followed. */
export function pairLines(resolver: Resolver, { key, value }: YamlPair, indent: number): readonly TextLine[] {
  return keyedLines(resolver, key.value, key.contentSpan, value, indent);
}

/** The same for a value that stands under another key than in its file. */
export function keyedLines(
  resolver: Resolver,
  key: string,
  from: Span,
  value: YamlNode | undefined,
  indent: number,
): readonly TextLine[] {
  const name = nameText(key);
  const node = resolver.node(value);
  const text = resolver.text(node);
  if (text) return [textLine(indent, `${name}:${spaced(valueText(text))}`, text.type === 'null' ? from : text.span)];
  const inside = node ? insideLines(resolver, node, indent + 2) : [];
  if (inside.length > 0) return [textLine(indent, `${name}:`, from), ...inside];
  return [textLine(indent, node ? `${name}: ${node.kind === 'sequence' ? '[]' : '{}'}` : `${name}:`, from)];
}

/** The entries of a map or the items of a list. */
function insideLines(resolver: Resolver, node: YamlNode, indent: number): readonly TextLine[] {
  const pairs = resolver.pairs(node);
  if (pairs) return pairs.flatMap((pair) => (isShown(pair) ? pairLines(resolver, pair, indent) : []));
  return (resolver.items(node) ?? []).flatMap((item) => itemLines(resolver, item, indent));
}

const isShown = ({ key }: YamlPair): boolean => !key.value.startsWith('x-');

function itemLines(resolver: Resolver, item: YamlNode, indent: number): readonly TextLine[] {
  const text = resolver.text(item);
  if (text) return [textLine(indent, `-${spaced(valueText(text))}`, text.span)];
  const node = resolver.node(item);
  const [first, ...rest] = node ? insideLines(resolver, node, indent + 2) : [];
  if (first) return [{ ...first, indent, text: `- ${first.text}` }, ...rest];
  return node ? [textLine(indent, node.kind === 'sequence' ? '- []' : '- {}', node.span)] : [];
}

const spaced = (value: string): string => (value === '' ? '' : ` ${value}`);

/** A value as compose takes it: one that a variable hides as it is written. */
export function valueText({ type, known, variables, value, raw }: Text): string {
  if (type === 'null') return '';
  if (type !== 'string' && variables.length === 0) return raw;
  return known ? plainText(value) : scalarText(raw, { flow: false, quote: 'double' });
}

/** A text in which no variable is to be looked for. */
export const plainText = (value: string): string =>
  scalarText(value.replaceAll('$', '$$$$'), { flow: false, quote: 'double' });

/** Compose replaces no variables in keys. */
export const nameText = (key: string): string => scalarText(key, { flow: false, quote: 'double' });
