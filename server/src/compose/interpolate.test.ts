import { describe, expect, it } from 'vitest';
import { interpolate } from './interpolate.ts';

const environment = new Map([
  ['TAG', '1.2'],
  ['EMPTY', ''],
]);

describe('interpolate', () => {
  it.each([
    ['nginx:$TAG', 'nginx:1.2', true],
    ['nginx:${TAG}', 'nginx:1.2', true],
    ['${NOPE:-80}:80', '80:80', true],
    ['${EMPTY:-80}', '80', true],
    ['${EMPTY-80}', '', true],
    ['${A:-${B:-7}}', '7', true],
    ['${A:-${TAG}}', '1.2', true],
    ['${TAG:+yes}', 'yes', true],
    ['$$HOME', '$HOME', true],
    ["([0-9]+)?$'", "([0-9]+)?$'", true],
    ['$(id -u)', '$(id -u)', true],
    ['${NOPE}', '', false],
    ['x$NOPE/y', 'x/y', false],
    ['${NOPE:?say it}', '', false],
  ])('reads %s', (raw, value, known) => {
    expect(interpolate(raw, environment)).toMatchObject({ value, known });
  });

  it.each(['${', '${}', '${1A}', '${A', '${A!b}'])('refuses %s as compose does', (raw) => {
    expect(interpolate(raw, environment).error?.reason).toMatch(/no variable reference/);
  });

  it('gives the place of each variable', () => {
    expect(interpolate('a${TAG}b$NOPE', environment).variables).toEqual([
      { name: 'TAG', value: '1.2', source: 'environment', required: false, start: 1, end: 7 },
      { name: 'NOPE', source: 'none', required: false, start: 8, end: 13 },
    ]);
  });
});
