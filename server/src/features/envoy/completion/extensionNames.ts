import { type Proposal, snippetText } from '../../completion/proposal.ts';
import { extensionSlots, type FittingExtension, fittingExtensions } from '../extensions.ts';
import { configs, extension, extensionRank } from '../snippets/configs.ts';
import { entriesText } from '../snippets/snippetValue.ts';
import { messageWords } from '../words/allWords.ts';
import { type EnvoyTarget, writtenScalar } from './envoyTarget.ts';
import { separator } from './extensionTypes.ts';

/** Extensions by name, with a ready `typed_config`: as a whole item, as the content of a slot, behind `name:`. */
export function extensionNames(target: EnvoyTarget): readonly Proposal[] {
  const { form, place, around, cursor, siblings, after } = target;
  if (form === 'value') {
    if (cursor.path.at(-1) !== 'name') return [];
    const slots = extensionSlots(around.at(-1));
    return slots ? known(slots, target).map((each) => behindName(target, each)) : [];
  }
  if (place.form !== 'single' || cursor.quote || cursor.colon || after === ']' || siblings.length > 0) return [];
  const slots = extensionSlots(place);
  return slots ? known(slots, target).map((each) => asWhole(target, each)) : [];
}

const known = (slots: readonly string[], { snapshot }: EnvoyTarget): readonly FittingExtension[] =>
  fittingExtensions(slots, snapshot.config.version).toSorted((a, b) => extensionRank(a.type) - extensionRank(b.type));

const about = ({ type }: FittingExtension): Pick<Proposal, 'detail' | 'documentation'> => {
  const words = messageWords(type);
  return { detail: type, ...(words === undefined ? {} : { documentation: words }) };
};

function asWhole(target: EnvoyTarget, found: FittingExtension): Proposal {
  const { style, column } = target;
  const text = entriesText(extension(found.name, found.type, configs[found.type]), column, style);
  return {
    label: found.name,
    insert: style.form !== 'block' && target.form === 'item' ? `{${text}\\}` : text,
    snippet: true,
    kind: 'module',
    ...about(found),
  };
}

function behindName(target: EnvoyTarget, found: FittingExtension): Proposal {
  const { style, column, cursor } = target;
  const name = writtenScalar(target, found.name);
  const isAlone = !cursor.siblings.some((key) => key === 'typed_config' || key === 'typedConfig');
  if (!isAlone || cursor.quote) return { label: found.name, insert: name, kind: 'module', ...about(found) };
  const { typed_config: config = {} } = extension(found.name, found.type, configs[found.type]);
  const more = separator(target) + entriesText({ typed_config: config }, column, style);
  return { label: found.name, insert: snippetText(name) + more, snippet: true, kind: 'module', ...about(found) };
}
