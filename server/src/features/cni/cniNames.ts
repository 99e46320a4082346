import type { DocumentHighlight, Location, LocationLink, Range, WorkspaceEdit } from 'vscode-languageserver-types';
import type { CniInterface } from '../../model/cniConfig.ts';
import type { Position } from '../../text/lineIndex.ts';
import { toRange, touches } from '../../text/span.ts';
import { offsetPlace } from '../lspPlace.ts';
import type { Refused } from '../refused.ts';
import type { CniText } from './cniText.ts';
import { type InterfaceUse, usesOf } from './cniUses.ts';

type Named = CniInterface & Required<Pick<CniInterface, 'span'>>;

/** The name of a bridge or master under the cursor. */
function interfaceAt({ file, uri, lines }: CniText, position: Position): Named | undefined {
  const offset = lines.offsetAt(position);
  return file.configs
    .flatMap(({ interfaces }) => interfaces)
    .find((each): each is Named => each.span !== undefined && touches(each.span, uri, offset));
}

const written = (texts: readonly CniText[], of: CniInterface): readonly (InterfaceUse & { readonly use: Named })[] =>
  usesOf(texts, of).filter((each): each is InterfaceUse & { readonly use: Named } => each.use.span !== undefined);

const rangeOf = ({ text, use }: InterfaceUse & { readonly use: Named }): Range => offsetPlace(text, toRange(use.span));

/** The plugin that makes the bridge of this name; where there is none, the first use of the name. */
export function cniDefinition(text: CniText, position: Position, texts: readonly CniText[] = [text]): LocationLink[] {
  const found = interfaceAt(text, position);
  if (!found) return [];
  const all = written([text, ...texts.filter((each) => each !== text)], found);
  const target = all.find(({ use }) => use.kind === 'bridge') ?? all[0];
  if (!target) return [];
  const targetRange = offsetPlace(target.text, toRange(target.use.plugin.object.span));
  const originSelectionRange = offsetPlace(text, toRange(found.span));
  return [{ originSelectionRange, targetUri: target.text.uri, targetRange, targetSelectionRange: rangeOf(target) }];
}

/** Every place in these files where the bridge or master is named. */
export function cniReferences(text: CniText, position: Position, texts: readonly CniText[] = [text]): Location[] {
  const found = interfaceAt(text, position);
  return found ? written(texts, found).map((each) => ({ uri: each.text.uri, range: rangeOf(each) })) : [];
}

export function cniHighlights(text: CniText, position: Position): DocumentHighlight[] {
  const found = interfaceAt(text, position);
  return found ? written([text], found).map((each) => ({ range: rangeOf(each) })) : [];
}

export function prepareCniRename(text: CniText, position: Position): { range: Range; placeholder: string } | Refused {
  const found = interfaceAt(text, position);
  if (!found) return { refused: 'Here is no name of a bridge or of the interface that a network stands on.' };
  return { range: offsetPlace(text, toRange(found.span)), placeholder: found.name };
}

/** Gives a bridge or master another name wherever these files name it. */
export function cniRename(
  text: CniText,
  position: Position,
  newName: string,
  texts: readonly CniText[] = [text],
): WorkspaceEdit | Refused {
  const found = interfaceAt(text, position);
  if (!found) return prepareCniRename(text, position) as Refused;
  if (!/^[^\s/:"'\\$]{1,15}$/.test(newName) || newName === '.' || newName === '..')
    return {
      refused: `"${newName}" cannot be the name of an interface: 1 to 15 characters, without blanks, slashes, colons and quotes.`,
    };
  const unnamed = usesOf(texts, found).find(({ use }) => use.span === undefined);
  if (unnamed && newName !== found.name)
    return {
      refused: `${unnamed.config.name?.value ?? 'Another network'} uses ${found.name} because that is the default; name it there first.`,
    };
  const changes: NonNullable<WorkspaceEdit['changes']> = {};
  for (const each of written(texts, found)) {
    const { uri } = each.text;
    changes[uri] = [...(changes[uri] ?? []), { range: rangeOf(each), newText: newName }];
  }
  return { changes };
}
