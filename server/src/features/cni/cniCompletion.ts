import type { CompletionItem, TextEdit } from 'vscode-languageserver-types';
import type { CniConfig } from '../../model/cniConfig.ts';
import type { Position } from '../../text/lineIndex.ts';
import { toRange } from '../../text/span.ts';
import { proposalKind, withoutPlaceholders } from '../completion/proposal.ts';
import type { CompletionOptions } from '../completion.ts';
import { offsetPlace } from '../lspPlace.ts';
import { type CniPlace, cniPlaceAt } from './cniPlace.ts';
import { type CniText, quoteOf } from './cniText.ts';
import { addressProposals } from './completion/addresses.ts';
import type { CniProposal, CniTarget } from './completion/cniProposal.ts';
import { interfaceNameProposals } from './completion/interfaceNames.ts';
import { keyProposals } from './completion/keys.ts';
import { pluginTypeProposals } from './completion/pluginTypes.ts';
import { snippetProposals } from './completion/snippets.ts';
import { valueProposals } from './completion/values.ts';

const providers: readonly ((target: CniTarget) => readonly CniProposal[])[] = [
  snippetProposals,
  pluginTypeProposals,
  addressProposals,
  interfaceNameProposals,
  valueProposals,
  keyProposals,
];

/**
 * What can be written at the position, in half-typed and broken text too: keys with their values, types of plugins in
 * the order in which they fit, values, free subnets, whole networks. What is taken is written as the text around wants
 * it: with its quotes, the commas that are missing, the file's indentation, and escaped inside of strings of YAML.
 */
export function cniCompletions(
  text: CniText,
  position: Position,
  options: CompletionOptions = { snippets: true },
  texts: readonly CniText[] = [text],
): CompletionItem[] {
  const place = cniPlaceAt(text, text.lines.offsetAt(position));
  if (!place) return [];
  const target = { place, text, texts };
  const found = new Map<string, CniProposal>();
  for (const provider of providers)
    for (const proposal of provider(target)) if (!found.has(proposal.label)) found.set(proposal.label, proposal);
  return [...found.values()].map((proposal, index) => toItem(target, proposal, index, options));
}

function toItem(
  { place, text }: CniTarget,
  proposal: CniProposal,
  index: number,
  { snippets, askAgain }: CompletionOptions,
): CompletionItem {
  const { label, json, kind, detail, documentation, asksForMore } = proposal;
  const { replaced, value, comma } = around(text, place, json);
  const isSnippet = snippets && /(?<!\\)\$/.test(value);
  const plain = isSnippet ? value : withoutPlaceholders(value);
  const newText = written(place.config, indented(text, place, plain), isSnippet) + comma;
  const missing = place.part === 'key' ? commaBefore(text, place) : undefined;
  const quote = quoteOf(place.config);
  return {
    label,
    kind: proposalKind[kind],
    sortText: String(index).padStart(4, '0'),
    filterText: place.quoted ? quote + label + quote : label,
    textEdit: { range: offsetPlace(text, replaced), newText },
    insertTextFormat: isSnippet ? 2 : 1,
    // Lines are indented already.
    insertTextMode: 1,
    ...(detail ? { detail } : {}),
    ...(documentation ? { documentation: { kind: 'markdown', value: documentation } } : {}),
    ...(missing ? { additionalTextEdits: [missing] } : {}),
    ...(asksForMore && askAgain ? { command: askAgain } : {}),
  };
}

/** The text that is replaced, what of the proposal is still missing, and the comma behind it. */
function around(
  { text }: CniText,
  { word, part, config }: CniPlace,
  json: string,
): { readonly replaced: CniPlace['word']; readonly value: string; readonly comma: string } {
  const rest = text.slice(word.end, word.end + longestGap);
  // The key has its value: only the name is written.
  if (part === 'key' && /^\s*:/.test(rest))
    return { replaced: word, value: json.slice(0, json.indexOf('": ') + 1), comma: '' };
  const isLast = !/^\s*(?:\\?"|[{[\w-])/.test(rest) || toRange(config.span).end <= word.end;
  return { replaced: word, value: json, comma: isLast ? '' : ',' };
}

const longestGap = 400;

/** A comma behind the entry before, where it lacks one. */
function commaBefore({ text, lines }: CniText, { word, around: object }: CniPlace): TextEdit | undefined {
  if (object?.kind !== 'object') return undefined;
  const before = object.pairs.findLast(({ value, span }) => value && toRange(span).end <= word.start);
  if (!before?.value) return undefined;
  const { end } = toRange(before.span);
  const place = text.startsWith('"', end) && text.charAt(end - 1) === '\\' ? end + 1 : end;
  if (!/^\s*$/.test(text.slice(place, word.start))) return undefined;
  const position = lines.positionAt(place);
  return { range: { start: position, end: position }, newText: ',' };
}

/** Further lines stand as deep as the line of the cursor, and a level deeper for each tab. */
function indented({ text, lines }: CniText, { word }: CniPlace, value: string): string {
  const start = lines.lineStart(lines.positionAt(word.start).line);
  const own = /^[ \t]*/.exec(text.slice(start, word.start))?.[0] ?? '';
  const unit = own.includes('\t') ? '\t' : '  ';
  return value.replace(/\n(\t*)/g, (_, tabs: string) => `\n${own}${unit.repeat(tabs.length)}`);
}

/** JSON as the string of YAML around it wants it. In a snippet a backslash has to be written twice. */
function written({ quotes }: CniConfig, json: string, isSnippet: boolean): string {
  if (quotes === 'single') return json.replaceAll("'", "''");
  if (quotes !== 'double') return json;
  return json.replace(/\n\s*/g, ' ').replaceAll('"', isSnippet ? '\\\\"' : '\\"');
}
