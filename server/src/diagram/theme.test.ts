import { describe, expect, it } from 'vitest';
import { type ConcreteThemeName, concreteThemes } from './theme.ts';

type Colour = readonly [number, number, number];

const parse = (hex: string): Colour =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as unknown as Colour;
const toLinear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const linear = (hex: string): Colour => parse(hex).map(toLinear) as unknown as Colour;

/** Contrast of two colours as WCAG 2 defines it. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [red, green, blue] = linear(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

type Matrix = readonly [Colour, Colour, Colour];

const multiply = (matrix: Matrix, [x, y, z]: Colour): Colour =>
  matrix.map(([a, b, c]) => a * x + b * y + c * z) as unknown as Colour;

/** What people without one kind of cone see, in linear RGB (Machado, Oliveira and Fernandes 2009, severity 1). */
const visions: Readonly<Record<string, Matrix>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Distance in OKLab; about 0.02 can just be told apart. */
function difference(a: Colour, b: Colour): number {
  const lab = (colour: Colour): Colour => {
    const cones = multiply(
      [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
      ],
      colour,
    ).map(Math.cbrt) as unknown as Colour;
    return multiply(
      [
        [0.2104542553, 0.793617785, -0.0040720468],
        [1.9779984951, -2.428592205, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.808675766],
      ],
      cones,
    );
  };
  const [x, y] = [lab(a), lab(b)];
  return Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

describe.each(Object.keys(concreteThemes) as ConcreteThemeName[])('theme %s', (name) => {
  const theme = concreteThemes[name];

  it('has texts that can be read on what is behind them', () => {
    const pairs: readonly (readonly [string, string])[] = [
      [theme.text, theme.background],
      [theme.text, theme.card],
      [theme.muted, theme.background],
      [theme.muted, theme.card],
      [theme.muted, theme.outside],
      [theme.onHost, theme.host],
      [theme.undeclared, theme.background],
      [theme.error, theme.errorBackground],
      [theme.warning, theme.warningBackground],
      [theme.information, theme.informationBackground],
      ...[theme.error, theme.warning, theme.information].map((severity) => [theme.onSeverity, severity] as const),
      ...theme.tones.map((tone) => [tone, theme.background] as const),
    ];
    for (const [text, background] of pairs)
      expect({ text, background, enough: contrast(text, background) >= 4.5 }).toMatchObject({ enough: true });
  });

  it.each(Object.entries(visions))('has tones whose neighbours differ with %s', (_, vision) => {
    theme.tones.forEach((tone, index) => {
      const next = theme.tones[(index + 1) % theme.tones.length] ?? '';
      const distance = difference(multiply(vision, linear(tone)), multiply(vision, linear(next)));
      expect({ tone, next, distance: distance > 0.06 ? 'enough' : distance }).toMatchObject({ distance: 'enough' });
    });
  });
});
