import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { envoyKind } from '../../server/src/envoy/recognize.ts';
import { parseYaml } from '../../server/src/text/yamlTree.ts';
import { type Agreement, agreementOn, inFigures, type Question } from '../harness/envoyAgreement.ts';
import { acceptedEnvoyFiles, hasEnvoyCorpus, realEnvoyText } from '../harness/envoyCorpus.ts';
import { mutateEnvoy } from '../harness/envoyMutants.ts';
import { asSingle, type ResourceFile, resourceFiles } from '../harness/envoyResources.ts';
import { askRunningEnvoy } from '../harness/envoyServer.ts';
import { randomNumbers } from '../harness/mutants.ts';
import { describeWithEnvoy } from '../harness/suites.ts';

// Mutants of real files in the other forms that a configuration has: BULKHEAD_VARIANTS says how many of each,
// BULKHEAD_SEED which.
const count = Number(process.env.BULKHEAD_VARIANTS ?? 40);
const seed = Number(process.env.BULKHEAD_SEED ?? 1);

const mutantsOf = <T extends { readonly text: string }>(
  make: (file: string) => readonly T[],
): readonly (T & Question)[] => {
  const random = randomNumbers(seed);
  const pick = <Item>(list: readonly Item[]): Item | undefined => list[Math.floor(random() * list.length)];
  return Array.from({ length: count }, (_, number): readonly (T & Question)[] => {
    const file = pick(acceptedEnvoyFiles) ?? '';
    const original = pick(make(file));
    const mutant = original && mutateEnvoy(original.text, random);
    const place = `${file}:${(mutant?.lines[0] ?? 0) + 1}`;
    return mutant ? [{ ...original, id: `${number}. ${place}, ${mutant.change}`, ...mutant }] : [];
  }).flat();
};

/** Clusters and the names of routes stand in other files; a crash tells nothing. */
const elsewhere = /unknown cluster|Unexpected RDS configuration|Caught (?:Segmentation fault|Aborted)/;

const agrees = (agreement: Agreement): void => {
  expect(agreement.alarms).toEqual([]);
  // One of a small sample may be of a class that is still missed.
  expect(agreement.missed.length).toBeLessThanOrEqual(Math.max(1, agreement.refused / 50));
};

await describeWithEnvoy('real Envoy files in other forms', (envoy) => {
  it.runIf(hasEnvoyCorpus)(`as JSON (${count}, seed ${seed})`, { timeout: 3_600_000 }, async () => {
    const questions = mutantsOf((file) => [{ text: JSON.stringify(parse(realEnvoyText(file)), undefined, 2) }]);
    const agreement = await agreementOn(envoy, questions, '1.40', { uri: 'file:///envoy.json' });
    console.log(inFigures(`mutants as JSON, seed ${seed}`, agreement));
    agrees(agreement);
  });

  it.runIf(hasEnvoyCorpus)(`for Envoy 1.38 (${count}, seed ${seed})`, { timeout: 3_600_000 }, async () => {
    const agreement = await agreementOn(
      envoy,
      mutantsOf((file) => [{ text: realEnvoyText(file) }]),
      '1.38',
    );
    console.log(inFigures(`mutants, Envoy 1.38, seed ${seed}`, agreement));
    agrees(agreement);
  });

  it.runIf(hasEnvoyCorpus)(
    `as resources that it watches (${count}, seed ${seed})`,
    { timeout: 3_600_000 },
    async () => {
      // A file without resources is none for Envoy, and nothing is said of it.
      const isResources = ({ text }: Question): boolean =>
        envoyKind(parseYaml('file:///resources.yaml', text)) === 'discovery';
      const questions = mutantsOf((file) => resourceFiles(realEnvoyText(file))).filter(isResources);
      const verdicts = new Map<string, Awaited<ReturnType<typeof askRunningEnvoy>>>();
      const ask = async (question: Question) => {
        const resource = question as Question & ResourceFile;
        const verdict = await askRunningEnvoy(envoy, resource.text, { ...resource, routes: resource.name });
        verdicts.set(question.id, verdict);
        return verdict;
      };
      const agreement = await agreementOn(envoy, questions, '1.40', { ask, elsewhere, uri: 'file:///resources.yaml' });
      console.log(inFigures(`mutants of resources, seed ${seed}`, agreement));
      agrees(agreement);
      // Of a resource alone there is no list that an item can be doubled in.
      const alone = questions
        .map(({ lines, ...question }) => ({
          ...question,
          text: asSingle(question.text),
          ...(lines ? { lines: lines.map((line) => line - 1) } : {}),
        }))
        .filter(({ text }) => /^"?@type|\n"?@type/.test(text) && !/^ *- /m.test(text.split('\n')[0] ?? ''))
        .filter(({ id }) => !/:2, doubled item$/.test(id));
      const single = await agreementOn(envoy, alone, '1.40', {
        elsewhere,
        uri: 'file:///resource.yaml',
        ask: async ({ id }) => verdicts.get(id) ?? { accepted: false, error: '' },
      });
      console.log(inFigures(`mutants of single resources, seed ${seed}`, single));
      agrees(single);
    },
  );
});
