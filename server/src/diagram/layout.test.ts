import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectOf } from '../../../test/harness/compose.ts';
import { composeText, type RandomService, stack } from '../../../test/harness/randomStack.ts';
import type { DiagramShape } from '../protocol.ts';
import { buildDiagram } from './buildDiagram.ts';
import { layoutDiagram } from './layout.ts';
import type { Box, Layout } from './layoutTypes.ts';
import { renderSvg } from './svg.ts';
import { textWidth } from './textWidth.ts';

const layoutOf = (text: string, previous?: Layout, shape?: DiagramShape): Layout =>
  layoutDiagram(buildDiagram(projectOf(text), []), previous, shape);

const anyShape = fc.constantFrom<DiagramShape>('wide', 'tall');

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

function overlapping(boxes: readonly (Box & { readonly what: string })[]): readonly string[] {
  const sorted = [...boxes].sort((a, b) => a.x - b.x);
  const found: string[] = [];
  sorted.forEach((box, index) => {
    for (let next = index + 1; next < sorted.length; next++) {
      const other = sorted[next];
      if (!other || other.x >= box.x + box.width) break;
      if (overlap(box, other)) found.push(`${box.what} and ${other.what}`);
    }
  });
  return found;
}

const cardBoxes = (layout: Layout) => layout.cards.map((placed) => ({ ...placed, what: placed.card.id }));
const labelBoxes = (layout: Layout) =>
  layout.legs.flatMap((placed) => (placed.label ? [{ ...placed.label, what: `label of ${placed.leg.id}` }] : []));
const pillBoxes = (layout: Layout) => layout.pills.map((placed) => ({ ...placed, what: placed.id }));

/** The upright part of a leg, as thin as it is drawn. */
const legBoxes = (layout: Layout) =>
  layout.legs.map(({ leg, x, startY, lineY }) => ({
    x: x - 1.2,
    y: Math.min(startY, lineY) + 0.5,
    width: 2.4,
    height: Math.abs(startY - lineY) - 1,
    what: leg.id,
    line: leg.line,
  }));

