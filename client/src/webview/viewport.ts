import type { DiagramShape } from '../../../server/src/protocol.ts';

/** Where the picture is and how large. Pixels of the screen; `scale` 1 is the picture's own size. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const smallest = 0.05;
const largest = 4;

/** The shape of a stage. One that is nearly square keeps the shape that it had, so that a picture does not jump. */
export function shapeOf({ width, height }: Size, before: DiagramShape | undefined): DiagramShape {
  const ratio = width / Math.max(height, 1);
  if (ratio > 1.05) return 'wide';
  return ratio < 0.9 ? 'tall' : (before ?? 'wide');
}

/** From here on the picture shows large names instead of facts. */
export const farScale = 0.6;

/**
 * The whole picture in the middle of the stage, never larger than a little over its own size. In a small picture the
 * names of lines are larger than their column; `names` are the widths of the column and of the longest name.
 */
export function fitted(picture: Size, stage: Size, names: { readonly column: number; readonly longest: number }): View {
  const margin = 8;
  const height = stage.height - 2 * margin;
  const scaleFor = (width: number): number =>
    clampScale(Math.min(width / picture.width, height / picture.height, 1.25));
  const width = stage.width - 2 * margin;
  const first = scaleFor(width);
  const beyond = first < farScale ? Math.max(0, names.longest * farScale - names.column * first) : 0;
  const scale = scaleFor(width - beyond);
  return {
    x: Math.max(margin + beyond, (stage.width - picture.width * scale) / 2),
    y: Math.max(margin, Math.min((stage.height - picture.height * scale) / 2, 60)),
    scale,
  };
}

/** Zooms by a factor; the point of the stage at `x`, `y` shows the same part of the picture as before. */
export function zoomed(view: View, factor: number, x: number, y: number): View {
  const scale = clampScale(view.scale * factor);
  const ratio = scale / view.scale;
  return { x: x - (x - view.x) * ratio, y: y - (y - view.y) * ratio, scale };
}

/** Moves, but never so far that nothing of the picture can be seen. */
export function moved(view: View, dx: number, dy: number, picture: Size, stage: Size): View {
  const keep = 80;
  const clamp = (value: number, size: number, room: number): number =>
    Math.min(Math.max(value, keep - size * view.scale), room - keep);
  return {
    x: clamp(view.x + dx, picture.width, stage.width),
    y: clamp(view.y + dy, picture.height, stage.height),
    scale: view.scale,
  };
}

/** Moves as little as possible so that a box of the picture can be seen. */
export function showing(view: View, box: Size & { readonly x: number; readonly y: number }, stage: Size): View {
  const margin = 24;
  const shift = (from: number, size: number, room: number): number => {
    const low = margin - from;
    const high = room - margin - from - size;
    return high < low ? Math.max(high, Math.min(low, 0)) : Math.min(Math.max(0, low), high);
  };
  const left = view.x + box.x * view.scale;
  const top = view.y + box.y * view.scale;
  return {
    x: view.x + shift(left, box.width * view.scale, stage.width),
    y: view.y + shift(top, box.height * view.scale, stage.height),
    scale: view.scale,
  };
}

const clampScale = (scale: number): number => Math.min(Math.max(scale, smallest), largest);
