import type { TextEdit } from './edit.ts';
import { type Anchor, toRange } from './span.ts';
import { fileTooLarge, mostEntryText, tooManyEntries } from './textLimits.ts';
import { parseBlock, unreadBlock, type YamlBlock } from './yamlBlock.ts';
import { moveBlock, parseByItems, type ReusableBlocks, reusableItems } from './yamlItems.ts';
import type { YamlAlias, YamlMap, YamlNode, YamlPair } from './yamlNode.ts';
import { type Piece, splitFrom, splitText } from './yamlSplit.ts';

/** One entry of the top-level map. */
export interface YamlSection {
  /** The header line, or the whole entry when it is not split. */
  readonly block: YamlBlock;
  /** The entries of the map below the header, each a block of its own; absent when the entry is one block. */
  readonly entries?: readonly YamlBlock[];
}

/**
 * The syntax tree of one version of a file. An edit makes a new tree that shares every block whose text is the same;
 * as their anchors move with the newest text, an older tree must not be used any more.
 */
export interface YamlTree {
  readonly uri: string;
  readonly text: string;
  readonly sections: readonly YamlSection[];
  /** All blocks in the file's order. */
  readonly blocks: readonly YamlBlock[];
  /** Those with comments, errors, or something else than entries of a map. */
  readonly noted: readonly YamlBlock[];
  /** The top-level map put together from all blocks; undefined when the file holds none. */
  readonly root: YamlMap | undefined;
  /** What stands at the top instead of a map, in a file whose top is a list or a scalar. */
  readonly content: YamlNode | undefined;
  /** What an alias stands for: the node with that anchor before it. */
  resolve(alias: YamlAlias): YamlNode | undefined;
  /** The tree of the text after this edit; costs about the size of the edited block. */
  edit(edit: TextEdit): YamlTree;
}

/** Parses a whole text. Never throws; errors are found in the blocks. */
export function parseYaml(uri: string, text: string): YamlTree {
  const tooLarge = fileTooLarge(text);
  if (tooLarge !== undefined) return unreadTree(uri, text, tooLarge);
  const pieces = splitText(text);
  const tooMany = tooManyEntries(pieces?.length ?? 0);
  if (tooMany !== undefined) return unreadTree(uri, text, tooMany);
  return pieces
    ? new BlockTree(uri, text, parsePieces(uri, text, pieces))
    : new BlockTree(uri, text, parseBlock(text, { uri, offset: 0 }));
}

const unreadTree = (uri: string, text: string, message: string): YamlTree =>
  new BlockTree(uri, text, unreadBlock(text, { uri, offset: 0 }, message));

/**
 * A piece with what its text holds; where it starts is the offset of the block's anchor. `joined` is used instead where
 * the piece goes on in the pieces behind it.
 */
interface ParsedPiece {
  readonly piece: Piece;
  readonly block: YamlBlock;
  readonly anchor: Anchor;
  joined?: { readonly with: readonly YamlBlock[]; readonly block: YamlBlock | undefined };
}

// A quote or bracket that is still open takes in the lines that follow, whatever their indentation. It is looked for
// in this many entries; a longer one is broken text, and then the entries are worth more than the rest of the quote.
const joinLimit = 16;

// After so many quotes or brackets that nothing closes, the file is broken text and no more are looked for.
const failedJoinLimit = 8;

class BlockTree implements YamlTree {
  readonly uri: string;
  readonly text: string;
  readonly blocks: readonly YamlBlock[];
  readonly noted: readonly YamlBlock[];
  readonly sections: readonly YamlSection[];
  readonly #pieces: readonly ParsedPiece[] | undefined;
  #root: YamlMap | undefined;
  #rootBuilt = false;
  #anchors: ReadonlyMap<string, readonly { readonly index: number; readonly node: YamlNode }[]> | undefined;
  #order: ReadonlyMap<Anchor, number> | undefined;

