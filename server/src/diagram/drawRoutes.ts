import type { DiagramCard, DiagramRoute } from './diagramModel.ts';
import { text } from './drawNode.ts';
import type { Box, Layout } from './layoutTypes.ts';
import type { Names } from './names.ts';
import { type RouteEnd, type RouteLabel, RouteLabels } from './routeLabels.ts';
import { describeRoute } from './words.ts';
import { element, escapeXml } from './xml.ts';

// How far an edge swings out, and how far those that start at one card stand apart.
const swing = 34;
const apart = 14;
const tip = 7;

/**
 * What proxies pass on, as dotted curves with an arrow from card to card. They lie above lines and legs and below the
 * cards, so that they hide nothing that is written on one.
 */
export function drawRoutes(layout: Layout, names: Names): readonly string[] {
  const cards = new Map(layout.cards.map((placed) => [placed.card.id, placed]));
  const frames = new Map(layout.frames.map((frame) => [frame.owner, frame]));
  const started = new Map<string, number>();
  const labels = new RouteLabels(layout);
  const edges = layout.model.routes.flatMap((route) => {
    const [from, to] = [cards.get(route.from), cards.get(route.to)];
    if (!from || !to) return [];
    const isInside = ownerOf(from.card) === ownerOf(to.card);
    const [start, end] = isInside ? [from, to] : [from, frames.get(ownerOf(to.card)) ?? to];
    return [{ route, start, end, isInside, distance: Math.abs(centerOf(end) - centerOf(start)) }];
  });
  // The nearest starts innermost, so that edges from one card do not cross.
  const drawn: string[] = [];
  const written: string[] = [];
  for (const { route, start, end, isInside } of edges.toSorted((a, b) => a.distance - b.distance)) {
    const index = started.get(route.from) ?? 0;
    if (!isInside) started.set(route.from, index + 1);
    const words = describeRoute(route, names.nameOf(route.from), names.nameOf(route.to));
    const { curve, arrow, end: at } = isInside ? pathInFrame(start, end) : pathBetween(start, end, index);
    const label = labels.place(route, at);
    drawn.push(
      element(
        'g',
        { class: 'part route-group', 'data-id': route.id, 'data-card': route.from, role: 'img', 'aria-label': words },
        element('title', {}, escapeXml(words)),
        element('path', { class: 'route', d: curve }),
        element('path', { class: 'route-tip', d: arrow }),
      ),
    );
    if (label) written.push(drawLabel(route, label));
  }
  // Above all curves, so that none crosses a label.
  return [...drawn, ...written];
}

/** The edge says the same to those who do not see it. */
const drawLabel = ({ from }: DiagramRoute, { x, y, text: { text: shown } }: RouteLabel): string =>
  element(
    'g',
    { class: 'part route-name', 'data-card': from, 'aria-hidden': 'true' },
    text(x, y + 10, 'route-label', shown),
  );

const ownerOf = ({ id, dockedTo }: DiagramCard): string => dockedTo ?? id;

const centerOf = ({ x, width }: Box): number => x + width / 2;

/** Around the right side, from a sidecar to the card above it. */
function pathInFrame(from: Box, to: Box): Path {
  const [startX, endX] = [from.x + from.width, to.x + to.width];
  const [startY, endY] = [middle(from), middle(to)];
  const out = Math.max(startX, endX) + swing / 2 + tip;
  return {
    curve: `M${startX} ${startY}C${out} ${startY} ${out} ${endY} ${endX + tip} ${endY}`,
    arrow: sideways(endX, endY, -1),
    end: { x: out, y: (startY + endY) / 2, side: 'left' },
  };
}

interface Path {
  readonly curve: string;
  readonly arrow: string;
  readonly end: RouteEnd;
}

/** From side to side of cards in one row, otherwise from the lower edge of one to the upper edge of the other. */
function pathBetween(from: Box, to: Box, index: number): Path {
  const isBeside = from.y < to.y + to.height && to.y < from.y + from.height;
  const shift = index * apart;
  if (isBeside) {
    const isRight = to.x > from.x;
    const [startX, endX] = isRight ? [from.x + from.width, to.x] : [from.x, to.x + to.width];
    const [startY, endY] = [middle(from), middle(to)];
    const away = isRight ? 1 : -1;
    if (Math.abs(endX - startX) < swing * 2)
      return {
        curve: `M${startX} ${startY}L${endX - away * tip} ${endY}`,
        arrow: sideways(endX, endY, away),
        end: { x: endX, y: endY, side: isRight ? 'right' : 'left' },
      };
    // Over cards between them it goes below the row.
    const low = Math.max(from.y + from.height, to.y + to.height) + swing / 2 + shift / 2;
    const [a, b] = [startFoot(from, to, shift), to.x + to.width / 2];
    const end = to.y + to.height;
    return {
      curve: `M${a} ${from.y + from.height}C${a} ${low} ${b} ${low} ${b} ${end + tip}`,
      arrow: upward(b, end),
      end: { x: b, y: end, side: 'up' },
    };
  }
  const isBelow = to.y > from.y;
  const [startX, endX] = [startFoot(from, to, shift), Math.min(to.x + to.width - 16, to.x + to.width / 2 + shift)];
  const startY = isBelow ? from.y + from.height : from.y;
  const endY = isBelow ? to.y : to.y + to.height;
  const down = isBelow ? 1 : -1;
  const curve = `M${startX} ${startY}C${startX} ${startY + down * swing} ${endX} ${endY - down * swing} ${endX} ${endY - down * tip}`;
  return {
    curve,
    arrow: isBelow ? downward(endX, endY) : upward(endX, endY),
    end: { x: endX, y: endY, side: isBelow ? 'down' : 'up' },
  };
}

const middle = ({ y, height }: Box): number => y + height / 2;

/** Edges start at the side of the card that is nearer to their target, one beside the other. */
function startFoot(from: Box, to: Box, shift: number): number {
  const center = from.x + from.width / 2;
  const room = Math.max(0, from.width / 2 - 16);
  const side = to.x + to.width / 2 < center ? -1 : 1;
  return center + side * Math.min(room, 10 + shift);
}

const downward = (x: number, y: number): string => `M${x - 4} ${y - tip}h8l-4 ${tip}z`;
const upward = (x: number, y: number): string => `M${x - 4} ${y + tip}h8l-4 ${-tip}z`;
const sideways = (x: number, y: number, away: number): string => `M${x - away * tip} ${y - 4}v8l${away * tip} -4z`;
