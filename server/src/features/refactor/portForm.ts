import type { TextEdit } from '../../text/edit.ts';
import { toRange } from '../../text/span.ts';
import { beginsLine, endsLine, lineEndAt } from '../../text/textLines.ts';
import { columnOf, type YamlFileStyle } from '../../text/yamlFileStyle.ts';
import type { YamlMap, YamlNode, YamlSequence } from '../../text/yamlNode.ts';
import { contentEnd, dashOf, placeOf } from '../../text/yamlPlace.ts';
import { scalarText } from '../../text/yamlScalarText.ts';
import { type LongPort, longPorts, shortPort } from './portText.ts';
import type { Refactoring, RefactorPlace } from './refactoring.ts';

/**
 * The port at the cursor, and all of the service, in the other form.
 *
 *     - "127.0.0.1:8080:80" # shop        - target: 80 # shop
 *                                           published: "8080"
 *                                           host_ip: 127.0.0.1
 */
export function portForm({ snapshot, path, style }: RefactorPlace): readonly Refactoring[] {
  const [section, service, key, index] = path;
  if (section !== 'services' || key !== 'ports') return [];
  const { tree } = snapshot;
  const list = placeOf(tree, path.slice(0, 3))?.value;
  if (list?.kind !== 'sequence' || list.tag) return [];
  const write = { text: tree.text, list, style };
  const found: Refactoring[] = [];
  const offer = (title: string, changes: readonly TextEdit[] | undefined): void => {
    if (changes && changes.length > 0) found.push({ title, kind: 'refactor.rewrite', changes: () => changes });
  };
  const item = typeof index === 'number' ? list.items[index] : undefined;
  if (item && typeof index === 'number') {
    if (item.kind === 'scalar') offer('Write this port in long form', toLong(write, index));
    else offer('Write this port in short form', toShort(write, index));
  }
  const positions = (kind: YamlNode['kind']): readonly number[] =>
    list.items.flatMap((each, position) => (each.kind === kind ? [position] : []));
  const [short, long] = [positions('scalar'), positions('map')];
  if (short.length > 1 || (!item && short.length > 0))
    offer(`Write all ports of \`${service}\` in long form`, together(short.map((each) => toLong(write, each))));
  if (long.length > 1 || (!item && long.length > 0))
    offer(`Write all ports of \`${service}\` in short form`, together(long.map((each) => toShort(write, each))));
  return found;
}

interface Write {
  readonly text: string;
  readonly list: YamlSequence;
  readonly style: YamlFileStyle;
}

/** All or nothing. */
function together(changes: readonly (readonly TextEdit[] | undefined)[]): readonly TextEdit[] | undefined {
  return changes.every((each) => each !== undefined) ? changes.flat() : undefined;
}

function toLong({ text, list, style }: Write, index: number): readonly TextEdit[] | undefined {
  const item = list.items[index];
  const ports = item?.kind === 'scalar' && !item.anchorName && !item.tag ? longPorts(item.value) : undefined;
  if (!item || !ports || meansAnother(list, index)) return undefined;
  const { start, end } = toRange(item.span);
  const entries = ports.map((port) => linesOf(port, list.flow, style));
  if (list.flow) return [{ start, end, newText: entries.map((lines) => `{${lines.join(', ')}}`).join(', ') }];
  const dash = dashOf(text, list, index);
  if (dash === undefined || !endsLine(text, end)) return undefined;
  const [dashIndent, indent] = [dash, start].map((offset) => ' '.repeat(columnOf(text, offset)));
  const gap = text.slice(dash + 1, start);
  const [[first = '', ...rest] = [], ...others] = entries;
  const below = [
    ...rest.map((line) => `${indent}${line}`),
    ...others.flatMap(([key = '', ...keys]) => [
      `${dashIndent}-${gap}${key}`,
      ...keys.map((line) => `${indent}${line}`),
    ]),
  ];
  const lineEnd = lineEndAt(text, end);
  return [
    { start, end, newText: first },
    ...(below.length > 0
      ? [{ start: lineEnd, end: lineEnd, newText: below.map((line) => style.eol + line).join('') }]
      : []),
  ];
}

function linesOf(port: LongPort, flow: boolean, style: YamlFileStyle): readonly string[] {
  const place = { flow, quote: style.quote };
  const { target, published, hostAddress, protocol } = port;
  return [
    `target: ${target}`,
    ...(published === undefined ? [] : [`published: ${scalarText(published, { ...place, always: true })}`]),
    ...(hostAddress === undefined
      ? []
      : [`host_ip: ${scalarText(hostAddress, { ...place, always: hostAddress.includes(':') })}`]),
    ...(protocol === undefined ? [] : [`protocol: ${protocol}`]),
  ];
}

function toShort({ text, list, style }: Write, index: number): readonly TextEdit[] | undefined {
  const item = list.items[index];
  const port = item?.kind === 'map' && !item.anchorName && !item.tag ? shortPort(item) : undefined;
  if (item?.kind !== 'map' || port === undefined || meansAnother(list, index)) return undefined;
  const { start } = toRange(item.span);
  const end = contentEnd(text, item);
  const newText = scalarText(port, { flow: list.flow, quote: style.quote, always: true });
  if (item.flow) return text.slice(start, end).includes('#') ? undefined : [{ start, end, newText }];
  return blockToShort(text, list, item, index, newText, style);
}

/** Comments stay: a single one behind the port, several above it. */
function blockToShort(
  text: string,
  list: YamlSequence,
  item: YamlMap,
  index: number,
  newText: string,
  style: YamlFileStyle,
): readonly TextEdit[] | undefined {
  const { start } = toRange(item.span);
  const end = contentEnd(text, item);
  const dash = dashOf(text, list, index);
  if (dash === undefined || !beginsLine(text, dash) || !endsLine(text, end)) return undefined;
  const lineEnd = lineEndAt(text, end);
  const comments = commentsIn(text, item, lineEnd);
  const [only] = comments;
  if (comments.length < 2) return [{ start, end: lineEnd, newText: newText + (only ? ` ${only}` : '') }];
  const indent = ' '.repeat(columnOf(text, dash));
  const above = comments.map((comment) => `${comment}${style.eol}${indent}`).join('');
  return [
    { start: dash, end: dash, newText: above },
    { start, end: lineEnd, newText },
  ];
}

/** The comments between the entries of a map and behind the last one. */
function commentsIn(text: string, map: YamlMap, until: number): readonly string[] {
  const found: string[] = [];
  for (const [index, { key, value }] of map.pairs.entries()) {
    const next = map.pairs[index + 1];
    const to = next ? toRange(next.key.span).start : until;
    const gap = text.slice(toRange((value ?? key).span).end, to);
    found.push(...[...gap.matchAll(/#[^\r\n]*/g)].map(([comment]) => comment.trimEnd()));
  }
  return found;
}

/** Compose refuses a list with two equal items, which this one would become with another of the same meaning. */
function meansAnother(list: YamlSequence, index: number): boolean {
  const own = meaningOf(list.items[index]);
  return list.items.some((item, position) => position !== index && meaningOf(item) === own);
}

function meaningOf(item: YamlNode | undefined): string | undefined {
  const text = item?.kind === 'map' ? shortPort(item) : item?.kind === 'scalar' ? item.value : undefined;
  return text === undefined ? undefined : JSON.stringify(longPorts(text));
}
