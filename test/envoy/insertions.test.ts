import { expect, it } from 'vitest';
import { agreementOn, inFigures, type Question } from '../harness/envoyAgreement.ts';
import { acceptedEnvoyFiles, hasEnvoyCorpus, realEnvoyText } from '../harness/envoyCorpus.ts';
import { withOneMore } from '../harness/envoyInsertions.ts';
import { randomNumbers } from '../harness/mutants.ts';
import { describeWithEnvoy } from '../harness/suites.ts';

// A field that is not set gets a value that the API allows: what Envoy then accepts must not be reported.
// BULKHEAD_INSERTIONS says how many, BULKHEAD_SEED which.
const count = Number(process.env.BULKHEAD_INSERTIONS ?? 100);
const seed = Number(process.env.BULKHEAD_SEED ?? 1);

await describeWithEnvoy('Envoy files with one more field', (envoy) => {
  it.runIf(hasEnvoyCorpus)(
    `are judged as Envoy judges them (${count}, seed ${seed})`,
    { timeout: 3_600_000 },
    async () => {
      const random = randomNumbers(seed);
      const questions = Array.from({ length: count }, (): readonly Question[] => {
        const file = acceptedEnvoyFiles[Math.floor(random() * acceptedEnvoyFiles.length)] ?? '';
        const question = withOneMore(realEnvoyText(file), random);
        return question ? [{ ...question, id: `${file}, ${question.id}` }] : [];
      }).flat();
      const agreement = await agreementOn(envoy, questions);
      console.log(inFigures(`one more field, seed ${seed}`, agreement));
      expect(agreement.alarms).toEqual([]);
      expect(agreement.accepted).toBeGreaterThan(questions.length / 3);
      // One of a small sample may be of a class that is still missed.
      expect(agreement.missed.length).toBeLessThanOrEqual(Math.max(1, agreement.refused / 100));
    },
  );
});
