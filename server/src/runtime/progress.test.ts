import { describe, expect, it } from 'vitest';
import { readableLine, readProgress } from './progress.ts';

describe('readProgress', () => {
  it.each([
    ['{"id":"Network shop_dmz","status":"Created"}', { subject: 'Network shop_dmz', status: 'Created' }],
    ['{"id":"proxy","text":"Pulling"}', { subject: 'proxy', status: 'Pulling' }],
    ['{"id":"proxy","text":"Error","status":"no route"}', { subject: 'proxy', status: 'Error no route' }],
    [' Network shop_dmz  Creating', { subject: 'Network shop_dmz', status: 'Creating' }],
    [' Container shop-proxy-1  Started', { subject: 'Container shop-proxy-1', status: 'Started' }],
    [' Volume "shop_data"  Created', { subject: 'Volume shop_data', status: 'Created' }],
  ])('reads %s', (line, expected) => {
    expect(readProgress(line)).toEqual(expected);
  });

  it.each(['', 'time="…" level=warning msg="x"', '{"error":true,"message":"no"}', '{"id":"x"}', '{broken', 'Network'])(
    'reads nothing from %j',
    (line) => {
      expect(readProgress(line)).toBeUndefined();
    },
  );
});

describe('readableLine', () => {
  it('shows JSON as text and leaves other lines alone', () => {
    expect(readableLine('{"error":true,"message":"no such network"}')).toBe('no such network');
    expect(readableLine('{"id":"Network a","status":"Created"}')).toBe('Network a Created');
    expect(readableLine('{"other":1}')).toBe('{"other":1}');
    expect(readableLine('plain')).toBe('plain');
  });
});
