import { describe, expect, it } from 'vitest';
import type { DiagramReach } from '../../../server/src/protocol.ts';
import { highlight, type Relations } from './relations.ts';

const relations: Relations = {
  legs: [
    { id: 'leg:web-edge', card: 'service:web', line: 'network:edge' },
    { id: 'leg:web-app', card: 'service:web', line: 'network:app' },
    { id: 'leg:api-app', card: 'service:api', line: 'network:app' },
    { id: 'leg:api-data', card: 'service:api', line: 'network:data' },
    { id: 'leg:db-data', card: 'service:db', line: 'network:data' },
  ],
  pills: [{ id: 'port:web', card: 'service:web' }],
  owners: new Map([['service:side', 'service:web']]),
};

const reach: DiagramReach = {
  ids: ['service:web', 'service:api', 'service:db', 'service:side', 'place:host', 'place:internet'],
  sets: [[0, 1, 3], [], [0, 1, 2, 3], [0, 5], [2]],
  from: [
    { open: 0, unknown: 4 },
    { open: 2, unknown: 1 },
    { open: 2, unknown: 1 },
    { open: 0, unknown: 1 },
    { open: 2, unknown: 1 },
    { open: 3, unknown: 1 },
  ],
};

const bright = (id: string): readonly string[] => [...(highlight(id, relations, reach)?.bright ?? [])].sort();

describe('highlight', () => {
  it('keeps what a card reaches, its lines, and the legs on the way', () => {
    expect(bright('service:web')).toEqual([
      'leg:api-app',
      'leg:web-app',
      'leg:web-edge',
      'network:app',
      'network:edge',
      'port:web',
      'service:api',
      'service:side',
      'service:web',
      'wires:service:web',
    ]);
    expect([...(highlight('service:web', relations, reach)?.maybe ?? [])]).toEqual(['service:db']);
  });

  it('takes the lines of the owner for a card that shares its network', () => {
    expect(bright('service:side')).toContain('network:app');
    expect(bright('service:side')).toContain('leg:web-edge');
  });

  it('keeps the members of a line', () => {
    expect(bright('network:app')).toEqual([
      'leg:api-app',
      'leg:web-app',
      'network:app',
      'service:api',
      'service:side',
      'service:web',
    ]);
    expect(bright('network:empty')).toEqual(['network:empty']);
  });

  it('keeps the ports through which the outside comes in', () => {
    expect(bright('place:internet')).toEqual(['place:internet', 'port:web', 'service:web', 'wires:service:web']);
  });

  it('keeps both ends of a leg and of a port', () => {
    expect(bright('leg:db-data')).toEqual(['leg:db-data', 'network:data', 'service:db']);
    expect(bright('port:web')).toContain('service:web');
  });

  it('dims nothing for a finding', () => {
    expect(highlight('finding:worst', relations, reach)).toBeUndefined();
  });
});
