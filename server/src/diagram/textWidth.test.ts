import { expect, it } from 'vitest';
import { fitText, flowParts, textWidth } from './textWidth.ts';

it('leaves a text that fits as it is', () => {
  expect(fitText('nginx', 'bold', 13, 100)).toEqual({ text: 'nginx' });
});

it('cuts at the end, or at the start where the end tells things apart', () => {
  expect(fitText('a-very-long-name', 'regular', 10, 50)).toEqual({ text: 'a-very-l…', full: 'a-very-long-name' });
  expect(fitText('registry/team/image:1.2', 'regular', 10, 60, 'start')).toEqual({
    text: '…mage:1.2',
    full: 'registry/team/image:1.2',
  });
});

it('never gives a text that is wider than its place', () => {
  for (let width = 15; width < 120; width++) {
    const { text } = fitText('Wíde 漢字 😀 text with m and i', 'bold', 13, width);
    expect(textWidth(text, 'bold', 13)).toBeLessThanOrEqual(width + 0.001);
  }
});

it('counts characters of two code units once, and marks not at all', () => {
  expect(textWidth('😀', 'regular', 100)).toBe(105);
  expect(textWidth('e\u0301', 'regular', 100)).toBe(textWidth('e', 'regular', 100));
});

it('flows parts into lines and cuts what is too much', () => {
  const lines = flowParts(['10.0.0.0/24', 'internal', 'encrypted', 'attachable', 'overlay'], 'regular', 10, 110, 2);
  expect(lines.map((line) => line.text)).toEqual(['10.0.0.0/24 · internal', 'encrypted · attacha…']);
});
