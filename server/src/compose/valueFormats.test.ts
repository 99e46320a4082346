import { describe, expect, it } from 'vitest';
import type { Text } from '../model/scalar.ts';
import { bytesOf, unreadableValue } from './valueFormats.ts';

// What `docker compose config` 2.40.3 accepts and refuses in these places.
const span = { anchor: { uri: 'file:///compose.yaml', offset: 0 }, start: 0, end: 0 };

const text = (value: string, type: Text['type'] = 'string'): Text => ({
  value,
  raw: value,
  span,
  known: true,
  variables: [],
  type,
});

const at = (place: string): readonly string[] => ['services', 'web', ...place.split('.')];

describe('unreadableValue', () => {
  it.each([
    ['stop_grace_period', '5s 1.5h 1w 2d3h -5s +5s .5s 1us 1µs 0 1ms2s 1w2d 3d1w 1.s'],
    ['mem_limit', '5 1g 1gb 1G 1GiB 1.5g 1kb 1b 1t 1p 1_000 .5g'],
    ['cpus', '0.5 1e3 -1 inf 5 5.5 -5'],
    ['pids_limit', '-1 5 +5'],
    ['scale', '1 5'],
    ['secrets.0.mode', '0440 644'],
  ])('accepts for %s what compose reads', (place, values) => {
    for (const value of values.split(' '))
      expect([value, unreadableValue(text(value), at(place))]).toEqual([value, undefined]);
  });

  it.each([
    ['stop_grace_period', '5 s 5S 1m30 1M 10.0.0.0/33', 'a time with its unit'],
    ['deploy.update_config.delay', 'abc', 'a time with its unit'],
    ['mem_limit', 'hello 1e 10.0.0.0/33 k 1gi 1BB', 'a number of bytes'],
    ['volumes.0.tmpfs.size', 'abc', 'a number of bytes'],
    ['cpus', 'hello', 'a number'],
    ['cpu_count', '0.5 hello 1e3', 'a whole number'],
    ['ulimits.nofile.soft', '5.5', 'a whole number'],
    ['healthcheck.retries', '-5 5.5', 'a whole number from 0'],
    ['configs.0.mode', 'abc 0888', 'an octal file mode'],
  ])('refuses for %s what compose cannot read', (place, values, expected) => {
    for (const value of [...values.split(' '), '']) {
      expect([value, unreadableValue(text(value), at(place))]).toEqual([value, expect.stringContaining(expected)]);
    }
  });

  it('lets plain numbers through where their type has been checked, negative counts aside', () => {
    expect(unreadableValue(text('1.5', 'number'), at('mem_limit'))).toBeUndefined();
    expect(unreadableValue(text('3', 'number'), at('scale'))).toBeUndefined();
    expect(unreadableValue(text('-3', 'number'), at('scale'))).toBe('a whole number from 0');
  });

  it('knows lists and maps of one place apart', () => {
    expect(unreadableValue(text('db'), ['services', 'web', 'extra_hosts', 0])).toContain('HOST=ADDRESS');
    expect(unreadableValue(text('db'), ['services', 'web', 'extra_hosts', 'db'])).toBeUndefined();
    expect(unreadableValue(text('curl'), ['services', 'web', 'healthcheck', 'test', 0])).toContain('`CMD`');
    expect(unreadableValue(text('curl'), ['services', 'web', 'healthcheck', 'test', 1])).toBeUndefined();
    expect(unreadableValue(text('5'), ['volumes', 'data', 'stop_grace_period'])).toBeUndefined();
  });
});

describe('bytesOf', () => {
  it.each([
    ['1000', 1000],
    ['1k', 1024],
    ['1.5 GiB', 1.5 * 1024 ** 3],
    ['2TB', 2 * 1024 ** 4],
    ['7b', 7],
    ['', undefined],
    ['lots', undefined],
  ])('reads %j', (size, expected) => {
    expect(bytesOf(size)).toBe(expected);
  });
});
