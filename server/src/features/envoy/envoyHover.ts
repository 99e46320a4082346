import type { Hover } from 'vscode-languageserver-types';
import { baseName as nameOfFile } from '../../compose/fileUri.ts';
import { categoriesOf } from '../../envoy/registry.ts';
import { enumSchema, messageSchema } from '../../envoy/schema.ts';
import { typeOfUrl, unknownTypeReason } from '../../envoy/typeUrl.ts';
import type { Position } from '../../text/lineIndex.ts';
import { toRange } from '../../text/span.ts';
import { offsetPlace } from '../lspPlace.ts';
import { code } from '../markdown.ts';
import { enumValueLink } from './docLink.ts';
import { anyType, type EnvoyCursor, type EnvoyPlace, envoyCursorAt } from './envoyPlace.ts';
import type { EnvoyText } from './envoyText.ts';
import { extensionSlots, typeOfExtension } from './extensions.ts';
import { fieldText, messageText } from './fieldText.ts';
import { symbolHeading, symbolText } from './symbolText.ts';
import { enumValueWords } from './words/allWords.ts';

/** What is under the cursor of an Envoy file, in words; undefined where there is nothing to say. */
export function envoyHover(file: EnvoyText, position: Position): Hover | undefined {
  const offset = file.lines.offsetAt(position);
  const found = envoyCursorAt(file.text, file.config.kind, offset);
  const { word, part } = found.cursor;
  if (part === 'none' || word.start === word.end) return undefined;
  const value = nameText(file, offset) ?? (part === 'key' ? keyText(file, found) : valueText(file, found));
  if (value === undefined) return undefined;
  return { contents: { kind: 'markdown', value }, range: offsetPlace(file, word) };
}

/** What a name stands for, where it is given and where it is used. */
function nameText({ config, files }: EnvoyText, offset: number): string | undefined {
  const isAt = (span: Parameters<typeof toRange>[0]): boolean => {
    const { start, end } = toRange(span);
    return offset >= start && offset <= end;
  };
  const declared = config.symbols.find(({ selectionSpan }) => isAt(selectionSpan));
  if (declared) return symbolText(files.configs, config, declared);
  const used = config.references.find(({ span }) => isAt(span));
  if (!used) return undefined;
  for (const each of files.configs) {
    const symbol = each.symbols.find(({ kind, name }) => kind === used.kind && name === used.name);
    if (!symbol) continue;
    const where = each.uri === config.uri ? '' : `\n- **Defined in** ${code(nameOfFile(each.uri))}`;
    return symbolText(files.configs, each, symbol) + where;
  }
  const where = files.configs.length > 1 ? 'the files of this proxy' : 'this file';
  return `### ${symbolHeading(used.kind)} ${code(used.name)}\n\nNot defined in ${where}.`;
}

function keyText({ text, config }: EnvoyText, { cursor, place }: EnvoyCursor): string | undefined {
  const key = text.slice(cursor.word.start, cursor.word.end);
  if (!place || place.form === 'map') return undefined;
  if (place.type === anyType && key === '@type') return typeText(place.message?.type, place, config.version);
  const field = place.message?.spellings.get(key);
  return place.message && field && fieldText(place.message, field, config.version);
}

function valueText({ text, config }: EnvoyText, { cursor, places, place }: EnvoyCursor): string | undefined {
  if (!place) return undefined;
  const value = text.slice(cursor.word.start, cursor.word.end);
  if (cursor.path.at(-1) === 'name') {
    const slots = extensionSlots(places.at(-2));
    const type = slots && typeOfExtension(slots, value, config.version);
    if (type !== undefined) return typeText(type, { ...place, slots: slots ?? [] }, config.version);
  }
  if (place.isTypeUrl) return typeText(typeOfUrl(value), place, config.version);
  const { owner, field } = place;
  const about = owner && field && fieldText(owner, field, config.version);
  if (!place.type.startsWith('@')) return about;
  const schema = enumSchema(place.type);
  const name = schema && [...schema.values.keys()].find((each) => each.toLowerCase() === value.toLowerCase());
  if (name === undefined) return about;
  const words = enumValueWords(place.type, name);
  const link = enumValueLink(place.type, name);
  return [
    `${code(name)}${words ? `: ${words}` : ''}${schema?.deprecated.includes(name) ? ' **Deprecated.**' : ''}`,
    ...(link ? [`[${code(name)} in Envoy’s documentation](${link})`] : []),
    ...(about ? ['---', about] : []),
  ].join('\n\n');
}

/** What an `@type` names, and whether it fits. */
function typeText(type: string | undefined, { slots }: EnvoyPlace, version: number): string | undefined {
  const schema = type === undefined ? undefined : messageSchema(type);
  if (type === undefined || !schema) return undefined;
  const own = categoriesOf(type);
  const fits = !slots || own.length === 0 || own.some((each) => slots.includes(each));
  const reason = unknownTypeReason(type, version);
  return [
    messageText(schema, own),
    ...(fits ? [] : [`It does not fit here: this is the place of ${slots.map(code).join(', ')}.`]),
    ...(reason?.kind === 'later' ? [`Envoy 1.${version} does not know it.`] : []),
  ].join('\n\n');
}
