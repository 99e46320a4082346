/** How text is set; `mono` is for ports and addresses. */
export type Face = 'regular' | 'bold' | 'mono';

/**
 * Width of a text in pixels at `size` pixels, without a font at hand. The figures are those of DejaVu Sans, the widest
 * of the usual interface fonts: in any other one a text ends earlier, so nothing that fits here runs over.
 */
export function textWidth(text: string, face: Face, size: number): number {
  let hundredths = 0;
  for (const character of text) hundredths += characterWidth(character, face);
  return (hundredths * size) / 100;
}

/** A text that fits its place; `full` is there when something was cut off. */
export interface Fitted {
  readonly text: string;
  readonly full?: string;
}

// No place of the picture has room for more.
const mostCharacters = 1_000;

/**
 * Cuts a text to `width` pixels and sets an ellipsis: at the end, or at the start for what ends in the part that tells
 * things apart (image names, paths).
 */
export function fitText(text: string, face: Face, size: number, width: number, cut: 'end' | 'start' = 'end'): Fitted {
  const part = cut === 'end' ? text.slice(0, mostCharacters) : text.slice(-mostCharacters);
  if (part.length === text.length && textWidth(text, face, size) <= width) return { text };
  const characters = cut === 'end' ? [...part] : [...part].reverse();
  const room = width - textWidth('…', face, size);
  const kept: string[] = [];
  let used = 0;
  for (const character of characters) {
    used += (characterWidth(character, face) * size) / 100;
    if (used > room) break;
    kept.push(character);
  }
  const rest = cut === 'end' ? `${kept.join('').trimEnd()}…` : `…${kept.reverse().join('').trimStart()}`;
  return { text: rest, full: text };
}

/** Joins parts with ` · ` into lines of at most `width` pixels; what does not fit in `maxLines` is cut from the last one. */
export function flowParts(
  parts: readonly string[],
  face: Face,
  size: number,
  width: number,
  maxLines: number,
): readonly Fitted[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const joined = last === undefined ? part : `${last} · ${part}`;
    if (last !== undefined && (textWidth(joined, face, size) <= width || lines.length === maxLines))
      lines[lines.length - 1] = joined;
    else lines.push(part);
  }
  return lines.map((line) => fitText(line, face, size, width));
}

/** Hundredths of the font size for the characters from U+0020 to U+007E. */
const ascii = {
  regular: [
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84,
    84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61,
    69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59,
    82, 59, 59, 52, 64, 34, 64, 84,
  ],
  bold: [
    35, 46, 52, 84, 70, 100, 87, 31, 46, 46, 52, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 40, 40, 84,
    84, 84, 58, 100, 77, 76, 73, 83, 68, 68, 82, 84, 37, 37, 77, 64, 100, 84, 85, 73, 85, 77, 72, 68, 81, 77, 110, 77,
    72, 73, 46, 37, 46, 84, 50, 50, 67, 72, 59, 72, 68, 44, 72, 71, 34, 34, 67, 34, 104, 71, 69, 72, 72, 49, 60, 48, 71,
    65, 92, 65, 65, 58, 71, 37, 71, 84,
  ],
} as const;

function characterWidth(character: string, face: Face): number {
  const code = character.codePointAt(0) ?? 0;
  if (isMark(code)) return 0;
  if (isWide(code)) return 105;
  if (face === 'mono') return 61;
  if (code < 32) return 60;
  const known = ascii[face][code - 32];
  if (known !== undefined) return known;
  if (code === 0xb7) return 38;
  return code < 0x250 ? 75 : 110;
}

/** Combining marks, joiners and variation selectors take no room of their own. */
function isMark(code: number): boolean {
  return (code >= 0x300 && code <= 0x36f) || (code >= 0x200b && code <= 0x200f) || (code >= 0xfe00 && code <= 0xfe0f);
}

function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x11ff) ||
    (code >= 0x2e80 && code <= 0xd7ff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    code >= 0x1f000
  );
}
