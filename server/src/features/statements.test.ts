import { describe, expect, it } from 'vitest';
import { analyzed, marked, shop } from '../../../test/harness/cursor.ts';
import { definition } from './definition.ts';
import { documentSymbols } from './documentSymbols.ts';
import { hover } from './hover.ts';
import { references } from './references.ts';
import { rename } from './rename.ts';

const withReach = (lines: string): string => `${shop}x-reach:\n${lines}`;

function hoverAt(text: string): string {
  const { snapshot, position } = marked(text);
  const found = hover(snapshot, position);
  return found && typeof found.contents === 'object' && 'value' in found.contents ? found.contents.value : '';
}

describe('hover on a statement', () => {
  it('says what is intended, what is predicted, and why', () => {
    expect(hoverAt(withReach('  - frontend -$0> database:5432\n'))).toMatchInlineSnapshot(`
      "### \`frontend -> database:5432\`

      Intended: frontend can reach database on port 5432.

      **✗ does not hold** · The connection is not possible. They share no network: frontend is on web_tier, api_tier, database on data_tier.

      1. frontend is attached to web_tier, api_tier.
      2. database is attached to data_tier.
      3. They share no network: frontend is on web_tier, api_tier, database on data_tier."
    `);
    expect(hoverAt(withReach('  - web_tier -x$0-> data_tier\n  - frontend -> backend\n'))).toMatchInlineSnapshot(`
      "### \`web_tier -x-> data_tier\`

      Intended: no service on web_tier can reach any service on data_tier on any port.

      **✓ holds** · All 3 pairs are as intended; of nginx to backend: They share no network: nginx is on dmz, web_tier, backend on api_tier, data_tier.

      1. nginx is attached to dmz, web_tier.
      2. backend is attached to api_tier, data_tier.
      3. They share no network: nginx is on dmz, web_tier, backend on api_tier, data_tier.

      frontend -\\> backend is an exception to it."
    `);
    expect(hoverAt(withReach('  - nobody $0-> backend\n'))).toContain('nobody is not defined');
    expect(hoverAt(withReach('  - frontend -$0> internet\n'))).toContain('does not hold');
  });

  it('on a name tells about the name as well', () => {
    const text = hoverAt(withReach('  - fron$0tend -> backend\n'));
    expect(text).toContain('✓ holds');
    expect(text).toContain('### Service `frontend`');
  });

  it('explains the key and those of its map', () => {
    expect(hoverAt(`${shop}x-re$0ach:\n  - a -> b\n`)).toContain('must not be');
    expect(hoverAt(withReach('  def$0ault: deny\n'))).toContain('whatever no statement allows');
    expect(hoverAt(withReach('  fl$0ows: []\n'))).toContain('SOURCE -> TARGET:PORT');
  });
});

describe('names in a statement', () => {
  const text = withReach('  - fron$0tend -x-> network:data_tier\n  - internet -> frontend:3000\n');

  it('lead to their definition, and are among its references', () => {
    const { snapshot, position } = marked(text);
    expect(definition(snapshot, position).map(({ targetRange }) => targetRange.start.line)).toEqual([10]);
    expect(references(snapshot, position, false)).toHaveLength(2);
  });

  it('are renamed with it, and keep their meaning', () => {
    const renamed = (source: string, name: string): readonly string[] => {
      const { snapshot, position } = marked(source);
      const edit = rename(snapshot, position, name);
      return 'refused' in edit
        ? [edit.refused]
        : Object.values(edit.changes ?? {})
            .flat()
            .map(({ newText }) => newText);
    };
    expect(renamed(text, 'web')).toEqual(['web', 'web', 'web']);
    expect(renamed(text, 'lan')).toEqual(['lan', 'service:lan', 'service:lan']);
    const network = text.replace('$0', '').replace('network:data_tier', 'data$0_tier');
    expect(renamed(network, 'database').filter((name) => name.startsWith('network:'))).toEqual(['network:database']);
  });
});

describe('the outline', () => {
  it('has the statements with what becomes of them', () => {
    const outline = (lines: string): readonly unknown[] =>
      documentSymbols(analyzed(withReach(lines)))
        .filter(({ name }) => name === 'x-reach')
        .flatMap(({ children = [] }) => [...children, ...children.flatMap((child) => child.children ?? [])])
        .map(({ name, detail }) => [name, detail]);
    expect(outline('  - frontend -> backend:8000\n  - frontend -> database\n  - nobody -> host\n')).toEqual([
      ['frontend -> backend:8000', 'holds'],
      ['frontend -> database', 'does not hold'],
      ['nobody -> host', 'nothing to ask'],
    ]);
    expect(outline('  default: deny\n  flows:\n    - frontend -> backend\n')).toEqual([
      ['default', undefined],
      ['flows', undefined],
      ['frontend -> backend', 'holds'],
    ]);
  });
});
