import type { TextEdit } from './edit.ts';
import type { OffsetRange } from './span.ts';

/** A stretch of the original text that is still there, or new text. */
type Piece = { readonly start: number; readonly end: number; readonly newText?: string };

/**
 * A text under several changes, one after the other: each refers to the text that the one before left, and `edits`
 * gives them all as replacements in the original.
 */
export interface EditedText {
  /** Applies a change that refers to the text as it is now. */
  replace(edit: TextEdit): EditedText;
  /** Applies a change that refers to the original text; undefined where that stretch was changed before. */
  replaceOriginal(range: OffsetRange, newText: string): EditedText | undefined;
  readonly edits: readonly TextEdit[];
}

/** Nothing changed yet in a text of this length. */
export function unedited(length: number): EditedText {
  return editedText(length, [{ start: 0, end: length }]);
}

function editedText(length: number, pieces: readonly Piece[]): EditedText {
  return {
    replace: (edit) => editedText(length, splice(pieces, edit)),
    replaceOriginal(range, newText) {
      let offset = 0;
      for (const piece of pieces) {
        if (piece.newText === undefined && range.start >= piece.start && range.end <= piece.end) {
          const start = offset + range.start - piece.start;
          return editedText(length, splice(pieces, { start, end: start + range.end - range.start, newText }));
        }
        offset += lengthOf(piece);
      }
      return undefined;
    },
    get edits() {
      return toEdits(length, pieces);
    },
  };
}

const lengthOf = (piece: Piece): number => piece.newText?.length ?? piece.end - piece.start;

function splice(pieces: readonly Piece[], edit: TextEdit): readonly Piece[] {
  const before: Piece[] = [];
  const after: Piece[] = [];
  let offset = 0;
  for (const piece of pieces) {
    const end = offset + lengthOf(piece);
    if (offset < edit.start) before.push(cut(piece, 0, Math.min(end, edit.start) - offset));
    if (end > edit.end) after.push(cut(piece, Math.max(offset, edit.end) - offset, end - offset));
    offset = end;
  }
  return [...before, { start: 0, end: 0, newText: edit.newText }, ...after];
}

function cut(piece: Piece, from: number, to: number): Piece {
  if (piece.newText !== undefined) return { ...piece, newText: piece.newText.slice(from, to) };
  return { start: piece.start + from, end: piece.start + to };
}

function toEdits(length: number, pieces: readonly Piece[]): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let position = 0;
  let newText = '';
  const flush = (start: number): void => {
    if (newText !== '' || start > position) edits.push({ start: position, end: start, newText });
    newText = '';
  };
  for (const piece of pieces) {
    if (piece.newText !== undefined) {
      newText += piece.newText;
    } else if (piece.end > piece.start) {
      flush(piece.start);
      position = piece.end;
    }
  }
  flush(length);
  return edits;
}