  /** `content`: pieces, or one block where the text is not cut. */
  constructor(uri: string, text: string, content: readonly ParsedPiece[] | YamlBlock, known?: TreeParts) {
    this.uri = uri;
    this.text = text;
    this.#pieces = 'anchor' in content ? undefined : content;
    const parts = known ?? ('anchor' in content ? partsOfBlock(content) : partsOf(text, content));
    this.blocks = parts.blocks;
    this.sections = parts.sections;
    this.noted = parts.noted;
  }

  get content(): YamlNode | undefined {
    return this.root ?? this.blocks.find((block) => block.content)?.content;
  }

  get root(): YamlMap | undefined {
    if (!this.#rootBuilt) {
      this.#root = buildRoot(this.sections);
      this.#rootBuilt = true;
    }
    return this.#root;
  }

  resolve(alias: YamlAlias): YamlNode | undefined {
    if (!this.#anchors || !this.#order) {
      const anchors = new Map<string, { index: number; node: YamlNode }[]>();
      const order = new Map<Anchor, number>();
      this.blocks.forEach((block, index) => {
        for (const alias of block.aliases) order.set(alias.span.anchor, index);
        for (const node of block.anchors) {
          const list = anchors.get(node.anchorName ?? '');
          if (list) list.push({ index, node });
          else anchors.set(node.anchorName ?? '', [{ index, node }]);
        }
      });
      this.#anchors = anchors;
      this.#order = order;
    }
    const position = this.#order.get(alias.span.anchor);
    if (position === undefined) return undefined;
    const { start } = toRange(alias.span);
    return this.#anchors
      .get(alias.name)
      ?.findLast(({ index, node }) => index < position || (index === position && toRange(node.span).start < start))
      ?.node;
  }

  edit(edit: TextEdit): YamlTree {
    const text = this.text.slice(0, edit.start) + edit.newText + this.text.slice(edit.end);
    const pieces = this.#pieces;
    const change = pieces && !fileTooLarge(text) ? editPieces(this, text, pieces, edit) : undefined;
    const after = pieces && change && spliced(pieces, change, change.pieces);
    if (!after || tooManyEntries(after.length)) return parseYaml(this.uri, text);
    return new BlockTree(this.uri, text, after, this.#partsAfter(pieces, change));
  }

  /** The parts after an edit inside the entries of one section; undefined where more may have changed. */
  #partsAfter(pieces: readonly ParsedPiece[], change: PieceChange): TreeParts | undefined {
    const { from, to } = change;
    // Where pieces are joined, blocks and pieces have different numbers.
    if (this.blocks.length !== pieces.length || change.pieces.some(({ block }) => block.unterminated)) return undefined;
    const isEntry = ({ piece }: ParsedPiece): boolean => piece.depth === 1;
    if (!change.pieces.every(isEntry) || !pieces.slice(from, to).every(isEntry)) return undefined;
    let first = 0;
    for (const [index, { block, entries }] of this.sections.entries()) {
      const size = 1 + (entries?.length ?? 0);
      if (from >= first + size) {
        first += size;
        continue;
      }
      if (!entries || from === first || to > first + size) return undefined;
      const blocks = change.pieces.map((each) => each.block);
      const inSection = { from: from - first - 1, to: to - first - 1 };
      const all = spliced(this.blocks, change, blocks);
      const sameNotes = !blocks.some(isNoted) && !this.blocks.slice(from, to).some(isNoted);
      return {
        blocks: all,
        sections: this.sections.with(index, { block, entries: spliced(entries, inSection, blocks) }),
        noted: sameNotes ? this.noted : all.filter(isNoted),
      };
    }
    return undefined;
  }
}

type TreeParts = Pick<YamlTree, 'blocks' | 'sections' | 'noted'>;

const isNoted = ({ comments, errors, content }: YamlBlock): boolean =>
  comments.length > 0 || errors.length > 0 || (content !== undefined && content.kind !== 'map');

function partsOfBlock(block: YamlBlock): TreeParts {
  return { blocks: [block], sections: [{ block }], noted: [block].filter(isNoted) };
}

