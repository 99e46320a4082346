import { drawBadge } from './drawBadge.ts';
import { drawNode, text } from './drawNode.ts';
import { roleIcon } from './icons.ts';
import { isPluginId } from './ids.ts';
import type { PlacedCard, PlacedFrame } from './layoutTypes.ts';
import { measures } from './measures.ts';
import type { Names } from './names.ts';
import { textWidth } from './textWidth.ts';
import { describeCard } from './words.ts';
import { element } from './xml.ts';

export function drawCard(placed: PlacedCard, names: Names, interactive: boolean): string {
  const { card, x, y, width, height, docked } = placed;
  const radius = docked ? 7 : 9;
  const owner = card.dockedTo === undefined ? undefined : names.nameOf(card.dockedTo);
  const severity = card.mark?.severity;
  const edge = severity === 'error' || severity === 'warning' ? ` edge-${severity}` : '';
  return drawNode(
    card.id,
    describeCard(card, names.nameOf, owner),
    interactive,
    { class: docked ? 'part node service docked' : 'part node service', 'data-owner': card.dockedTo },
    element('rect', { class: 'shadow', x: x - 0.5, y: y + 2, width: width + 1, height, rx: radius }),
    element('rect', { class: `card${edge}`, x, y, width, height, rx: radius }),
    element('g', { class: 'near' }, ...drawText(placed)),
    ...(interactive
      ? [text(x + width / 2, y + height / 2 + (docked ? 6 : 9), 'far', placed.text.far.text, 'middle')]
      : []),
    element('rect', { class: 'ring', x: x - 4, y: y - 4, width: width + 8, height: height + 8, rx: radius + 3 }),
    ...(card.mark ? [drawBadge(x + width - 4, y + (docked ? 4 : 2), card.mark.severity, card.mark.count)] : []),
  );
}

/** The frame of cards that share one network namespace, and so addresses, ports and reach. */
export function drawFrame(frame: PlacedFrame, names: Names): string {
  const { x, y, width, height, owner } = frame;
  const isChain = isPluginId(owner);
  return element(
    'g',
    {
      class: 'part frame-group',
      'data-id': `frame:${owner}`,
      'data-card': owner,
      role: 'img',
      'aria-label': isChain
        ? `The chain of ${names.nameOf(owner)}`
        : `These share the network of ${names.nameOf(owner)}`,
    },
    element('rect', { class: 'frame', x, y, width, height, rx: 13 }),
  );
}

function drawText({ card, x, y, width, docked, text: words }: PlacedCard): readonly string[] {
  const left = x + 13;
  const right = x + width - 12;
  const nameY = docked ? y + 19.5 : y + 21;
  const nameX = left + 20;
  const parts = [
    element('path', {
      class: 'icon',
      d: roleIcon(card.kind ?? card.role),
      transform: `translate(${left} ${nameY - 11.5})`,
    }),
    text(nameX, nameY, 't', words.name.text),
  ];
  if (words.replicas !== undefined) {
    const chipX = nameX + Math.ceil(textWidth(words.name.text, 'bold', measures.nameSize)) + 6;
    const chipWidth = Math.ceil(textWidth(words.replicas, 'bold', measures.smallSize)) + 10;
    parts.push(
      element('rect', { class: 'chip', x: chipX, y: nameY - 11.5, width: chipWidth, height: 15, rx: 7.5 }),
      text(chipX + chipWidth / 2, nameY - 0.5, 's', words.replicas, 'middle'),
    );
  }
  const factsY = docked ? nameY : y + 38.5;
  if (words.source) parts.push(text(left, factsY, 'd', words.source.text));
  if (words.aside !== undefined) parts.push(text(right, factsY, 'd', words.aside, 'end'));
  return parts;
}
