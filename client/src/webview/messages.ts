import type {
  DiagramNode,
  DiagramReach,
  DiagramShape,
  DiagramSnapshot,
  DiagramTable,
} from '../../../server/src/protocol.ts';

/** What the panel tells its webview. Always complete: nothing has to be remembered from earlier messages. */
export type ToWebview =
  | { readonly kind: 'show'; readonly snapshot: DiagramSnapshot }
  /** There is no picture; `text` says why. */
  | { readonly kind: 'nothing'; readonly text: string }
  /** The node at the editor's cursor; absent when the cursor is at none. */
  | { readonly kind: 'cursor'; readonly id?: string };

/** What the webview asks of its panel. */
export type FromWebview =
  /** The script runs and can take messages. `shape` is that of the window. */
  | { readonly kind: 'ready'; readonly shape: DiagramShape }
  /** The window has another shape now. */
  | { readonly kind: 'reshaped'; readonly shape: DiagramShape }
  /** Show the node's place in the file; `focus` moves the keyboard there too. */
  | { readonly kind: 'reveal'; readonly id: string; readonly focus: boolean }
  /** Show the place of a finding and offer its fixes. */
  | { readonly kind: 'fix'; readonly id: string }
  | { readonly kind: 'export' }
  /** Lay out anew. */
  | { readonly kind: 'tidy' };

/** The message, or undefined when the value is none. Both sides treat the other's messages as untrusted. */
export function parseToWebview(value: unknown): ToWebview | undefined {
  if (!isRecord(value)) return undefined;
  switch (value.kind) {
    case 'show': {
      const snapshot = parseSnapshot(value.snapshot);
      return snapshot && { kind: 'show', snapshot };
    }
    case 'nothing':
      return isText(value.text) ? { kind: 'nothing', text: value.text } : undefined;
    case 'cursor':
      if (value.id === undefined) return { kind: 'cursor' };
      return isText(value.id) ? { kind: 'cursor', id: value.id } : undefined;
    default:
      return undefined;
  }
}

export function parseFromWebview(value: unknown): FromWebview | undefined {
  if (!isRecord(value)) return undefined;
  switch (value.kind) {
    case 'ready':
    case 'reshaped':
      return value.shape === 'wide' || value.shape === 'tall' ? { kind: value.kind, shape: value.shape } : undefined;
    case 'export':
    case 'tidy':
      return { kind: value.kind };
    case 'reveal':
      return isText(value.id) && typeof value.focus === 'boolean'
        ? { kind: 'reveal', id: value.id, focus: value.focus }
        : undefined;
    case 'fix':
      return isText(value.id) ? { kind: 'fix', id: value.id } : undefined;
    default:
      return undefined;
  }
}

/** The snapshot, or undefined when any part of it is missing or of another kind. */
export function parseSnapshot(value: unknown): DiagramSnapshot | undefined {
  if (!isRecord(value)) return undefined;
  const { uri, version, title, svg, stale, nodes, reach, table } = value;
  if (!isText(uri) || !isNumber(version) || !isText(title) || !isText(svg)) return undefined;
  if (stale !== undefined && !isText(stale)) return undefined;
  if (!isList(nodes, isNode) || !isReach(reach) || !isList(table, isTable)) return undefined;
  return { uri, version, title, svg, ...(stale !== undefined && { stale }), nodes, reach, table };
}

type Unknown = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Unknown => typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

function isList<T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isItem);
}

const isIndex = (value: unknown): value is number => isNumber(value) && Number.isInteger(value) && value >= 0;
const isIndexes = (value: unknown): value is readonly number[] => isList(value, isIndex);
const isPosition = (value: unknown): boolean => isRecord(value) && isIndex(value.line) && isIndex(value.character);
const isRange = (value: unknown): boolean => isRecord(value) && isPosition(value.start) && isPosition(value.end);

const isNode = (value: unknown): value is DiagramNode =>
  isRecord(value) &&
  isText(value.id) &&
  isText(value.label) &&
  isText(value.uri) &&
  isRange(value.range) &&
  isRange(value.selection);

const isPair = (value: unknown): value is DiagramReach['from'][number] =>
  isRecord(value) && isIndex(value.open) && isIndex(value.unknown);

const isReach = (value: unknown): value is DiagramReach =>
  isRecord(value) && isList(value.ids, isText) && isList(value.sets, isIndexes) && isList(value.from, isPair);

const isRow = (value: unknown): value is DiagramTable['rows'][number] =>
  isRecord(value) && isText(value.id) && isList(value.cells, isText);

const isTable = (value: unknown): value is DiagramTable =>
  isRecord(value) && isText(value.title) && isList(value.columns, isText) && isList(value.rows, isRow);