// Hundreds of layouts; the machine may be busy with other tests.
describe('layoutDiagram', { timeout: 60_000 }, () => {
  it('places no two cards, labels or pills over each other', () => {
    fc.assert(
      fc.property(stack(), anyShape, (random, shape) => {
        const layout = layoutOf(composeText(random), undefined, shape);
        expect(overlapping([...cardBoxes(layout), ...labelBoxes(layout), ...pillBoxes(layout)])).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  it('leads no leg over a card or a label', () => {
    fc.assert(
      fc.property(stack(), anyShape, (random, shape) => {
        const layout = layoutOf(composeText(random), undefined, shape);
        const hit = legBoxes(layout).flatMap((leg) =>
          [...cardBoxes(layout), ...labelBoxes(layout)]
            .filter((box) => overlap(leg, box))
            .map((box) => `${leg.what} over ${box.what}`),
        );
        expect(hit).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  it('keeps legs of different cards apart, unless a stack shares the way to a line', () => {
    fc.assert(
      fc.property(stack(), anyShape, (random, shape) => {
        const layout = layoutOf(composeText(random), undefined, shape);
        const column = new Map(layout.cards.map((placed) => [placed.card.id, placed.column.id]));
        const legs = layout.legs.map((placed, index) => ({ placed, box: legBoxes(layout)[index] }));
        for (const a of legs) {
          for (const b of legs) {
            if (a === b || !a.box || !b.box || !overlap(a.box, b.box)) continue;
            expect([column.get(a.placed.card), a.placed.leg.line]).toEqual([
              column.get(b.placed.card),
              b.placed.leg.line,
            ]);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('draws every card, line and pill once, and one leg for every membership', () => {
    fc.assert(
      fc.property(stack(), (random) => {
        const project = projectOf(composeText(random));
        const model = buildDiagram(project, []);
        const layout = layoutDiagram(model);
        const sorted = (ids: readonly string[]): readonly string[] => [...ids].sort();
        expect(sorted(layout.cards.map((placed) => placed.card.id))).toEqual(
          sorted(model.cards.map((card) => card.id)),
        );
        expect(layout.lines.map((placed) => placed.line.id)).toEqual(model.lines.map((line) => line.id));
        expect(sorted(layout.pills.flatMap((placed) => placed.pills.map((pill) => pill.id)))).toEqual(
          sorted(model.pills.map((pill) => pill.id)),
        );
        const memberships = project.services.flatMap((service) =>
          service.networkMode
            ? []
            : [...new Set(service.attachments.map(({ network }) => `${service.name}/${network}`))],
        );
        const modes = project.services
          .filter((service) => service.networkMode?.kind === 'host')
          .map((service) => `${service.name}/host`);
        const names = new Map([...model.cards, ...model.lines].map((item) => [item.id, item.name]));
        expect(sorted(layout.legs.map(({ card, leg }) => `${names.get(card)}/${names.get(leg.line)}`))).toEqual(
          sorted([...memberships, ...modes]),
        );
      }),
      { numRuns: 80 },
    );
  });

  it('joins every leg to its line and hops over exactly the lines in between', () => {
    fc.assert(
      fc.property(stack(), anyShape, (random, shape) => {
        const layout = layoutOf(composeText(random), undefined, shape);
        const y = new Map(layout.lines.map((placed) => [placed.line.id, placed.y]));
        for (const { leg, startY, lineY, hops } of layout.legs) {
          expect(lineY).toBe(y.get(leg.line));
          const between = [...y.values()].filter((at) => at > Math.min(startY, lineY) && at < Math.max(startY, lineY));
          expect([...hops].sort((a, b) => a - b)).toEqual(between);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('keeps everything inside the picture and words inside their cards', () => {
    fc.assert(
      fc.property(stack(), anyShape, (random, shape) => {
        const layout = layoutOf(composeText(random), undefined, shape);
        for (const box of [...cardBoxes(layout), ...labelBoxes(layout), ...pillBoxes(layout)]) {
          expect(box.x).toBeGreaterThanOrEqual(layout.lineStart);
          expect(box.x + box.width).toBeLessThanOrEqual(layout.lineEnd);
          expect(box.y + box.height).toBeLessThanOrEqual(layout.height);
        }
        for (const { text, width } of layout.cards) {
          expect(textWidth(text.name.text, 'bold', 13) + 33).toBeLessThanOrEqual(width);
          const facts =
            textWidth(text.source?.text ?? '', 'regular', 11.5) + textWidth(text.aside ?? '', 'regular', 11.5);
          expect(facts).toBeLessThanOrEqual(width - 25);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('gives the same picture for the same stack', () => {
    fc.assert(
      fc.property(stack(), (random) => {
        const text = composeText(random);
        const first = layoutOf(text);
        expect(renderSvg(layoutOf(text), { theme: 'light' })).toBe(renderSvg(first, { theme: 'light' }));
        expect(layoutOf(text, first).cards).toEqual(first.cards);
      }),
      { numRuns: 40 },
    );
  });

  it('moves few cards when a service is added', () => {
    fc.assert(
      fc.property(stack({ least: 5 }), fc.nat(), fc.nat(), (random, which, where) => {
        const before = layoutOf(composeText(random));
        const model = random.services[which % random.services.length];
        if (!model) return;
        const added: RandomService = { ...model, name: 'added', ports: 0 };
        const services = [...random.services];
        services.splice(where % (services.length + 1), 0, added);
        const after = layoutOf(composeText({ ...random, services }), before);
        const old = new Map(before.cards.map((placed) => [placed.card.id, placed]));
        const moved = after.cards.filter(({ card, x, under }) => {
          const was = old.get(card.id);
          return was && (Math.abs(was.x - x) > 20 || was.under !== under);
        });
        // Only the stack that the new card joins may have to give way.
        expect(new Set(moved.map(({ card }) => old.get(card.id)?.column.id)).size).toBeLessThanOrEqual(1);
      }),
      { numRuns: 80 },
    );
  });

  it('fits a small stack into a narrow panel, and lays out anew when the shape changes', () => {
    const services = Array.from({ length: 5 }, (_, index): RandomService => {
      return { name: `service-${index}`, networks: index === 4 ? [3] : [index, index + 1], ports: 0, mode: 'networks' };
    });
    const networks = Array.from({ length: 5 }, (_, index) => ({ name: `net${index}`, internal: index > 0 }));
    const text = composeText({ networks, services });
    const wide = layoutOf(text);
    const tall = layoutOf(text, wide, 'tall');
    expect(tall.width).toBeLessThan(830);
    expect(wide.width).toBeGreaterThan(1100);
    expect(layoutOf(text, tall, 'wide').cards).toEqual(wide.cards);
  });

  it('lays out 500 services in well under a second, in a shape that a screen can show', () => {
    const names = Array.from({ length: 20 }, (_, index) => `net${index}`);
    const services = Array.from({ length: 500 }, (_, index): RandomService => {
      const first = (index * 7) % 20;
      return {
        name: `service-${index}`,
        networks: [...new Set([first, Math.min(19, first + (index % 3))])],
        ports: 0,
        mode: 'networks',
      };
    });
    const text = composeText({ networks: names.map((name, index) => ({ name, internal: index > 0 })), services });
    const model = buildDiagram(projectOf(text), []);
    const start = performance.now();
    const layout = layoutDiagram(model);
    layoutDiagram(model, layout);
    expect(performance.now() - start).toBeLessThan(900);
    expect(layout.width / layout.height).toBeGreaterThan(1);
    expect(layout.width / layout.height).toBeLessThan(4);
  });
});
