import { expect, it } from 'vitest';
import type { DiagramNode } from '../../../server/src/protocol.ts';
import { findNodes } from './find.ts';

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const node = (id: string, label: string): DiagramNode => ({ id, label, range, selection: range });
const nodes = [
  node('network:data', 'Network data, 10.0.0.0/24, internal'),
  node('service:db', 'Service db, image postgres:16, on data'),
  node('leg:db', 'db is on data'),
];

it('finds nodes that are shown by any word of their label', () => {
  const shown = ['service:db', 'network:data'];
  expect(findNodes('DATA', shown, nodes)).toEqual(['service:db', 'network:data']);
  expect(findNodes('postgres data', shown, nodes)).toEqual(['service:db']);
  expect(findNodes('10.0.0', shown, nodes)).toEqual(['network:data']);
  expect(findNodes('nothing', shown, nodes)).toEqual([]);
  expect(findNodes('  ', shown, nodes)).toEqual([]);
});
