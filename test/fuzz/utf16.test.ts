import { describe, expect, it } from 'vitest';
import { type CompletionItem, type Position, TextEdit } from 'vscode-languageserver-types';
import { completions } from '../../server/src/features/completion.ts';
import { diagnosticsOf } from '../../server/src/features/diagnostics.ts';
import { hover } from '../../server/src/features/hover.ts';
import { rename } from '../../server/src/features/rename.ts';
import { analyzed } from '../harness/cursor.ts';

// Two UTF-16 units, one unit of three UTF-8 bytes, one with a joiner, and a combining mark.
const before = ['🚀', '数据', '👩‍👧', 'e\u0301', '\ufeff'];

describe.each(before)('behind %j on the same line', (wide) => {
  const text = `services:
  web:
    image: nginx:1.27
    labels: { "${wide}": x }
    networks: { front: { aliases: ["${wide}", plain] }, nowhere: {} }
  db: { image: postgres:17, labels: { a: "${wide}" }, networks: [front, ] }
networks:
  front: {}
  back: {}
`;
  const snapshot = analyzed(text);
  const lineOf = (part: string): number => text.slice(0, text.indexOf(part)).split('\n').length - 1;
  const at = (line: number, part: string): Position => ({
    line,
    character: (text.split('\n')[line] ?? '').indexOf(part),
  });
  const shift = (position: Position, by: number): Position => ({ ...position, character: position.character + by });

  it('a finding is on its word', () => {
    const start = at(4, 'nowhere');
    const found = diagnosticsOf(snapshot).find(({ code }) => code === 'undefined-network');
    expect(found?.range).toEqual({ start, end: shift(start, 'nowhere'.length) });
  });

  it('a hover covers its word', () => {
    const start = at(5, 'front');
    expect(hover(snapshot, shift(start, 2))?.range).toEqual({ start, end: shift(start, 'front'.length) });
  });

  it('a rename changes the words and nothing else', () => {
    const edit = rename(snapshot, at(7, 'front'), 'edge');
    if ('refused' in edit) throw new Error(edit.refused);
    const places = (edit.changes?.[snapshot.uri] ?? []).map(({ range }) => range.start);
    expect(places).toEqual(expect.arrayContaining([at(4, 'front'), at(5, 'front'), at(7, 'front')]));
    expect(places).toHaveLength(3);
  });

  it('a proposal goes where the cursor is', () => {
    const cursor = shift(at(lineOf('  db:'), '[front, '), '[front, '.length);
    const proposals: readonly CompletionItem[] = completions(snapshot, cursor);
    const edit = proposals[0]?.textEdit;
    expect(TextEdit.is(edit) && edit.range).toEqual({ start: cursor, end: cursor });
  });
});
