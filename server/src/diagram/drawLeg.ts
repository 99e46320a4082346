import { toneClass } from './drawLine.ts';
import { text } from './drawNode.ts';
import type { Layout, PlacedLeg } from './layoutTypes.ts';
import { measures } from './measures.ts';
import type { Names } from './names.ts';
import { describeLeg } from './words.ts';
import { element, escapeXml } from './xml.ts';

/** The leg from a card to a line that it is on, with a ring where it joins and a hop over every line in between. */
export function drawLeg(placed: PlacedLeg, layout: Layout, names: Names): string {
  const { leg, card, startX, startY, x, lineY, hops, label } = placed;
  const line = layout.lines.find((candidate) => candidate.line.id === leg.line);
  const stroke = line?.line.kind === 'host' ? 'host-stroke' : toneClass('tone', line?.tone);
  const words = describeLeg(leg, names.nameOf(card), names.nameOf(leg.line));
  const texts = label?.lines.map((content, index) =>
    text(
      label.anchor === 'end' ? label.x + label.width : label.x,
      label.y + 9.5 + index * 12,
      's',
      content.text,
      label.anchor === 'end' ? 'end' : undefined,
    ),
  );
  return element(
    'g',
    {
      class: 'part leg-group',
      'data-id': leg.id,
      'data-card': card,
      'data-line': leg.line,
      role: 'img',
      'aria-label': words,
    },
    element('title', {}, escapeXml(words)),
    ...drawHalos(x, hops),
    element('path', {
      class: `leg ${stroke}`,
      d: `M${startX} ${startY}${startX === x ? '' : `H${x}`}${hopPath(x, startY, lineY, hops)}`,
    }),
    ...(startX === x
      ? []
      : [element('circle', { class: `bend ${stroke.replace('tone', 'ink')}`, cx: x, cy: startY, r: 2.6 })]),
    element('circle', { class: `joint ${stroke}`, cx: x, cy: lineY, r: 4.5 }),
    ...(texts ?? []),
  );
}

/** The vertical part of a path, which goes around the right side of every hop. `hops` come in the order of the path. */
export function hopPath(x: number, from: number, to: number, hops: readonly number[]): string {
  const radius = measures.hopRadius;
  const down = from < to;
  const arcs = hops.map((y) => {
    const [first, last] = down ? [y - radius, y + radius] : [y + radius, y - radius];
    return `V${first}A${radius} ${radius} 0 0 ${down ? 1 : 0} ${x} ${last}`;
  });
  return `${arcs.join('')}V${to}`;
}

/** A gap in the crossed line under the top of the hop, so that the eye does not take the crossing for a joint. */
export function drawHalos(x: number, hops: readonly number[]): readonly string[] {
  const radius = measures.hopRadius;
  return hops.map((y) =>
    element('path', {
      class: 'halo',
      d: `M${x + radius - 1.2} ${y - 3.2}A${radius} ${radius} 0 0 1 ${x + radius - 1.2} ${y + 3.2}`,
    }),
  );
}
