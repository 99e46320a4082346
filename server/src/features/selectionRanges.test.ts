import { describe, expect, it } from 'vitest';
import type { SelectionRange } from 'vscode-languageserver-types';
import { marked } from '../../../test/harness/cursor.ts';
import { selectionRanges } from './selectionRanges.ts';

/** The selected texts, from the smallest on. */
function selections(textWithMark: string): readonly string[] {
  const { snapshot, position, text } = marked(textWithMark);
  const found: string[] = [];
  for (
    let current: SelectionRange | undefined = selectionRanges(snapshot, [position])[0];
    current;
    current = current.parent
  ) {
    const { start, end } = current.range;
    found.push(text.slice(snapshot.lines.offsetAt(start), snapshot.lines.offsetAt(end)));
  }
  return found;
}

describe('selectionRanges', () => {
  it('grow from the word to the file', () => {
    expect(selections('services:\n  web:\n    image: "ngi$0nx"\n    tty: true\n')).toEqual([
      '',
      'nginx',
      '"nginx"',
      'image: "nginx"',
      'image: "nginx"\n    tty: true',
      'web:\n    image: "nginx"\n    tty: true',
      'services:\n  web:\n    image: "nginx"\n    tty: true',
      'services:\n  web:\n    image: "nginx"\n    tty: true\n',
    ]);
  });

  it('go through lists', () => {
    expect(selections('a: [b, c$0]\n')).toEqual(['', 'c', '[b, c]', 'a: [b, c]', 'a: [b, c]\n']);
  });

  it('are the file where there is nothing', () => {
    expect(selections('a: 1\n\n$0\n')).toEqual(['', 'a: 1\n\n\n']);
  });

  it('answer for each position', () => {
    const { snapshot, position } = marked('a: $01\n');
    expect(selectionRanges(snapshot, [position, position])).toHaveLength(2);
  });
});
