import { expect, it } from 'vitest';
import type { DiagramNode } from '../../../server/src/protocol.ts';
import { nodeAt } from './nodeAt.ts';

const node = (id: string, from: number, to: number): DiagramNode => {
  const range = { start: { line: from, character: 2 }, end: { line: to, character: 9 } };
  return { id, label: id, uri: 'file:///shop/compose.yaml', range, selection: range };
};

const nodes = [
  node('service:web', 1, 8),
  node('port:web→0', 3, 3),
  node('leg:web', 5, 6),
  node('service:db', 9, 12),
  node('finding:worst', 3, 3),
];

it.each([
  [0, 0, undefined],
  [1, 1, undefined],
  [1, 2, 'service:web'],
  [3, 4, 'port:web→0'],
  [4, 0, 'service:web'],
  [6, 9, 'leg:web'],
  [8, 9, 'service:web'],
  [8, 10, undefined],
  [12, 9, 'service:db'],
])('finds the smallest entry around line %i, column %i', (line, character, id) => {
  expect(nodeAt(nodes, { line, character })?.id).toBe(id);
});
