import { readEnvoy } from '../../server/src/envoy/readEnvoy.ts';
import { messageSchema } from '../../server/src/envoy/schema.ts';
import type { EnvoyConfig } from '../../server/src/model/envoyConfig.ts';
import { placedMessages } from '../../server/src/rules/envoyPlaces.ts';
import { applyTextEdits } from '../../server/src/text/edit.ts';
import { textEditsFor } from '../../server/src/text/yamlEdit.ts';
import { parseYaml } from '../../server/src/text/yamlTree.ts';
import type { Question } from './envoyAgreement.ts';
import { fieldsOf, minimalField } from './envoyValues.ts';

/** A file with a field more, chosen at random, that has a value which the API allows; undefined when none can be added. */
export function withOneMore(text: string, random: () => number): Question | undefined {
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
