import { expect, it } from 'vitest';
import { messageTypes } from '../../server/src/envoy/schema.ts';
import { agreementOn, inFigures, type Question } from '../harness/envoyAgreement.ts';
import { bootstrapWith, waysToMessages } from '../harness/envoyPaths.ts';
import { violationsOf } from '../harness/envoyViolations.ts';
import { describeWithEnvoy } from '../harness/suites.ts';

// One violation of every rule of the API in the smallest configuration that can hold it; a part of them unless
// BULKHEAD_RULES is `all` (npm run test:oracle).
const every = process.env.BULKHEAD_RULES === 'all' ? 1 : 12;
const seed = Number(process.env.BULKHEAD_SEED ?? 1);

await describeWithEnvoy('the rules of the API', (envoy) => {
  it('are enforced as Envoy enforces them', { timeout: 3_600_000 }, async () => {
    const ways = waysToMessages();
    const all = messageTypes().flatMap((type): readonly Question[] => {
      const way = ways.get(type);
      if (!way) return [];
      return violationsOf(type).map(({ field, rule, message }) => ({
        id: `${type}.${field} ${rule}`,
        text: JSON.stringify(bootstrapWith(way, message).config, undefined, 1),
      }));
    });
    expect(all.length).toBeGreaterThan(800);
    const agreement = await agreementOn(
      envoy,
      all.filter((_, index) => (index + seed) % every === 0),
    );
    console.log(inFigures('one violation of each rule of the API', agreement));
    expect(agreement.alarms).toEqual([]);
    expect(agreement.flagged / agreement.refused).toBeGreaterThanOrEqual(0.99);
  });
});
