/** What a marker line says about the line above it. */
export interface Marker {
  /** Offsets in the text without marker lines; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** Text behind the carets; part of the message that is expected there. */
  readonly message: string;
}

export interface MarkedText {
  /** The text without its marker lines. */
  readonly text: string;
  readonly markers: readonly Marker[];
}

/**
 * Reads a text in which comment lines mark the line above them: `# ^^^ message` under the marked characters. Several
 * marker lines may follow each other, all for the same line. `#^^^` without a blank marks the `#`'s column as well,
 * for what begins where the `#` has to stand.
 */
export function parseMarkers(marked: string): MarkedText {
  const lines: string[] = [];
  const markers: Marker[] = [];
  let lineStart = 0;
  let length = 0;
  for (const line of marked.split('\n')) {
    const match = /^(\s*)#(\s*)(\^+)(?: (.*))?$/.exec(line);
    if (!match || lines.length === 0) {
      lines.push(line);
      lineStart = length;
      length += line.length + 1;
      continue;
    }
    const [, indent = '', gap = '', carets = '', message = ''] = match;
    const column = indent.length + (gap === '' ? 0 : 1 + gap.length);
    const end = indent.length + 1 + gap.length + carets.length;
    markers.push({ start: lineStart + column, end: lineStart + end, message });
  }
  return { text: lines.join('\n'), markers };
}
