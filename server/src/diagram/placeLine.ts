import type { DiagramLine } from './diagramModel.ts';
import { badgeWidth } from './drawBadge.ts';
import type { PlacedLine } from './layoutTypes.ts';
import { measures } from './measures.ts';
import { fitText, flowParts, textWidth } from './textWidth.ts';
import { lineDetails } from './words.ts';

/** Width of the lock and of the shield with the room beside them. */
export const iconPitch = 16;

/** The label left of a line: its name with icons behind it, and under it up to three rows of facts. */
export function placeLine(line: DiagramLine, y: number, tone: number | undefined): PlacedLine {
  const icons = ((line.internal ? 1 : 0) + (line.encrypted ? 1 : 0)) * iconPitch;
  const behind = icons + (line.mark ? badgeWidth(line.mark.count) + 4 : 0) + 9;
  const name = fitText(line.name, 'bold', measures.nameSize, measures.labelWidth - behind);
  const nameWidth = Math.ceil(textWidth(name.text, 'bold', measures.nameSize));
  const details = flowParts(lineDetails(line), 'regular', measures.detailSize, measures.labelWidth, 3);
  return {
    line,
    y,
    tone,
    name,
    iconsX: measures.margin + nameWidth + 9,
    headWidth: nameWidth + behind,
    details,
    labelWidth: Math.max(
      nameWidth + behind,
      ...details.map(({ text }) => Math.ceil(textWidth(text, 'regular', measures.detailSize))),
    ),
  };
}
