import { describe, expect, it } from 'vitest';
import { keySetFault } from './jsonWebKeys.ts';

const set = (...keys: readonly object[]): string => JSON.stringify({ keys });
const secret = { kty: 'oct', k: 'c2VjcmV0' };

describe('keySetFault', () => {
  it.each([
    set(secret),
    set({ kty: 'oct' }, secret),
    set({ kty: 'RSA', n: 'AQ\nAB', e: 'AQAB', alg: 'PS256' }),
    set({ kty: 'OKP', crv: 'Ed25519', x: 'AAAA' }),
    "{'keys': [{'kty': 'oct', 'k': 'YWJj'},]}",
    '${JWKS}',
    '{{ jwks }}',
  ])('says nothing of %s', (text) => {
    expect(keySetFault(text)).toBeUndefined();
  });

  it.each([
    ['a', 'no JSON'],
    ['-----BEGIN PUBLIC KEY-----', 'no JSON'],
    ['[]', 'object with `keys`'],
    ['{}', 'no `keys`'],
    ['{"keys":{}}', 'is a list'],
    [set(), 'no key'],
    [set({}), 'no `kty`'],
    [set({ kty: 'foo' }), '"foo"'],
    [set({ kty: 'RSA', e: 'AQAB' }), 'no `n`'],
    [set({ kty: 'oct', k: 'a+b' }), 'base64url'],
    [set({ ...secret, alg: 'RS256' }), 'RS256'],
  ])('says what is wrong with %s', (text, message) => {
    expect(keySetFault(text)).toContain(message);
  });
});
