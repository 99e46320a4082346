import type { Proposal } from '../../completion/proposal.ts';
import { messageSnippets } from '../snippets/items.ts';
import { entriesText } from '../snippets/snippetValue.ts';
import type { EnvoyTarget } from './envoyTarget.ts';

/** Whole listeners, clusters, routes and so on, where one is expected and nothing of it stands there yet. */
export function messages(target: EnvoyTarget): readonly Proposal[] {
  const { place, form, style, column, siblings, cursor, after } = target;
  if (form === 'value' || place.form !== 'single' || !place.message || siblings.length > 0) return [];
  if (cursor.quote || cursor.colon || after === ']') return [];
  return (messageSnippets[place.message.type] ?? []).map(({ label, about, value }) => {
    const text = entriesText(value, column, style);
    return {
      label,
      insert: style.form !== 'block' && form === 'item' ? `{${text}\\}` : text,
      snippet: true,
      kind: 'module',
      detail: about,
      filter: `${label} ${Object.keys(value)[0] ?? ''}`,
    };
  });
}
