import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseVolume } from './volumeSyntax.ts';

// What `docker compose config` 2.40.3 accepts and refuses.
describe('parseVolume', () => {
  it.each(['a', 'a:', 'c:\\a:/b', '  ', '/a:/b:wrong', 'abc', 'data:relative', 'data:/x:ro,z', '~/a:/x', 'a:b:c'])(
    'accepts %s',
    (spec) => {
      expect(parseVolume(spec)).not.toHaveProperty('reason');
    },
  );

  it.each([
    ['', 'at least the path'],
    [':/a', 'nothing before, between or after'],
    ['/a::ro', 'nothing before, between or after'],
    ['/a:/b:', 'nothing before, between or after'],
    ['/a:/b:ro:x', 'too many colons'],
  ])('refuses %j', (spec, reason) => {
    expect(parseVolume(spec)).toEqual({ reason: expect.stringContaining(reason) });
  });

  it.each([
    ['data:/var/lib/data', 'data'],
    ['C:\\data:/data', 'C:\\data'],
    ['/var/cache', undefined],
  ])('finds the source of %s', (spec, source) => {
    const parsed = parseVolume(spec);
    expect('sourceEnd' in parsed && parsed.sourceEnd !== undefined ? spec.slice(0, parsed.sourceEnd) : undefined).toBe(
      source,
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ':', '/', '.', '~', '\\', ' ', 'é', '😀') }), (spec) => {
        const parsed = parseVolume(spec);
        if ('sourceEnd' in parsed && parsed.sourceEnd !== undefined) expect(parsed.sourceEnd).toBeLessThan(spec.length);
      }),
    );
  });
});
