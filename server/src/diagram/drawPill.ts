import { drawHalos, hopPath } from './drawLeg.ts';
import { drawNode, text } from './drawNode.ts';
import type { PlacedPill, PlacedWire } from './layoutTypes.ts';
import type { Names } from './names.ts';
import { describePill } from './words.ts';
import { element } from './xml.ts';

/** A published port on the host's line. */
export function drawPill(placed: PlacedPill, names: Names, interactive: boolean): string {
  const { x, y, width, height, pills } = placed;
  const reach = pills[0]?.reach ?? 'nobody';
  const severity = pills.map((pill) => pill.severity).find((candidate) => candidate !== undefined);
  const style = reach === 'all' || reach === 'address' ? 'pill' : `pill-${reach}`;
  const textStyle = reach === 'all' || reach === 'address' ? 'p' : `p pill-${reach}-text`;
  const edge =
    severity === 'error' || severity === 'warning'
      ? [
          element('rect', {
            class: `outline edge-${severity}`,
            x: x - 2.5,
            y: y - 2.5,
            width: width + 5,
            height: height + 5,
            rx: 13.5,
            fill: 'none',
          }),
        ]
      : [];
  return drawNode(
    placed.id,
    pills.map((pill) => describePill(pill, names.nameOf(pill.card))).join('; '),
    interactive,
    { class: 'part node port', 'data-card': placed.card },
    element('rect', { class: style, x, y, width, height, rx: height / 2 }),
    ...edge,
    text(x + width / 2, y + 15, textStyle, placed.text.text, 'middle'),
    element('rect', { class: 'ring', x: x - 4, y: y - 4, width: width + 8, height: height + 8, rx: 15 }),
  );
}

/** A wire of the host row; decoration only, the pill says the same in words. */
export function drawWire(wire: PlacedWire): string {
  const { x, top, bottom, hops, kind, card } = wire;
  const attributes = { 'data-card': card, 'aria-hidden': 'true', class: 'part wire-group' };
  switch (kind) {
    case 'enter':
      return element('g', attributes, element('path', { class: 'wire', d: `M${x} ${top}V${bottom}` }));
    case 'arrow':
      return element('g', attributes, ...drawHalos(x, hops), ...drawArrow(wire));
    case 'cut':
      return element(
        'g',
        attributes,
        element('path', { class: 'wire arrow', d: `M${x} ${top}V${bottom - 3}` }),
        element('path', { class: 'wire', d: `M${x - 4} ${bottom - 4}l8 8m0 -8l-8 8` }),
      );
  }
}

function drawArrow({ x, top, bottom, endX, hops }: PlacedWire): readonly string[] {
  const aside = endX !== x;
  const d = `M${x} ${top}${hopPath(x, top, aside ? bottom : bottom - 2, hops)}${aside ? `H${endX + 2}` : ''}`;
  const tip = aside ? `M${endX + 8} ${bottom - 4}v8l-8 -4z` : `M${x - 4} ${bottom - 8}h8l-4 8z`;
  return [element('path', { class: 'wire arrow', d }), element('path', { class: 'tip', d: tip })];
}