function partsOf(text: string, pieces: readonly ParsedPiece[]): TreeParts {
  const blocks: YamlBlock[] = [];
  const sections: { block: YamlBlock; entries?: YamlBlock[] }[] = [];
  let failedJoins = 0;
  for (let i = 0; i < pieces.length; i++) {
    const { piece, block: own } = pieces[i] as ParsedPiece;
    let block = own;
    if (own.unterminated && failedJoins < failedJoinLimit) {
      const joined = joinFrom(text, pieces, i);
      if (joined.count === 1) failedJoins++;
      block = joined.block;
      i += joined.count - 1;
    }
    blocks.push(block);
    const section = sections.at(-1);
    if (piece.depth === 1 && section?.entries) section.entries.push(block);
    else
      sections.push(piece.childIndent > 0 && piece.depth === 0 && block === own ? { block, entries: [] } : { block });
  }
  return { blocks, sections, noted: blocks.filter(isNoted) };
}

/** What stands from `from` to `to`, the latter excluded, is replaced. */
function spliced<T>(
  list: readonly T[],
  { from, to }: { readonly from: number; readonly to: number },
  by: readonly T[],
): readonly T[] {
  return list.slice(0, from).concat(by, list.slice(to));
}

function parsePieces(uri: string, text: string, pieces: readonly Piece[]): ParsedPiece[] {
  return pieces.map((piece) => parsePiece(uri, text, piece));
}

function parsePiece(uri: string, text: string, piece: Piece, reusable?: ReusableBlocks): ParsedPiece {
  const anchor = { uri, offset: piece.start };
  const own = ownText(text, piece.start, piece.start + piece.length);
  const block = parseByItems(own, anchor, reusable) ?? parseBlock(own, anchor);
  if (piece.depth === 0 || piece.indent === piece.childIndent || block.errors.length > 0)
    return { piece, block, anchor };
  const start = block.content ? toRange(block.content.span).start - piece.start : 0;
  const message = `This entry is indented by ${piece.indent} spaces and the entries before it by ${piece.childIndent}: YAML cannot tell where it belongs.`;
  const span = {
    anchor: block.anchor,
    start,
    end: Math.min(block.length, Math.max(start + 1, (firstKey(block.content) ?? block.content)?.span.end ?? 0)),
  };
  return { piece, anchor, block: { ...block, errors: [{ code: 'syntax', message, span }] } };
}

/** A stretch as text of its own: words cut from a slice would keep the whole text of their version in memory. */
const ownText = (text: string, start: number, end: number): string => ` ${text.slice(start, end)}`.slice(1);

const firstKey = (node: YamlNode | undefined) => (node?.kind === 'map' ? node.pairs[0]?.key : undefined);

/** The block that starts with the unterminated piece `index`, and of how many pieces it is made. */
function joinFrom(
  text: string,
  pieces: readonly ParsedPiece[],
  index: number,
): { readonly block: YamlBlock; readonly count: number } {
  const first = pieces[index] as ParsedPiece;
  const following = pieces.slice(index + 1, index + joinLimit).map((each) => each.block);
  const known = first.joined;
  if (known && known.with.length === following.length && known.with.every((block, i) => block === following[i])) {
    return known.block
      ? { block: known.block, count: countPieces(pieces, index, known.block) }
      : { block: first.block, count: 1 };
  }
  const start = first.anchor.offset;
  for (let count = 2; count <= following.length + 1; count++) {
    const last = pieces[index + count - 1] as ParsedPiece;
    const end = last.anchor.offset + last.piece.length;
    if (end - start > mostEntryText) break;
    const block = parseBlock(ownText(text, start, end), first.anchor);
    if (!block.unterminated && block.errors.length === 0) {
      first.joined = { with: following, block };
      return { block, count };
    }
  }
  first.joined = { with: following, block: undefined };
  return { block: first.block, count: 1 };
}

function countPieces(pieces: readonly ParsedPiece[], index: number, block: YamlBlock): number {
  let length = 0;
  let count = 0;
  while (length < block.length) length += (pieces[index + count++] as ParsedPiece).piece.length;
  return count;
}

/** The pieces that an edit puts in the place of those from `from` to `to`, the latter excluded. */
interface PieceChange {
  readonly from: number;
  readonly to: number;
  readonly pieces: readonly ParsedPiece[];
}

