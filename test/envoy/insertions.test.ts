import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readEnvoy } from '../../server/src/envoy/readEnvoy.ts';
import { messageSchema } from '../../server/src/envoy/schema.ts';
import type { EnvoyConfig } from '../../server/src/model/envoyConfig.ts';
import { placedMessages } from '../../server/src/rules/envoyFields.ts';
import { applyTextEdits } from '../../server/src/text/edit.ts';
import { textEditsFor } from '../../server/src/text/yamlEdit.ts';
import { parseYaml } from '../../server/src/text/yamlTree.ts';
import { agreementOn, inFigures, type Question } from '../harness/envoyAgreement.ts';
import { fieldsOf, minimalField } from '../harness/envoyValues.ts';
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

function withOneMore(text: string, random: () => number): Question | undefined {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const tree = parseYaml('file:///envoy.yaml', text);
  const config: EnvoyConfig = readEnvoy(tree, { version: 40 });
  const message = pick([...placedMessages(config).values()].flat())?.message;
  const schema = message && messageSchema(message.type);
  if (!message || !schema) return undefined;
  const free = fieldsOf(schema).filter(
    ({ name, oneof }) =>
      !message.fields.has(name) &&
      (oneof === undefined || ![...message.fields.keys()].some((set) => schema.fields.get(set)?.oneof === oneof)),
  );
  const field = pick(free);
  if (!field) return undefined;
  const value = minimalField(message.type, field);
  const edits = textEditsFor(
    [{ kind: 'set', uri: 'file:///envoy.yaml', path: [...message.path, field.name], value }],
    tree,
  );
  return edits.length === 0
    ? undefined
    : { id: `${message.type}.${field.name} = ${JSON.stringify(value)}`, text: applyTextEdits(text, edits) };
}
