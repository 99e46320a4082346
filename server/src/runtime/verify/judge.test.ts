import { describe, expect, it } from 'vitest';
import { engineNetwork } from '../../../../test/harness/engineObjects.ts';
import { judge } from './judge.ts';
import type { Plan } from './plan.ts';
import { readAnswers } from './probeAnswers.ts';
import type { RunningStack } from './runningStack.ts';

const stack: RunningStack = {
  containers: [],
  networks: new Map([
    ['1', engineNetwork('web', { id: '1', gateways: ['10.0.0.1'] })],
    ['2', engineNetwork('data', { id: '2', internal: true, gateways: ['10.0.1.1'] })],
  ]),
  desktop: false,
  networkNames: new Map(),
};
const addresses = ['10.0.0.3', '10.0.1.3'];
const plan: Extract<Plan, { kind: 'connect' }> = {
  kind: 'connect',
  network: 'host',
  protocol: 'tcp',
  ends: addresses.map((address) => ({ address, port: 80 })),
  name: { text: 'db', addresses },
};
const refused = 'connect\t10.0.0.3\t80\t1\tConnection refused';
const noRoute = 'connect\t10.0.1.3\t80\t1\tNetwork is unreachable';
const found = (address: string): string => `lookup\tdb\t0\tName: db Address: ${address}`;
const unknown = "lookup\tdb\t1\t** server can't find db: SERVFAIL";
const judged = (...lines: readonly string[]) => judge(plan, readAnswers(lines.join('\n')), stack);

describe('judge', () => {
  it('is open when one address can be reached, and does not speak of the others', () => {
    expect(judged(refused, noRoute, found('10.0.0.3'))).toEqual({
      measured: 'open',
      detail: '10.0.0.3:80 refused: nothing listens there',
      onlySilence: false,
    });
  });

  it('is blocked when no address can be reached', () => {
    const unreachable = 'connect\t10.0.0.3\t80\t1\tNo route to host';
    expect(judged(unreachable, noRoute, unknown)).toEqual({
      measured: 'blocked',
      detail: '10.0.0.3 is unreachable; no route to 10.0.1.3; the name db is not known',
      onlySilence: false,
    });
  });

  it('marks what is blocked because an answer did not come', () => {
    expect(judged(noRoute, unknown)).toMatchObject({ measured: 'blocked', onlySilence: true });
  });

  it('says when name and addresses differ', () => {
    expect(judged(refused, unknown).detail).toContain('but the name db is not known');
    expect(judged(refused).detail).toContain('but no answer for the name db');
    expect(judged(refused, found('192.0.2.9')).detail).toContain(
      'the name db leads to 192.0.2.9, which is not this service',
    );
    expect(judged(noRoute, found('10.0.1.3')).detail).toContain('although the name db is known');
    expect(judged(refused, 'lookup\tdb\t127\tnot found').detail).toContain('names could not be looked up');
  });

  it('does not take a failed probe for a closed way', () => {
    expect(judged('connect\t10.0.0.3\t80\t127\tnot found', noRoute, unknown).measured).toBe('not measured');
  });

  it('is blocked where there is no address', () => {
    expect(judge({ ...plan, ends: [] }, readAnswers(unknown), stack)).toMatchObject({
      measured: 'blocked',
      detail: 'it has no address there; the name db is not known',
    });
  });

  it('follows the default route', () => {
    const route = (gateway?: string) =>
      judge(
        { kind: 'route', network: 'host' },
        readAnswers(gateway ? `route\teth0 00000000 ${gateway} 0003 0 0 0 00000000 0 0 0` : ''),
        stack,
      );
    expect(route()).toMatchObject({ measured: 'blocked', detail: 'no default route' });
    expect(route('0100000A')).toMatchObject({ measured: 'open' });
    expect(route('0101000A')).toMatchObject({
      measured: 'blocked',
      detail: 'the default route ends in the internal network shop_data',
    });
  });

  it('lets the name decide where the flow is about it', () => {
    const byName = { ...plan, name: { text: 'db', addresses, decides: true } };
    const asked = (...lines: readonly string[]) => judge(byName, readAnswers(lines.join('\n')), stack);
    expect(asked(refused, found('10.0.0.3'))).toMatchObject({ measured: 'open' });
    // the address is open, the name leads to the other one, which is not
    expect(asked(refused, noRoute, found('10.0.1.3'))).toMatchObject({ measured: 'blocked' });
    expect(asked(refused, found('192.0.2.9'))).toEqual({
      measured: 'blocked',
      detail: 'the name db leads to 192.0.2.9',
      onlySilence: false,
    });
    expect(asked(refused, unknown)).toMatchObject({ measured: 'blocked', detail: 'the name db is not known' });
    expect(asked(refused)).toMatchObject({ measured: 'blocked', onlySilence: true });
    expect(asked(refused, 'lookup\tdb\t127\tnot found').measured).toBe('not measured');
  });

  it('does not take a silent program for a closed way', () => {
    const quiet = { ...plan, protocol: 'udp', silenceIsNormal: true } as const;
    expect(judge(quiet, readAnswers(''), stack).measured).toBe('not measured');
    expect(judge({ ...quiet, silenceIsNormal: false }, readAnswers(''), stack).measured).toBe('blocked');
  });
});
