import { describe, expect, it } from 'vitest';
import { snapshotOf } from '../../../test/harness/cursor.ts';
import { foldingRanges } from './foldingRanges.ts';

const folds = (text: string): readonly string[] =>
  foldingRanges(snapshotOf(text)).map(
    ({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind ? ` ${kind}` : ''}`,
  );

describe('foldingRanges', () => {
  it('are entries of several lines and runs of comments', () => {
    const text = `# one
# two
services:
  web:
    image: x
    ports:
      - target: 80
        published: "80"
      - "81"
  db: {image: x}
networks:
  a:
`;
    expect(folds(text)).toEqual(['2-9', '3-8', '5-8', '6-7', '10-11', '0-1 comment']);
  });

  it('are collections in brackets and long texts too', () => {
    expect(folds('a: [\n  1,\n  2\n]\nb: |\n  x\n  y\nc: 1\n')).toEqual(['0-3', '4-6']);
  });

  it('do not reach into the blank lines behind', () => {
    expect(folds('a:\n  b:\n    c: 1\n\n\nd: 1\n')).toEqual(['0-2', '1-2']);
  });

  it('are found in what is whole of a broken file', () => {
    expect(folds('services:\n  a:\n    image: x\n    ports: []\n  b: [\n')).toContain('1-3');
  });
});
