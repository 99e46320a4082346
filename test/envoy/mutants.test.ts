import { expect, it } from 'vitest';
import { agreementOn, inFigures, type Question } from '../harness/envoyAgreement.ts';
import { acceptedEnvoyFiles, hasEnvoyCorpus, realEnvoyFiles, realEnvoyText } from '../harness/envoyCorpus.ts';
import { mutateEnvoy } from '../harness/envoyMutants.ts';
import { randomNumbers } from '../harness/mutants.ts';
import { describeWithEnvoy } from '../harness/suites.ts';

// Real files, when they are beside the project, and mutants of them: BULKHEAD_MUTANTS says how many, BULKHEAD_SEED which.
const count = Number(process.env.BULKHEAD_MUTANTS ?? 150);
const seed = Number(process.env.BULKHEAD_SEED ?? 1);

await describeWithEnvoy('real Envoy files', (envoy) => {
  it.runIf(hasEnvoyCorpus)('are judged as Envoy judges them', { timeout: 600_000 }, async () => {
    const agreement = await agreementOn(
      envoy,
      realEnvoyFiles.map((file) => ({ id: file, text: realEnvoyText(file) })),
    );
    console.log(inFigures('real files', agreement));
    expect(agreement.alarms).toEqual([]);
    expect(agreement.flagged / agreement.refused).toBeGreaterThanOrEqual(0.99);
  });

  it.runIf(hasEnvoyCorpus)(`and so are mutants of them (${count}, seed ${seed})`, { timeout: 3_600_000 }, async () => {
    const random = randomNumbers(seed);
    const questions = Array.from({ length: count }, (): readonly Question[] => {
      const file = acceptedEnvoyFiles[Math.floor(random() * acceptedEnvoyFiles.length)] ?? '';
      const mutant = mutateEnvoy(realEnvoyText(file), random);
      return mutant ? [{ id: `${file}:${(mutant.lines[0] ?? 0) + 1}, ${mutant.change}`, ...mutant }] : [];
    }).flat();
    const agreement = await agreementOn(envoy, questions);
    console.log(inFigures(`mutants, seed ${seed}`, agreement));
    expect(agreement.alarms).toEqual([]);
    expect(agreement.flagged / agreement.refused).toBeGreaterThanOrEqual(0.99);
    expect((agreement.onLine + agreement.pointed) / agreement.placed).toBeGreaterThanOrEqual(0.95);
  });
});
