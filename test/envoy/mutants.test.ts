import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { agreementOn, inFigures, type Question } from '../harness/envoyAgreement.ts';
import { mutateEnvoy } from '../harness/envoyMutants.ts';
import { randomNumbers } from '../harness/mutants.ts';
import { ROOT } from '../harness/prepared.ts';
import { describeWithEnvoy } from '../harness/suites.ts';

// Real files, when they are beside the project, and mutants of them: BULKHEAD_MUTANTS says how many, BULKHEAD_SEED which.
const corpus = path.resolve(ROOT, '../shared/corpus/envoy');
const count = Number(process.env.BULKHEAD_MUTANTS ?? 150);
const seed = Number(process.env.BULKHEAD_SEED ?? 1);

await describeWithEnvoy('real Envoy files', (envoy) => {
  const manifest: readonly { file: string; accepted: boolean }[] = existsSync(corpus)
    ? JSON.parse(readFileSync(path.join(corpus, 'manifest.json'), 'utf8'))
    : [];
  const textOf = (file: string): string => readFileSync(path.join(corpus, file), 'utf8');

  it.runIf(existsSync(corpus))('are judged as Envoy judges them', { timeout: 600_000 }, async () => {
    const agreement = await agreementOn(
      envoy,
      manifest.map(({ file }) => ({ id: file, text: textOf(file) })),
    );
    console.log(inFigures('real files', agreement));
    expect(agreement.alarms).toEqual([]);
    expect(agreement.flagged / agreement.refused).toBeGreaterThanOrEqual(0.99);
  });

  it.runIf(existsSync(corpus))(
    `and so are mutants of them (${count}, seed ${seed})`,
    { timeout: 3_600_000 },
    async () => {
      const files = manifest.filter(({ accepted }) => accepted).map(({ file }) => file);
      const random = randomNumbers(seed);
      const questions = Array.from({ length: count }, (): readonly Question[] => {
        const file = files[Math.floor(random() * files.length)] ?? '';
        const mutant = mutateEnvoy(textOf(file), random);
        return mutant ? [{ id: `${file}:${(mutant.lines[0] ?? 0) + 1}, ${mutant.change}`, ...mutant }] : [];
      }).flat();
      const agreement = await agreementOn(envoy, questions);
      console.log(inFigures(`mutants, seed ${seed}`, agreement));
      expect(agreement.alarms).toEqual([]);
      expect(agreement.flagged / agreement.refused).toBeGreaterThanOrEqual(0.98);
      expect((agreement.onLine + agreement.pointed) / agreement.placed).toBeGreaterThanOrEqual(0.93);
    },
  );
});
