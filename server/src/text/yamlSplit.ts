/**
 * Cuts the text of a YAML file into pieces that can be parsed one by one: an entry of the top-level map or, where
 * its value is a block map, the header line and each entry of that map. Only lines are looked at, so that after an
 * edit the lines around it are enough.
 */
export interface Piece {
  start: number;
  readonly length: number;
  /** 0: an entry of the file or its header line; 1: an entry of the map under the header before it. */
  readonly depth: 0 | 1;
  /** Columns before the piece's first key. */
  readonly indent: number;
  /** Indentation of the entries of the section; 0 where the section is one piece. */
  readonly childIndent: number;
}

/** What the splitter has to know to go on in the middle of a text. */
interface Section {
  readonly childIndent: number;
}

/** All pieces; undefined when the file has to be parsed whole (several documents, directives, brackets at the top). */
export function splitText(text: string): Piece[] | undefined {
  return splitFrom(text, 0, { childIndent: 0 }, () => false)?.pieces;
}

/**
 * Pieces from `start`, which must be the start of a piece in a section with `section.childIndent`, until `stop` says
 * that the piece about to begin there is known already. Undefined as for `splitText`.
 */
export function splitFrom(
  text: string,
  start: number,
  section: Section,
  stop: (start: number, depth: 0 | 1, indent: number, childIndent: number) => boolean,
): { readonly pieces: Piece[]; readonly stopped: boolean } | undefined {
  const pieces: Piece[] = [];
  let childIndent = section.childIndent;
  let open: Omit<Piece, 'length'> | undefined;
  // Comments directly above an entry belong to it: the first of the comment lines that are indented no deeper.
  let topComments = -1;
  let childComments = -1;
  let position = start;
  while (position < text.length) {
    const line = readLine(text, position);
    const { indent, first } = line;
    const kind = lineKind(text, line);
    if (kind === 'marker' && !(open === undefined && start === 0 && isLeadingMarker(text, position))) return undefined;
    if (kind === 'entry') {
      const depth = childIndent > 0 && indent > 0 ? 1 : 0;
      const boundary = indent === 0 || (depth === 1 && indent <= childIndent);
      if (boundary || (open === undefined && pieces.length === 0)) {
        if (open === undefined && start === 0 && pieces.length === 0 && (first === '{' || first === '['))
          return undefined;
        const comments = depth === 0 ? topComments : childComments;
        const isFirst = open === undefined && pieces.length === 0;
        const pieceStart = isFirst ? start : comments >= 0 ? comments : position;
        const nextChildIndent = depth === 0 ? findChildIndent(text, position, line) : childIndent;
        if (open) {
          pieces.push({ ...open, length: pieceStart - open.start });
          if (stop(pieceStart, depth, indent, nextChildIndent)) return { pieces, stopped: true };
        }
        open = { start: pieceStart, depth, indent, childIndent: nextChildIndent };
        childIndent = nextChildIndent;
      }
    }
    if (kind === 'comment') {
      if (indent > 0) topComments = -1;
      else if (topComments < 0) topComments = position;
      if (indent > childIndent) childComments = -1;
      else if (childComments < 0) childComments = position;
    } else {
      topComments = -1;
      childComments = -1;
    }
    position = line.next;
  }
  if (open) pieces.push({ ...open, length: text.length - open.start });
  else if (start < text.length) {
    pieces.push({ start, length: text.length - start, depth: 0, indent: 0, childIndent: 0 });
  }
  return { pieces, stopped: false };
}

interface Line {
  readonly start: number;
  /** Spaces at the start. */
  readonly indent: number;
  /** The first character that is no space; empty in a blank line. */
  readonly first: string;
  readonly next: number;
}

function readLine(text: string, start: number): Line {
  let position = start;
  if (start === 0 && text.charCodeAt(0) === 0xfeff) position++;
  const from = position;
  while (text.charCodeAt(position) === 32) position++;
  const newline = text.indexOf('\n', position);
  const first = text[position] ?? '';
  return {
    start,
    indent: position - from,
    first: first === '\n' || first === '\r' ? '' : first,
    next: newline < 0 ? text.length : newline + 1,
  };
}

type LineKind = 'blank' | 'comment' | 'marker' | 'entry' | 'continuation';

function lineKind(text: string, line: Line): LineKind {
  const { first, indent } = line;
  if (first === '') return 'blank';
  if (first === '#') return 'comment';
  const at = line.start + indent + (line.start === 0 && text.charCodeAt(0) === 0xfeff ? 1 : 0);
  const second = text[at + 1] ?? '\n';
  const alone = second === ' ' || second === '\n' || second === '\r' || second === '\t';
  if (indent === 0) {
    if (first === '%' || ((first === '?' || first === ':') && alone)) return 'marker';
    if ((first === '-' || first === '.') && /^(?:---|\.\.\.)(?:[ \t\r\n]|$)/.test(text.slice(at, at + 4)))
      return 'marker';
  }
  if (first === '\t' || first === ']' || first === '}' || first === ',') return 'continuation';
  if (first === '-' && alone) return 'continuation';
  return 'entry';
}

/** `---` before any content only says that the document begins. */
const isLeadingMarker = (text: string, position: number): boolean =>
  /^(?:\ufeff)?(?:[ \t]*(?:#[^\n]*)?\r?\n)*$/.test(text.slice(0, position)) &&
  /^\ufeff?---[ \t]*\r?(?:\n|$)/.test(text.slice(position, position + 64));

const emptyHeader = /^(?:[A-Za-z0-9_.-]+|"[^"\\\r\n]*"|'[^'\r\n]*')[ ]*:[ \t]*(?:#[^\r\n]*)?\r?$/;
const entryStart = /^(?:[^\s"'#&*!|>%@`{}[\],?:-][^\r\n#]*?|"[^"\\\r\n]*"|'[^'\r\n]*'|<<)[ ]*:(?:[ \t\r\n]|$)/;

const halfTyped = /^[A-Za-z0-9_.-]+[ \t]*\r?\n?$/;

/** Indentation of the block map under a header line `key:`; 0 where the value is no block map. */
function findChildIndent(text: string, position: number, line: Line): number {
  if (line.indent > 0) return 0;
  const bom = position === 0 && text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const header = text.slice(position + bom, line.next).replace(/\n$/, '');
  if (!emptyHeader.test(header)) return 0;
  let next = line.next;
  let word = 0;
  while (next < text.length) {
    const child = readLine(text, next);
    if (child.first !== '' && child.first !== '#' && (word === 0 || child.indent <= word)) {
      const rest = text.slice(next + child.indent, child.next);
      if (child.indent > 0 && entryStart.test(rest) && (word === 0 || child.indent === word)) return child.indent;
      // A name whose colon is not typed yet may stand before the first entry; no value has that form.
      if (word > 0 || child.indent === 0 || !halfTyped.test(rest)) return 0;
      word = child.indent;
    }
    next = child.next;
  }
  return 0;
}
