import { expect, it } from 'vitest';
import { envoyRules } from '../../server/src/rules/index.ts';
import { agreementOn, inFigures, type Question } from '../harness/envoyAgreement.ts';
import { parseMarkers } from '../harness/markers.ts';
import { describeWithEnvoy } from '../harness/suites.ts';

// Examples that are whole configurations; parts of one are for the tests beside the rules.
const isWhole = (text: string): boolean => !/^["']?(?:@type|resources)/.test(text);

// What is too deep to be looked at is said not to be looked at, and nothing else.
const questions = envoyRules
  .filter(({ id }) => id !== 'unread-envoy-text')
  .flatMap((rule): readonly Question[] =>
    [...rule.examples.bad.map((example) => parseMarkers(example.text).text), ...rule.examples.good]
      .filter(isWhole)
      .map((text, index) => ({ id: `${rule.id}, example ${index}`, text })),
  );

await describeWithEnvoy('the examples of the rules', (envoy) => {
  it('are accepted and refused by Envoy as they say', { timeout: 300_000 }, async () => {
    const agreement = await agreementOn(envoy, questions);
    console.log(inFigures('examples of the rules', agreement));
    expect(agreement.alarms).toEqual([]);
    expect(agreement.missed).toEqual([]);
    expect(agreement.refused).toBeGreaterThan(15);
  });
});
