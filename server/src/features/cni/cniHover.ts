import type { Hover } from 'vscode-languageserver-types';
import { cidrOf } from '../../cni/values.ts';
import { formatAddress } from '../../model/address.ts';
import type { CniConfig } from '../../model/cniConfig.ts';
import type { Position } from '../../text/lineIndex.ts';
import { offsetPlace } from '../lspPlace.ts';
import { code, plain, roughly } from '../markdown.ts';
import { addressCount } from './addressCount.ts';
import { chainFits, chainText, unfit } from './chainOrder.ts';
import { keyNamed, pathText, pluginOfPath } from './cniKeys.ts';
import { type CniPlace, cniPlaceAt } from './cniPlace.ts';
import type { CniText } from './cniText.ts';
import { usesOf } from './cniUses.ts';
import { folderWords } from './folderWords.ts';
import { keyWords } from './keyWords.ts';
import { pluginWords } from './pluginWords.ts';
import { valueWords } from './valueWords.ts';

/** What is under the cursor, in words: a key, a plugin and its place in the chain, a value, a bridge's users. */
export function cniHover(text: CniText, position: Position, texts: readonly CniText[] = [text]): Hover | undefined {
  const place = cniPlaceAt(text, text.lines.offsetAt(position));
  if (!place || place.content === '') return undefined;
  const value = place.part === 'key' ? keyText(place) : valueText(place, texts, text.folder);
  if (value === undefined) return undefined;
  return { contents: { kind: 'markdown', value }, range: offsetPlace(text, place.word) };
}

function keyText({ config, path, pair }: CniPlace): string | undefined {
  const key = pair && keyNamed(config, path, pair.key.value);
  return key && keyWords(key);
}

function valueText(
  place: CniPlace,
  texts: readonly CniText[],
  folder: readonly CniConfig[] | undefined,
): string | undefined {
  const { config, path, node } = place;
  const name = path.at(-1);
  if (typeof name !== 'string' || !node) return undefined;
  const found = pluginOfPath(config, path);
  const inside = found ? pathText(found.inside) : '';
  const content = node.kind === 'string' ? node.value : String('value' in node ? node.value : place.content);
  if (found && inside === 'type') return pluginWords(content, chainNote(place, content));
  if (inside === 'ipam.type') return pluginWords(content);
  if (path.length === 1 && name === 'name') return networkText(place, content, folder);
  const key = keyNamed(config, path.slice(0, -1), name);
  if (!key) return undefined;
  const own = valueWords(key.name, content, key.of);
  const shared = interfaceText(place, texts);
  const addresses = found && key.name === 'subnet' ? subnetText(place) : undefined;
  const first = shared ?? addresses ?? (own === '' ? undefined : `**${code(content)}** — ${own}`);
  return first === undefined ? keyWords(key) : `${first}\n\n---\n\n${keyWords(key)}`;
}

/** Where it stands in this chain, and whether it can. */
function chainNote({ config, path }: CniPlace, type: string): string {
  if (config.form !== 'list' || typeof path[1] !== 'number') return '';
  const index = path[1];
  const fit = chainFits(config, index).find((each) => each.type === type);
  const place = `Number ${index + 1} of the chain ${code(chainText(config))}.`;
  return fit ? `${place} ${fit.rank >= unfit ? '**Not here.** ' : ''}${plain(fit.reason)}` : place;
}

function networkText({ config }: CniPlace, name: string, folder: readonly CniConfig[] | undefined): string {
  const order = folderWords(config, folder);
  const chain = config.plugins.length > 0 ? `Chain: ${code(chainText(config))}.` : '';
  const version = config.version.known
    ? `cniVersion ${config.version.value}${config.version.pair ? '' : ' (none is given)'}.`
    : '';
  return [
    `**${code(name)}** — a CNI network`,
    [chain, version].filter(Boolean).join(' '),
    order === undefined ? '' : `${plain(order)}.`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function interfaceText(place: CniPlace, texts: readonly CniText[]): string | undefined {
  const found = pluginOfPath(place.config, place.path);
  const own = place.config.interfaces.find(
    (each) => each.span && each.plugin === found?.plugin && toStart(place, each.span),
  );
  if (!own) return undefined;
  const uses = usesOf(texts, own).map(({ config }) => config.name?.value ?? 'a network without a name');
  const what = own.kind === 'bridge' ? 'a bridge of the host' : 'an interface of the host';
  const together =
    uses.length > 1
      ? `\n\nUsed by ${[...new Set(uses)].map(code).join(', ')}: ${own.kind === 'bridge' ? 'their containers are in one segment.' : 'their containers share it.'}`
      : '';
  return `**${code(own.name)}** — ${what}${together}`;
}

const toStart = ({ node }: CniPlace, span: { readonly start: number }): boolean =>
  node?.kind === 'string' && node.contentSpan.start === span.start;

function subnetText({ pair, around, config, path }: CniPlace): string | undefined {
  const cidr = cidrOf(pair);
  const ranges = pluginOfPath(config, path)?.plugin.ipam?.sets.flatMap((set) => set.ranges) ?? [];
  const range = ranges.find(({ object }) => object === around);
  if (!cidr || !range) return undefined;
  const found = addressCount(range);
  const { family } = cidr;
  const last = family === 4 ? cidr.last - 1n : cidr.last;
  const whole = `${code(`${formatAddress({ family, value: cidr.first })}/${cidr.prefix}`)} holds ${code(formatAddress({ family, value: cidr.first + 1n }))} to ${code(formatAddress({ family, value: last }))}.`;
  const given = found
    ? ` host-local gives out ${roughly(found.count)} of them: ${code(formatAddress({ family, value: found.first }))} to ${code(formatAddress({ family, value: found.last }))}, without the gateway.`
    : '';
  return whole + given;
}
