import { describe, expect, it } from 'vitest';
import { bindMount } from './bindMount.ts';

describe('bindMount', () => {
  it.each([
    ['/srv/shop', 'type=bind,source=/srv/shop,target=/etc/envoy,readonly'],
    ['/srv/a,b', 'type=bind,"source=/srv/a,b",target=/etc/envoy,readonly'],
    ['/srv/"a"', 'type=bind,"source=/srv/""a""",target=/etc/envoy,readonly'],
    ['/srv/x,readonly=false', 'type=bind,"source=/srv/x,readonly=false",target=/etc/envoy,readonly'],
  ])('keeps %s one part', (source, value) => {
    expect(bindMount(source, '/etc/envoy')).toBe(value);
  });
});
