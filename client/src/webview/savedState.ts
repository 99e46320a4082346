import type { View } from './viewport.ts';

/** What a webview remembers when it is hidden or the window is reloaded; the panel reads `uri` from it. */
export interface SavedState {
  readonly uri?: string;
  /** Absent while the view fits itself to the window. */
  readonly view?: View;
  readonly selected?: string;
  readonly table: boolean;
}

/** Anything that is not as expected counts as not saved. */
export function readState(value: unknown): SavedState {
  if (typeof value !== 'object' || value === null) return { table: false };
  const { uri, view, selected, table } = value as Readonly<Record<string, unknown>>;
  return {
    ...(typeof uri === 'string' && { uri }),
    ...(isView(view) && { view }),
    ...(typeof selected === 'string' && { selected }),
    table: table === true,
  };
}

function isView(value: unknown): value is View {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, scale } = value as Readonly<Record<string, unknown>>;
  return [x, y, scale].every((number) => typeof number === 'number' && Number.isFinite(number)) && Number(scale) > 0;
}
