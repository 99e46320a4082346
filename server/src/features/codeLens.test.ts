import { describe, expect, it } from 'vitest';
import { shop, snapshotOf } from '../../../test/harness/cursor.ts';
import { codeLenses, resolveCodeLens } from './codeLens.ts';

const lensTexts = (text: string): readonly string[] =>
  codeLenses(snapshotOf(text)).map(({ range, command }) => `${range.start.line} ${command?.title ?? '?'}`);

describe('codeLenses', () => {
  it('offer commands for the stack and facts for its parts', () => {
    expect(lensTexts(shop)).toEqual([
      '1 Show diagram',
      '1 Deploy',
      '1 Verify isolation',
      '1 Tear down',
      '2 reaches 1 · reached by 1',
      '10 reaches 3 · reached by 3',
      '18 reaches 3 · reached by 3',
      '26 reaches 2 · reached by 2',
      '33 reaches 1 · reached by 1',
      '38 1 member · 252 free',
      '42 2 members · internal · 251 free',
      '47 3 members · internal · 250 free',
      '53 2 members · internal · 251 free',
      '61 1 member · internal · 252 free',
    ]);
  });

  it('pass the file to their commands', () => {
    const [first] = codeLenses(snapshotOf(shop));
    expect(first?.command).toEqual({
      title: 'Show diagram',
      command: 'bulkhead.showDiagram',
      arguments: ['file:///shop/compose.yaml'],
    });
  });

  it('leave the counting in large files until a lens is seen', () => {
    const names = Array.from({ length: 200 }, (_, index) => `s${index}`);
    const snapshot = snapshotOf(`services:\n${names.map((name) => `  ${name}: {image: x}\n`).join('')}`);
    const lens = codeLenses(snapshot).find(({ data }) => data !== undefined);
    expect(lens?.command).toBeUndefined();
    expect(lens && resolveCodeLens(snapshot, JSON.parse(JSON.stringify(lens))).command?.title).toBe(
      'reaches 199 · reached by 199',
    );
  });

  it('are none in a file without services', () => {
    expect(lensTexts('x: 1\n')).toEqual([]);
  });
});
