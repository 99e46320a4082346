import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { agreementOn, inFigures, type Question } from '../harness/envoyAgreement.ts';
import { withOneMore } from '../harness/envoyInsertions.ts';
import { randomNumbers } from '../harness/mutants.ts';
import { ROOT } from '../harness/prepared.ts';
import { describeWithEnvoy } from '../harness/suites.ts';

// A field that is not set gets a value that the API allows: what Envoy then accepts must not be reported.
// BULKHEAD_INSERTIONS says how many, BULKHEAD_SEED which.
const corpus = path.resolve(ROOT, '../shared/corpus/envoy');
const count = Number(process.env.BULKHEAD_INSERTIONS ?? 100);
const seed = Number(process.env.BULKHEAD_SEED ?? 1);

await describeWithEnvoy('Envoy files with one more field', (envoy) => {
  it.runIf(existsSync(corpus))(
    `are judged as Envoy judges them (${count}, seed ${seed})`,
    { timeout: 3_600_000 },
    async () => {
      const manifest: readonly { file: string; accepted: boolean }[] = JSON.parse(
        readFileSync(path.join(corpus, 'manifest.json'), 'utf8'),
      );
      const files = manifest.filter(({ accepted }) => accepted).map(({ file }) => file);
      const random = randomNumbers(seed);
      const questions = Array.from({ length: count }, (): readonly Question[] => {
        const file = files[Math.floor(random() * files.length)] ?? '';
        const question = withOneMore(readFileSync(path.join(corpus, file), 'utf8'), random);
        return question ? [{ ...question, id: `${file}, ${question.id}` }] : [];
      }).flat();
      const agreement = await agreementOn(envoy, questions);
      console.log(inFigures(`one more field, seed ${seed}`, agreement));
      expect(agreement.alarms).toEqual([]);
      expect(agreement.accepted).toBeGreaterThan(questions.length / 3);
    },
  );
});
