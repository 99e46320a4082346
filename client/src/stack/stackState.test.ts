import { describe, expect, it } from 'vitest';
import { type StackState, statusText, statusTooltip } from './stackState.ts';

const services = [
  { name: 'db', state: 'exited', health: '' },
  { name: 'web', state: 'running', health: 'healthy' },
  { name: 'worker', state: 'none', health: '' },
];

describe('statusText', () => {
  it.each<[StackState, string]>([
    [{ kind: 'unknown', services: [] }, '$(vm-outline) Stack'],
    [{ kind: 'stopped', services }, '$(vm-outline) Stack: down'],
    [{ kind: 'running', services }, '$(vm-running) Stack: up'],
    [{ kind: 'partial', services }, '$(vm-running) Stack: 1 of 3 up'],
    [{ kind: 'running', services, verified: { agreed: 11, compared: 12 } }, '$(vm-running) Stack: up · 11/12'],
    [{ kind: 'stopped', services, work: 'deploying' }, '$(sync~spin) Stack: deploying'],
  ])('%j', (state, text) => {
    expect(statusText(state)).toBe(text);
  });
});

describe('statusTooltip', () => {
  it('has a line for every service and for the verification', () => {
    expect(statusTooltip({ kind: 'partial', services, verified: { agreed: 2, compared: 3 } })).toBe(
      'db: exited\nweb: running, healthy\nworker: not started\nIsolation: 2 of 3 as predicted\nClick for actions',
    );
  });

  it('says why nothing is known', () => {
    expect(statusTooltip({ kind: 'unknown', services: [], why: 'There is no program docker.' })).toBe(
      'There is no program docker.\nClick for actions',
    );
  });
});
