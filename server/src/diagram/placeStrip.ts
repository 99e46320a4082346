import type { DiagramModel } from './diagramModel.ts';
import type { PlacedStrip } from './layoutTypes.ts';
import { measures } from './measures.ts';
import { type Fitted, fitText, textWidth } from './textWidth.ts';

const textSize = measures.nameSize;
const pad = 16;
const iconRoom = 26;
const pitch = 18;

/** The strip with the worst finding, right-aligned with the lines' end; undefined when nothing was found. */
export function placeStrip(model: DiagramModel, y: number, lineEnd: number): PlacedStrip | undefined {
  const finding = model.worst;
  if (!finding) return undefined;
  const others = model.findingCount - 1;
  const where = `line ${finding.line}${finding.fixable ? ' · Fix…' : ''}${others > 0 ? `  (${others} more)` : ''}`;
  const whereWidth = textWidth(where, 'bold', textSize) + 14;
  const widest = Math.min(lineEnd - measures.margin, 1100);
  const lines = wrap(finding.message, widest - 2 * pad - iconRoom - whereWidth);
  const textWide = Math.max(...lines.map((line) => textWidth(line.text, 'regular', textSize)));
  const width = Math.min(widest, Math.ceil(textWide + whereWidth + 2 * pad + iconRoom));
  return {
    x: Math.max(measures.margin, Math.min(measures.lineStart - 6, lineEnd - width)),
    y,
    width,
    height: 16 + lines.length * pitch,
    lines,
    where,
  };
}

/** Two lines at most; the rest is cut off and stands in the title. */
function wrap(text: string, width: number): readonly Fitted[] {
  const words = text.replace(/\s+/g, ' ').trim().split(' ');
  let first = '';
  while (words[0] !== undefined) {
    const longer = first === '' ? words[0] : `${first} ${words[0]}`;
    if (first !== '' && textWidth(longer, 'regular', textSize) > width) break;
    first = longer;
    words.shift();
  }
  const lines = [fitText(first, 'regular', textSize, width)];
  if (words.length > 0) lines.push(fitText(words.join(' '), 'regular', textSize, width));
  return lines;
}