/** The pieces around an edit are cut and parsed anew, those behind it moved. */
function editPieces(
  before: Pick<YamlTree, 'uri' | 'text'>,
  text: string,
  old: readonly ParsedPiece[],
  edit: TextEdit,
): PieceChange | undefined {
  const delta = edit.newText.length - (edit.end - edit.start);
  const editEnd = edit.start + edit.newText.length;
  const from = restartIndex(old, edit.start);
  const restart = old[from];
  if (!restart) return undefined;
  let resume = from;
  const oldStart = (index: number): number => (old[index] as ParsedPiece).anchor.offset;
  const split = splitFrom(
    text,
    restart.anchor.offset,
    sectionBefore(restart.piece),
    (start, depth, indent, childIndent) => {
      if (start < editEnd) return false;
      while (resume < old.length && (oldStart(resume) < edit.end || oldStart(resume) + delta < start)) resume++;
      const candidate = old[resume]?.piece;
      return (
        candidate !== undefined &&
        oldStart(resume) + delta === start &&
        candidate.depth === depth &&
        candidate.indent === indent &&
        candidate.childIndent === childIndent
      );
    },
  );
  if (!split) return undefined;
  const to = split.stopped ? resume : old.length;
  const replaced = old.slice(from, to).map(({ block }) => block);
  const reusable = reusableItems(replaced, before.text);
  if (delta !== 0) for (let i = to; i < old.length; i++) move(old[i] as ParsedPiece, delta);
  return { from, to, pieces: split.pieces.map((piece) => parsePiece(before.uri, text, piece, reusable)) };
}

/** A piece and its block have the same anchor. */
function move({ anchor, block }: ParsedPiece, delta: number): void {
  moveBlock({ anchor, items: block.items ?? [] }, delta);
}

/**
 * Where cutting has to begin again: one piece before the edited one (its end may change), and never between a header
 * and its first entry, which together decide how the section is cut.
 */
function restartIndex(pieces: readonly ParsedPiece[], offset: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle] as ParsedPiece).anchor.offset <= offset) low = middle;
    else high = middle - 1;
  }
  let index = Math.max(0, low - 1);
  while (
    index > 0 &&
    (pieces[index] as ParsedPiece).piece.depth === 1 &&
    (pieces[index - 1] as ParsedPiece).piece.depth === 0
  ) {
    index--;
  }
  return index;
}

const sectionBefore = (piece: Piece) => ({ childIndent: piece.depth === 1 ? piece.childIndent : 0 });

/** The top-level map over all blocks; its spans are relative to the first block and right for this version only. */
function buildRoot(sections: readonly YamlSection[]): YamlMap | undefined {
  const pairs: YamlPair[] = [];
  for (const { block, entries } of sections) {
    if (block.content?.kind !== 'map') continue;
    if (!entries) {
      pairs.push(...block.content.pairs);
      continue;
    }
    const header = block.content.pairs.at(-1);
    if (!header) continue;
    const children = entries.flatMap((entry) => (entry.content?.kind === 'map' ? entry.content.pairs : []));
    const first = children[0];
    const last = children.at(-1);
    if (!first || !last) {
      pairs.push(header);
      continue;
    }
    const base = block.anchor.offset;
    const end = toRange(last.span).end - base;
    const value: YamlMap = {
      kind: 'map',
      flow: false,
      pairs: children,
      span: { anchor: block.anchor, start: toRange(first.span).start - base, end },
    };
    pairs.push({ key: header.key, value, span: { anchor: block.anchor, start: header.key.span.start, end } });
  }
  const first = pairs[0];
  const last = pairs.at(-1);
  if (!first || !last) return undefined;
  const anchor = first.span.anchor;
  const flow = sections.length === 1 && sections[0]?.block.content?.kind === 'map' && sections[0].block.content.flow;
  return {
    kind: 'map',
    flow,
    pairs,
    span: { anchor, start: first.span.start, end: toRange(last.span).end - anchor.offset },
  };
}
