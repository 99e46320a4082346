import { describe, expect, it } from 'vitest';
import type { Place } from '../reach/verdicts.ts';
import type { Measurement, Verification } from '../runtime/verify/verify.ts';
import { verifySummary, verifyText } from './verifyText.ts';

const service = (name: string): Place => ({ kind: 'service', name });
const row = (
  from: Place,
  to: Place,
  port: number | null,
  facts: Pick<Measurement, 'predicted' | 'measured' | 'detail' | 'agrees'>,
): Measurement => ({
  flow: { from, to, port, protocol: 'tcp' },
  why: '',
  ...facts,
});
const verification: Verification = {
  project: 'shop',
  rows: [
    row({ kind: 'lan' }, service('web'), 80, {
      predicted: 'blocked',
      measured: 'not measured',
      detail: 'it takes another machine',
      agrees: null,
    }),
    row(service('web'), service('database'), 5432, {
      predicted: 'open',
      measured: 'open',
      detail: 'connected to 10.0.0.2:5432',
      agrees: true,
    }),
    row(service('database'), { kind: 'internet' }, null, {
      predicted: 'blocked',
      measured: 'open',
      detail: 'default route over 10.0.0.1',
      agrees: false,
    }),
  ],
};

describe('verifyText', () => {
  it('shows differences first and what was not compared last', () => {
    expect(verifyText(verification)).toBe(`shop: 1 of 2 as predicted. 1 could not be compared.

   FROM      TO        PORT      PREDICTED  MEASURED      WHAT WAS SEEN
✗  database  internet  any       blocked    open          default route over 10.0.0.1
✓  web       database  5432/tcp  open       open          connected to 10.0.0.2:5432
-  lan       web       80/tcp    blocked    not measured  it takes another machine
`);
  });
});

describe('verifySummary', () => {
  it('has a sentence for every case', () => {
    expect(verifySummary({ project: 'shop', rows: verification.rows.slice(1, 2) })).toBe('shop: 1 of 1 as predicted.');
    expect(verifySummary({ project: 'shop', rows: verification.rows.slice(0, 1) })).toBe(
      'shop: nothing could be compared.',
    );
  });
});
