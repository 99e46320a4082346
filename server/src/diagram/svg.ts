import { drawCard, drawFrame } from './drawCard.ts';
import { drawLeg } from './drawLeg.ts';
import { drawBand, drawLineLabel, drawOutside } from './drawLine.ts';
import { drawPill, drawWire } from './drawPill.ts';
import { drawRoutes } from './drawRoutes.ts';
import { drawStrip } from './drawStrip.ts';
import type { Layout } from './layoutTypes.ts';
import { namesOf } from './names.ts';
import { rootClass, styleSheet } from './styleSheet.ts';
import type { ThemeName } from './theme.ts';
import { describeModel } from './words.ts';
import { element, escapeXml } from './xml.ts';

export interface SvgOptions {
  /**
   * `variables` is for the webview: no styles inside, elements are buttons, and names are there a second time in large
   * letters for the far view. The others stand alone, with colours as they are.
   */
  readonly theme: ThemeName;
}

/** The picture as one SVG document. Pure; names from the file are escaped. */
export function renderSvg(layout: Layout, options: SvgOptions): string {
  const interactive = options.theme === 'variables';
  const names = namesOf(layout.model);
  const cardLayer = (under: string | undefined): string[] =>
    layout.cards.filter((placed) => placed.under === under).map((placed) => drawCard(placed, names, interactive));
  const nodes = [
    drawOutside(layout, interactive),
    ...layout.lines.flatMap((line) => [
      drawLineLabel(line, layout, interactive),
      ...(line.line.kind === 'host' ? layout.pills.map((pill) => drawPill(pill, names, interactive)) : []),
      ...cardLayer(line.line.id),
    ]),
    ...cardLayer(undefined),
    ...(layout.strip ? [drawStrip(layout.strip, layout.model, interactive)] : []),
  ];
  const summary = describeModel(layout.model);
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: rootClass,
      width: layout.width,
      height: layout.height,
      viewBox: `0 0 ${Math.ceil(layout.width)} ${Math.ceil(layout.height)}`,
      role: 'graphics-document',
      'aria-roledescription': 'network diagram',
      'aria-label': summary,
      'data-id': 'diagram',
    },
    element('title', {}, escapeXml(summary)),
    ...(interactive ? [] : [element('style', {}, escapeXml(styleSheet(options.theme)).replaceAll('&quot;', '"'))]),
    element('rect', { class: 'paper', width: layout.width, height: layout.height }),
    layer('bands', [...layout.lines.map((line) => drawBand(line, layout)), ...drawApart(layout)]),
    layer('legs', [
      ...layout.wires.map((wire) => drawWire(wire)),
      ...layout.legs.map((leg) => drawLeg(leg, layout, names)),
    ]),
    layer(
      'frames',
      layout.frames.map((frame) => drawFrame(frame, names)),
    ),
    ...(layout.model.routes.length > 0 ? [layer('routes', drawRoutes(layout, names))] : []),
    layer('nodes', nodes),
  );
}

const layer = (name: string, parts: readonly string[]): string =>
  element('g', { class: name }, '\n', ...parts.map((part) => `${part}\n`));

function drawApart(layout: Layout): readonly string[] {
  if (!layout.apart) return [];
  const { x, y, width, height } = layout.apart;
  return [
    element('rect', { class: 'apart', x, y, width, height, rx: 10 }),
    element('text', { class: 't', x: 24, y: y + 30 }, 'apart'),
    element('text', { class: 'd', x: 24, y: y + 46 }, 'on no network of this file'),
  ];
}
