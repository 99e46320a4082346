import type { Command, CompletionItem } from 'vscode-languageserver-types';
import type { Position } from '../text/lineIndex.ts';
import { addresses } from './completion/addresses.ts';
import { aliases } from './completion/aliases.ts';
import { driverOptionKeys } from './completion/driverOptions.ts';
import { hosts } from './completion/hosts.ts';
import { keys } from './completion/keys.ts';
import { networkNames } from './completion/networkNames.ts';
import { ports } from './completion/ports.ts';
import { type Proposal, proposalKind, withoutPlaceholders } from './completion/proposal.ts';
import { withReadableEntry } from './completion/readable.ts';
import { serviceNames } from './completion/serviceNames.ts';
import { type Target, targetsOf } from './completion/target.ts';
import { undefinedNames } from './completion/undefinedNames.ts';
import { values } from './completion/values.ts';
import { cursorAt } from './cursor.ts';
import { offsetPlace } from './lspPlace.ts';
import type { Snapshot } from './snapshot.ts';

export interface CompletionOptions {
  /** Whether the editor knows snippets. */
  readonly snippets: boolean;
  /** What the editor shall run after a proposal whose value is still to be written: to ask for proposals again. */
  readonly askAgain?: Command;
}

/** Characters that open a list of proposals beside letters: behind `key: `, `- `, `[`, `://`, `@`, `host:` and quotes. */
export const completionTriggers: readonly string[] = [' ', ':', '/', '@', '[', '{', ',', '"', "'", '-', '='];

const providers: readonly ((target: Target) => readonly Proposal[])[] = [
  hosts,
  networkNames,
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
  const cursor = cursorAt(snapshot.text, snapshot.lines.offsetAt(position));
  const items: CompletionItem[] = [];
  const seen = new Set<string>();
  for (const target of targetsOf(withReadableEntry(snapshot, cursor), cursor)) {
    for (const provider of providers) {
      for (const proposal of provider(target)) {
        if (seen.has(proposal.label)) continue;
        seen.add(proposal.label);
        items.push(toItem(target, proposal, items.length, options));
      }
    }
  }
  return items;
}

function toItem(target: Target, proposal: Proposal, index: number, options: CompletionOptions): CompletionItem {
  const { snapshot, cursor } = target;
  const { label, insert, kind, detail, documentation, filter, range } = proposal;
  const snippet = proposal.snippet === true && options.snippets;
  const text = proposal.snippet && !snippet ? withoutPlaceholders(insert) : insert;
  const around = range === undefined;
  return {
    label,
    kind: proposalKind[kind],
    sortText: String(index).padStart(4, '0'),
    filterText: filter ?? label,
    textEdit: {
      range: offsetPlace(snapshot, range ?? cursor.word),
      newText: around ? target.before + text + target.after : text,
    },
    insertTextFormat: snippet ? 2 : 1,
    // Lines are indented already.
    insertTextMode: 1,
    ...(detail ? { detail } : {}),
    ...(documentation ? { documentation: { kind: 'markdown', value: documentation } } : {}),
    ...(proposal.asksForMore && options.askAgain ? { command: options.askAgain } : {}),
  };
}
