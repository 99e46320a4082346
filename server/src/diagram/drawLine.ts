import { badgeWidth, drawBadge } from './drawBadge.ts';
import { drawNode, text } from './drawNode.ts';
import { internetId } from './ids.ts';
import type { Layout, PlacedLine } from './layoutTypes.ts';
import { measures } from './measures.ts';
import { iconPitch } from './placeLine.ts';
import { describeLine } from './words.ts';
import { element } from './xml.ts';

/** The stroke over the whole width, with a soft band behind it. */
export function drawBand(placed: PlacedLine, layout: Layout): string {
  const { line, y } = placed;
  const x1 = layout.lineStart;
  const x2 = layout.lineEnd;
  const dashed = line.external || line.kind === 'undeclared' ? ' dashed' : '';
  const stroke = line.kind === 'host' ? 'host-line' : `line ${toneClass('tone', placed.tone)}${dashed}`;
  return element(
    'g',
    { class: 'part band-group', 'data-line': line.id, 'aria-hidden': 'true' },
    ...(line.kind === 'host'
      ? []
      : [
          element('rect', {
            class: `band ${toneClass('ink', placed.tone)}`,
            x: x1,
            y: y - 14,
            width: x2 - x1,
            height: 28,
            rx: 14,
          }),
        ]),
    element('line', { class: stroke, x1, y1: y, x2, y2: y }),
  );
}

/** Name and facts at the left; the transparent part over the stroke takes clicks. */
export function drawLineLabel(placed: PlacedLine, layout: Layout, interactive: boolean): string {
  const { line, y, name, details } = placed;
  const x = measures.margin;
  const host = line.kind === 'host';
  let iconX = placed.iconsX;
  const icons: string[] = [];
  for (const draw of [...(line.internal ? [drawLock] : []), ...(line.encrypted ? [drawShield] : [])]) {
    icons.push(draw(iconX, y - 14, toneClass('tone', placed.tone), toneClass('ink', placed.tone)));
    iconX += iconPitch;
  }
  if (line.mark)
    icons.push(drawBadge(iconX + badgeWidth(line.mark.count) / 2, y - 7.5, line.mark.severity, line.mark.count));
  const height = 26 + details.length * measures.detailPitch;
  return drawNode(
    line.id,
    describeLine(line),
    interactive,
    { class: `part node ${host ? 'host' : 'network'}` },
    element('rect', {
      class: 'hit',
      x: layout.lineStart,
      y: y - 9,
      width: layout.lineEnd - layout.lineStart,
      height: 18,
    }),
    element(
      'g',
      { class: 'label', 'data-y': y, 'data-head': placed.headWidth },
      element('rect', { class: 'hit plate', x: x - 8, y: y - 20, width: placed.labelWidth + 16, height, rx: 6 }),
      text(x, y - 3, host ? 't' : `t ${toneClass('ink', placed.tone)}`, name.text),
      ...icons,
      ...details.map((detail, index) => text(x, y + 13 + index * measures.detailPitch, 'd', detail.text)),
      element('rect', { class: 'ring', x: x - 8, y: y - 20, width: placed.labelWidth + 16, height, rx: 6 }),
    ),
  );
}

/** The row of everything that is not this machine. */
export function drawOutside(layout: Layout, interactive: boolean): string {
  const { x, y, width, height } = layout.outside;
  const left = measures.margin;
  return drawNode(
    internetId,
    `Internet and LAN: ${layout.model.outside}`,
    interactive,
    { class: 'part node outside-row' },
    element('rect', { class: 'outside', x, y, width, height, rx: 10 }),
    text(x + 16, y + 27, 'd', layout.outsideText.text),
    element(
      'g',
      { class: 'label', 'data-y': y + 22, 'data-head': 105 },
      element('rect', { class: 'hit plate', x: left - 8, y: y + 2, width: measures.labelWidth + 12, height: 40 }),
      text(left, y + 20, 't', 'Internet · LAN'),
      text(left, y + 36, 'd', 'what can reach this host'),
    ),
    element('rect', { class: 'ring', x: x - 4, y: y - 4, width: width + 8, height: height + 8, rx: 13 }),
  );
}

export const toneClass = (prefix: 'tone' | 'ink', tone: number | undefined): string =>
  tone === undefined ? `${prefix}-none` : `${prefix}${tone}`;

function drawLock(x: number, y: number, stroke: string, fill: string): string {
  return element(
    'g',
    { transform: `translate(${x} ${y})`, 'aria-hidden': 'true' },
    element('path', { class: stroke, d: 'M1.4 5V3a3.2 3.2 0 0 1 6.4 0v2', fill: 'none', 'stroke-width': 1.6 }),
    element('rect', { class: fill, x: 0, y: 5, width: 9.2, height: 7, rx: 1.6 }),
  );
}

function drawShield(x: number, y: number, stroke: string): string {
  return element(
    'g',
    { transform: `translate(${x} ${y})`, 'aria-hidden': 'true' },
    element('path', {
      class: stroke,
      d: 'M5.5 0.6l4.6 1.6v3.6c0 3-1.9 5-4.6 6.1c-2.7-1.1-4.6-3.1-4.6-6.1V2.2zM3.3 6l1.7 1.8L7.9 4.6',
      fill: 'none',
      'stroke-width': 1.4,
    }),
  );
}
