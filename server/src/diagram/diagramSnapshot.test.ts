import { expect, it } from 'vitest';
import { analyze } from '../features/analyze.ts';
import type { Snapshot } from '../features/snapshot.ts';
import type { DiagramSnapshot } from '../protocol.ts';
import { createDiagrams } from './diagrams.ts';
import { xmlFault } from './wellFormedXml.ts';

const uri = 'file:///shop/compose.yaml';
const environment = new Map<string, string>();

const read = (text: string, version = 1): Snapshot =>
  analyze({ uri, version, text, environment, directoryName: 'shop' });

const good = `services:
  web:
    image: nginx
    ports: ["80:80"]
    networks: [edge]
  db:
    image: postgres
    networks:
      data:
        aliases: [store]
networks:
  edge:
  data:
    internal: true
`;

const lineOf = (snapshot: DiagramSnapshot, id: string): readonly number[] | undefined => {
  const node = snapshot.nodes.find((candidate) => candidate.id === id);
  return node && [node.range.start.line, node.range.end.line, node.selection.start.line, node.selection.end.character];
};

it('gives picture, places, reach and tables of one file', () => {
  const answer = createDiagrams().answer(read(good, 7), { uri });
  expect(answer).toMatchObject({ uri, version: 7, title: 'shop' });
  expect(answer.stale).toBeUndefined();
  expect(xmlFault(answer.svg)).toBeUndefined();
  expect(lineOf(answer, 'service:web')?.slice(0, 3)).toEqual([1, 4, 1]);
  expect(lineOf(answer, 'network:data')?.slice(0, 3)).toEqual([12, 13, 12]);
  expect(lineOf(answer, 'port:web→0')?.slice(0, 3)).toEqual([3, 3, 3]);
  expect(lineOf(answer, 'leg:db→network:data')?.[0]).toBe(8);
  const [services, networks] = answer.table;
  expect(services?.rows.map((row) => row.cells[0])).toEqual(['web', 'db']);
  expect(services?.rows[0]?.cells).toContain('80→80 (open on every address of the host)');
  expect(services?.rows[1]?.cells).toContain('data (as store)');
  expect(networks?.rows.map((row) => row.cells[0])).toEqual(['edge', 'data']);
  for (const table of answer.table) for (const row of table.rows) expect(row.cells).toHaveLength(table.columns.length);
});

it('names a place for everything in the picture that someone can ask the source of', () => {
  const { svg, nodes } = createDiagrams().answer(read(good), { uri });
  const known = new Set(nodes.map((node) => node.id));
  const ids = [...svg.matchAll(/data-id="((?:service|network|port|leg|finding)[^"]*)"/g)].map(([, id]) => id);
  expect(ids.filter((id) => id !== undefined && !known.has(id))).toEqual([]);
});

it('keeps the last good picture while the text is broken, and says why', () => {
  const diagrams = createDiagrams();
  const before = diagrams.answer(read(good), { uri });
  const broken = diagrams.answer(read(`# one line more\n${good.replace('[edge]', '[edge')}`, 2), { uri });
  expect(broken.svg).toBe(before.svg);
  expect(broken.version).toBe(2);
  expect(broken.stale).toMatch(/^Line \d+ cannot be read: /);
  expect(lineOf(broken, 'network:data')?.[0]).toBe(13);
  const mended = diagrams.answer(read(good, 3), { uri });
  expect(mended.stale).toBeUndefined();
  expect(mended.svg).toBe(before.svg);
});

it('draws what can be read of a file that is broken from the start, marked', () => {
  const answer = createDiagrams().answer(read('services:\n  web:\n    image: nginx\n\timage: x\n'), { uri });
  expect(answer.stale).toMatch(/^Line 4 cannot be read: /);
  expect(answer.svg).toContain('data-id="service:web"');
});

it('gives fixed colours for export, with cards where they stand in the view', () => {
  const diagrams = createDiagrams();
  const snapshot = read(good);
  const view = diagrams.answer(snapshot, { uri });
  const file = diagrams.answer(snapshot, { uri, theme: 'dark' });
  const cards = (svg: string): readonly string[] =>
    [...svg.matchAll(/class="card[^"]*" x="(\d+)" y="(\d+)"/g)].map(([, x, y]) => `${x} ${y}`);
  expect(file.svg).toContain('<style>');
  expect(cards(file.svg)).toEqual(cards(view.svg));
  expect(cards(file.svg)).toHaveLength(2);
});

it('leaves cards where they are between edits, until it is asked to lay out anew', () => {
  const diagrams = createDiagrams();
  const place = (svg: string, name: string): string | undefined =>
    new RegExp(`data-id="service:${name}".*?class="card[^"]*" x="(\\d+)"`, 's').exec(svg)?.[1];
  const before = diagrams.answer(read(good), { uri });
  const more = good.replace('services:\n', 'services:\n  first: { image: x, networks: [edge] }\n');
  const after = diagrams.answer(read(more, 2), { uri });
  expect(place(after.svg, 'web')).toBe(place(before.svg, 'web'));
  expect(place(after.svg, 'db')).toBe(place(before.svg, 'db'));
  const anew = diagrams.answer(read(more, 3), { uri, anew: true });
  expect(place(anew.svg, 'web')).not.toBe(place(before.svg, 'web'));
});

it('forgets a closed file', () => {
  const diagrams = createDiagrams();
  diagrams.answer(read(good), { uri });
  diagrams.forget(uri);
  const answer = diagrams.answer(read('services:\n  other:\n    image: [', 2), { uri });
  expect(answer.svg).not.toContain('service:web');
});
