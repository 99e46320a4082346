import { describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-types';
import { Publisher } from './publisher.ts';

const fault: Diagnostic = { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }, message: 'x' };

function started() {
  const sent: string[] = [];
  const publisher = new Publisher(({ uri, diagnostics, version }) =>
    sent.push(`${uri} ${version} ${diagnostics.length}`),
  );
  return { publisher, sent };
}

describe('Publisher', () => {
  it('says nothing of an open file without faults, nor twice the same, and takes faults back once', () => {
    const { publisher, sent } = started();
    publisher.show('a', [], 1);
    publisher.show('a', [fault], 2);
    publisher.show('a', [fault], 2);
    publisher.show('a', [fault], 3);
    publisher.show('a', [], 4);
    publisher.show('a', [], 5);
    expect(sent).toEqual(['a 2 1', 'a 3 1', 'a 4 0']);
  });

  it('takes back the faults of a file that is closed, and tells them again when it opens', () => {
    const { publisher, sent } = started();
    publisher.show('a', [fault], 1);
    publisher.clear('a');
    publisher.show('a', [fault], 1);
    expect(sent).toEqual(['a 1 1', 'a undefined 0', 'a 1 1']);
  });

  it('keeps files that no editor shows apart, and leaves those alone that have come on the screen', () => {
    const { publisher, sent } = started();
    const nobody = (): boolean => false;
    publisher.showClosed(
      new Map([
        ['a', [fault]],
        ['b', [fault]],
      ]),
      nobody,
    );
    publisher.showClosed(new Map([['a', [fault]]]), (uri) => uri === 'b');
    publisher.showClosed(new Map(), nobody);
    expect(sent).toEqual(['a undefined 1', 'b undefined 1', 'a undefined 0']);
  });
});
