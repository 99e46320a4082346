import { expect, it } from 'vitest';
import { xmlFault } from '../../../test/harness/wellFormedXml.ts';
import { analyze } from '../features/analyze.ts';
import type { Snapshot } from '../features/snapshot.ts';
import type { DiagramSnapshot } from '../protocol.ts';
import { diagramIn, diagramSnapshot } from './diagramSnapshot.ts';

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
  const answer = diagramSnapshot(read(good, 7)).answer;
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
  const { svg, nodes } = diagramSnapshot(read(good)).answer;
  const known = new Set(nodes.map((node) => node.id));
  const ids = [...svg.matchAll(/data-id="((?:service|network|port|leg|finding)[^"]*)"/g)].map(([, id]) => id);
  expect(ids.filter((id) => id !== undefined && !known.has(id))).toEqual([]);
});

it('keeps the last good picture while the text is broken, and says why', () => {
  const first = diagramSnapshot(read(good));
  const second = diagramSnapshot(read(`# one line more\n${good.replace('[edge]', '[edge')}`, 2), first);
  expect(second.answer.svg).toBe(first.answer.svg);
  expect(second.answer.version).toBe(2);
  expect(second.answer.stale).toMatch(/^Line \d+ cannot be read: /);
  expect(lineOf(second.answer, 'network:data')?.[0]).toBe(13);
  const mended = diagramSnapshot(read(good, 3), second);
  expect(mended.answer.stale).toBeUndefined();
  expect(mended.answer.svg).toBe(first.answer.svg);
});

it('draws what can be read of a file that is broken from the start, marked', () => {
  const answer = diagramSnapshot(read('services:\n  web:\n    image: nginx\n\timage: x\n')).answer;
  expect(answer.stale).toMatch(/^Line 4 cannot be read: /);
  expect(answer.svg).toContain('data-id="service:web"');
});

it('gives fixed colours for export, with cards where they stand in the view', () => {
  const drawn = diagramSnapshot(read(good));
  const file = diagramIn(drawn, 'dark');
  const cards = (svg: string): readonly string[] =>
    [...svg.matchAll(/class="card[^"]*" x="(\d+)" y="(\d+)"/g)].map(([, x, y]) => `${x} ${y}`);
  expect(file.svg).toContain('<style>');
  expect(cards(file.svg)).toEqual(cards(drawn.answer.svg));
  expect(cards(file.svg)).toHaveLength(2);
  expect(diagramIn(drawn, 'variables')).toBe(drawn.answer);
});

it('leaves cards where they are between edits', () => {
  const place = (svg: string, name: string): string | undefined =>
    new RegExp(`data-id="service:${name}".*?class="card[^"]*" x="(\\d+)"`, 's').exec(svg)?.[1];
  const before = diagramSnapshot(read(good));
  const more = good.replace('services:\n', 'services:\n  first: { image: x, networks: [edge] }\n');
  const after = diagramSnapshot(read(more, 2), before).answer;
  expect(place(after.svg, 'web')).toBe(place(before.answer.svg, 'web'));
  expect(place(after.svg, 'db')).toBe(place(before.answer.svg, 'db'));
  expect(place(diagramSnapshot(read(more, 3)).answer.svg, 'web')).not.toBe(place(after.svg, 'web'));
});

it('takes nothing from the diagram of another file', () => {
  const other = diagramSnapshot(read(good));
  const renamed = { ...read('services:\n  other:\n    image: [', 2), uri: 'file:///elsewhere/compose.yaml' };
  const { answer } = diagramSnapshot(renamed, other);
  expect(answer.svg).not.toContain('service:web');
  expect(answer.stale).toBeDefined();
});
