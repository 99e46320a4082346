import { describe, expect, it } from 'vitest';
import { agreementOn, inFigures, type Question } from '../harness/envoyAgreement.ts';
import { describeWithEnvoy } from '../harness/suites.ts';
import { baseConfiguration, handCases } from './handCases.ts';

const questions = Object.entries(handCases).map(([id, [from, to]]): Question => {
  const at = baseConfiguration.indexOf(from);
  const text = baseConfiguration.slice(0, at) + to + baseConfiguration.slice(at + from.length);
  return { id, text };
});

describe('the cases', () => {
  it('each change something', () => {
    for (const [from] of Object.values(handCases)) expect(baseConfiguration).toContain(from);
  });
});

await describeWithEnvoy('one change in a small configuration', (envoy) => {
  it.each(['1.40', '1.38'])('is judged as Envoy %s judges it', { timeout: 300_000 }, async (version) => {
    const agreement = await agreementOn(envoy, questions, version);
    console.log(inFigures(`hand cases, Envoy ${version}`, agreement));
    expect(agreement.alarms).toEqual([]);
    expect(agreement.missed).toEqual([]);
    expect(agreement.accepted).toBeGreaterThan(25);
    expect(agreement.refused).toBeGreaterThan(60);
  });
});
