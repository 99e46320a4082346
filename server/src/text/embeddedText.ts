import type { JsonSource } from './jsonTree.ts';
import { toRange } from './span.ts';
import type { YamlScalar } from './yamlNode.ts';

/**
 * The text that a YAML scalar holds, with the way back to its characters in the file: indentation, folded lines and
 * escapes are passed over. Blanks at the beginning of a line may lead to others of that line. `base` is the offset in
 * the file of the document that was parsed.
 */
export function embeddedText(uri: string, fileText: string, scalar: YamlScalar, base: number): JsonSource {
  const range = toRange(scalar.contentSpan);
  const start = base + range.start;
  const end = base + range.end;
  const offsets = alignment(scalar, fileText.slice(start, end), start);
  const quotes = scalar.style === 'single' || scalar.style === 'double' ? scalar.style : 'none';
  return {
    uri,
    text: scalar.value,
    fileText,
    quotes,
    toFile: (offset) => offsets[Math.min(offset, scalar.value.length)] ?? end,
  };
}

/** For each character of the value and its end the offset in the file. */
function alignment({ value, style }: YamlScalar, raw: string, start: number): readonly number[] {
  const offsets: number[] = [];
  let i = 0;
  let j = 0;
  while (j < value.length) {
    const character = value.charAt(j);
    const escaped =
      style === 'double' && raw.charAt(i) === '\\' ? (escapes.exec(raw.slice(i, i + 10))?.[0] ?? '\\') : '';
    if (escaped !== '') {
      offsets[j] = start + i;
      i += escaped.length;
      if (/^\\[\r\n]/.test(escaped)) continue;
      // One escape may stand for two units of UTF-16.
      const units = escaped.startsWith('\\U') && (value.codePointAt(j) ?? 0) > 0xffff ? 2 : 1;
      if (units === 2) offsets[j + 1] = start + i;
      j += units;
    } else if (raw.charAt(i) === character) {
      offsets[j++] = start + i;
      i += style === 'single' && character === "'" ? 2 : 1;
    } else if (i < raw.length && /\s/.test(raw.charAt(i))) i++;
    else offsets[j++] = start + Math.min(i, raw.length);
  }
  offsets[j] = start + Math.min(i, raw.length);
  return offsets;
}

const escapes = /^\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r\n|[\s\S])/;
