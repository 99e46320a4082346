import type { proposalKind } from '../../completion/proposal.ts';
import type { CniPlace } from '../cniPlace.ts';
import type { CniText } from '../cniText.ts';

/** Something that can be written at the place, as JSON: an entry (`"mtu": 1500`), a value, or a whole configuration. */
export interface CniProposal {
  readonly label: string;
  /** JSON with placeholders of snippets, further lines without the place's own indentation (`\t` is one level). */
  readonly json: string;
  readonly kind: keyof typeof proposalKind;
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** Further proposals are useful as soon as this one is taken. */
  readonly asksForMore?: boolean;
}

/** What providers of proposals look at. */
export interface CniTarget {
  readonly place: CniPlace;
  readonly text: CniText;
  /** All files that are known, `text` among them. */
  readonly texts: readonly CniText[];
}

/** Text that a snippet takes literally. */
export const literal = (text: string): string => text.replace(/[\\$}]/g, '\\$&');
