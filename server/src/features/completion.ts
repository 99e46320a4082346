import type { Command, CompletionItem } from 'vscode-languageserver-types';
import type { Position } from '../text/lineIndex.ts';
import { addresses } from './completion/addresses.ts';
import { aliases } from './completion/aliases.ts';
import { description, type ItemPlace, toItem } from './completion/completionItem.ts';
import { driverOptionKeys } from './completion/driverOptions.ts';
import { externalNames } from './completion/externalNames.ts';
import { filePaths } from './completion/filePaths.ts';
import { hosts } from './completion/hosts.ts';
import { keys } from './completion/keys.ts';
import { networkNames } from './completion/networkNames.ts';
import { ports } from './completion/ports.ts';
import type { Proposal } from './completion/proposal.ts';
import { withReadableEntry } from './completion/readable.ts';
import { serviceNames } from './completion/serviceNames.ts';
import { statements } from './completion/statements.ts';
import { type Target, targetsOf } from './completion/target.ts';
import { undefinedNames } from './completion/undefinedNames.ts';
import { values } from './completion/values.ts';
import { cursorAt } from './cursor.ts';
import type { Snapshot } from './snapshot.ts';

export interface CompletionOptions {
  /** Whether the editor knows snippets. */
  readonly snippets: boolean;
  /** What the editor shall run after a proposal whose value is still to be written: to ask for proposals again. */
  readonly askAgain?: Command;
}

/** Characters that open a list of proposals beside letters: behind `key: `, `- `, `[`, `://`, `@`, `host:`, `%` and quotes. */
export const completionTriggers: readonly string[] = [' ', ':', '/', '@', '[', '{', ',', '"', "'", '-', '=', '%'];

const providers: readonly ((target: Target) => readonly Proposal[])[] = [
  statements,
  hosts,
  networkNames,
  externalNames,
  filePaths,
  serviceNames,
  undefinedNames,
  addresses,
  aliases,
  ports,
  values,
  driverOptionKeys,
  keys,
];

/**
 * What can be written at the position. Works in half-typed and broken text; every proposal replaces exactly the word
 * under the cursor (in a URL the host), and lines that it adds are indented as they have to be.
 */
export function completions(
  snapshot: Snapshot,
  position: Position,
  options: CompletionOptions = { snippets: true },
): CompletionItem[] {
  const found = proposalsAt(snapshot, position);
  const place = found.length > describedAtOnce ? { uri: snapshot.uri, position } : undefined;
  return found.map(({ target, proposal }, index) => toItem(target, proposal, index, options, place));
}

// A longer list is sent without what each proposal is about: an editor asks for that of the selected one.
const describedAtOnce = 50;

/** The file that an item of a long list belongs to; undefined for items that are complete. */
export function uriOfItem({ data }: CompletionItem): string | undefined {
  return isItemPlace(data) ? data.uri : undefined;
}

/** Gives an item of a long list its description. */
export function resolveCompletion(snapshot: Snapshot, item: CompletionItem): CompletionItem {
  const place: unknown = item.data;
  if (!isItemPlace(place)) return item;
  const found = proposalsAt(snapshot, place.position).find(({ proposal }) => proposal.label === item.label);
  return found ? { ...item, ...description(found.proposal) } : item;
}

const isItemPlace = (data: unknown): data is ItemPlace =>
  typeof data === 'object' && data !== null && 'uri' in data && typeof data.uri === 'string' && 'position' in data;

function proposalsAt(snapshot: Snapshot, position: Position): readonly { target: Target; proposal: Proposal }[] {
  const cursor = cursorAt(snapshot.text, snapshot.lines.offsetAt(position));
  const found = new Map<string, { target: Target; proposal: Proposal }>();
  for (const target of targetsOf(withReadableEntry(snapshot, cursor), cursor)) {
    for (const provider of providers) {
      for (const proposal of provider(target))
        if (!found.has(proposal.label)) found.set(proposal.label, { target, proposal });
    }
  }
  return [...found.values()];
}
