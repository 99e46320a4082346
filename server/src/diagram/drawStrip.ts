import type { DiagramModel } from './diagramModel.ts';
import { drawBadge } from './drawBadge.ts';
import { drawNode, text } from './drawNode.ts';
import { stripId } from './ids.ts';
import type { PlacedStrip } from './layoutTypes.ts';
import { element } from './xml.ts';

/** The finding that matters most, in words, with the line where it stands. */
export function drawStrip(strip: PlacedStrip, model: DiagramModel, interactive: boolean): string {
  const { x, y, width, height, lines, where } = strip;
  const finding = model.worst;
  if (!finding) return '';
  const ink = `on-strip-${finding.severity}`;
  return drawNode(
    stripId,
    `${finding.severity}: ${finding.message} ${where}`,
    interactive,
    { class: 'part node strip' },
    element('rect', { class: `strip-${finding.severity}`, x, y, width, height, rx: 8 }),
    drawBadge(x + 20, y + height / 2, finding.severity, 1),
    ...lines.map((line, index) => text(x + 38, y + 21.5 + index * 18, ink, line.text)),
    text(x + width - 16, y + 21.5, `${ink} where`, where, 'end'),
    element('rect', { class: 'ring', x: x - 4, y: y - 4, width: width + 8, height: height + 8, rx: 11 }),
  );
}
