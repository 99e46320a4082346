import type { CompletionItem } from 'vscode-languageserver-types';
import type { Position } from '../../text/lineIndex.ts';
import type { Cursor } from '../cursor.ts';
import { offsetPlace } from '../lspPlace.ts';
import type { FileText } from '../snapshot.ts';
import { type Proposal, proposalKind, withoutPlaceholders } from './proposal.ts';

/** Where a proposal is written, and what has to stand around it. */
export interface ItemTarget {
  readonly snapshot: Pick<FileText, 'lines'>;
  readonly cursor: Pick<Cursor, 'word'>;
  readonly before: string;
  readonly after: string;
}

/** Where an item without description was proposed. */
export interface ItemPlace {
  readonly uri: string;
  readonly position: Position;
}

export interface ItemOptions {
  /** Whether the editor knows snippets. */
  readonly snippets: boolean;
  /** What the editor shall run after a proposal whose value is still to be written. */
  readonly askAgain?: CompletionItem['command'];
}

/** What stands beside a proposal and what is told about it. */
export function description(proposal: Proposal): Pick<CompletionItem, 'detail' | 'documentation'> {
  const { detail, documentation } = proposal.about?.() ?? proposal;
  return {
    ...(detail ? { detail } : {}),
    ...(documentation ? { documentation: { kind: 'markdown', value: documentation } } : {}),
  };
}

/** A proposal as the protocol writes it; `place`: where its description is to be asked for later. */
export function toItem(
  target: ItemTarget,
  proposal: Proposal,
  index: number,
  options: ItemOptions,
  place?: ItemPlace,
): CompletionItem {
  const { snapshot, cursor } = target;
  const { label, insert, kind, filter, range } = proposal;
  const snippet = proposal.snippet === true && options.snippets;
  const text = proposal.snippet && !snippet ? withoutPlaceholders(insert) : insert;
  const around = range === undefined;
  return {
    label,
    kind: proposalKind[kind],
    sortText: String(index).padStart(4, '0'),
    ...(filter === undefined ? {} : { filterText: filter }),
    textEdit: {
      range: offsetPlace(snapshot, range ?? cursor.word),
      newText: around ? target.before + text + target.after : text,
    },
    insertTextFormat: snippet ? 2 : 1,
    // Lines are indented already.
    insertTextMode: 1,
    ...(place && proposal.about ? { data: place } : description(proposal)),
    ...(proposal.asksForMore && options.askAgain ? { command: options.askAgain } : {}),
  };
}
