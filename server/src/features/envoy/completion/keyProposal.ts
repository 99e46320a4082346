import type { Proposal } from '../../completion/proposal.ts';
import type { EnvoyTarget } from './envoyTarget.ts';

interface KeyParts extends Pick<Proposal, 'label' | 'kind' | 'detail' | 'documentation' | 'filter'> {
  /** With its quotes, as the text of a snippet. */
  readonly key: string;
  /** What follows the colon, a blank or line break first. */
  readonly value: { readonly text: string; readonly open: boolean };
}

/** A key with the beginning of its value: alone where its colon stands there, with the closing quote where one is open. */
export function keyProposal(target: EnvoyTarget, { key, value, ...rest }: KeyParts): Proposal {
  const { cursor, snapshot } = target;
  const { quote, word } = cursor;
  const bare = key.replace(/^(["'])(.*)\1$/, '$2');
  if (cursor.colon) return { ...rest, insert: quote ? bare : key };
  if (!quote) {
    const entry = `${key}:${value.text}`;
    // An entry alone is an item of a list only in a block.
    const isBare = target.form === 'item' && target.style.form !== 'block';
    return { ...rest, insert: isBare ? `{${entry}\\}` : entry, snippet: true, asksForMore: value.open };
  }
  // Editors close quotes by themselves; what follows the key has to come behind that one.
  const closed = snapshot.text[word.end] === quote;
  return {
    ...rest,
    insert: `${bare}${quote}:${value.text}`,
    snippet: true,
    range: { start: word.start, end: word.end + (closed ? 1 : 0) },
    asksForMore: value.open,
  };
}
