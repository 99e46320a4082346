import type { YamlPath } from '../../text/edit.ts';
import type { Cursor } from '../cursor.ts';
import { type DriverOption, driverOptionNamed } from '../docs/driverOptions.ts';
import type { KeyDoc, ValueDoc } from '../docs/keyDoc.ts';
import { docOf, placeOf, referenceUrl } from '../docs/keyDocs.ts';
import { typeWords } from '../docs/typeWords.ts';
import { code } from '../markdown.ts';
import { schemaPath } from '../schemaPath.ts';
import type { Snapshot } from '../snapshot.ts';

/** What a key means, also in a line that is not finished; undefined for names of the author's and unknown keys. */
export function keyHover(snapshot: Snapshot, { path, word }: Cursor): string | undefined {
  const key = snapshot.text.slice(word.start, word.end);
  const whole = [...schemaPath(snapshot, path), key];
  const option = optionAt(whole);
  if (option) return optionText(option);
  const doc = docOf(whole);
  return doc && docText(key, whole, doc);
}

/** What a value means together with the key that it is given to. */
export function valueHover(snapshot: Snapshot, { path, word }: Cursor): string | undefined {
  const value = snapshot.text.slice(word.start, word.end);
  const whole = schemaPath(snapshot, path);
  const option = optionAt(whole);
  if (option) return withValue(optionText(option), option.values, value);
  const keyPath = whole.slice(0, whole.findLastIndex((step) => typeof step === 'string') + 1);
  const key = keyPath.at(-1);
  const doc = docOf(keyPath);
  return doc && typeof key === 'string' ? withValue(docText(key, keyPath, doc), doc.values, value) : undefined;
}

function optionAt(path: YamlPath): DriverOption | undefined {
  const place = placeOf(path);
  const name = path.at(-1);
  const isOption = place === 'networks.*.driver_opts.*' || place === 'services.*.networks.*.driver_opts.*';
  return isOption && typeof name === 'string' ? driverOptionNamed(name) : undefined;
}

function docText(key: string, path: YamlPath, doc: KeyDoc): string {
  const types = typeWords(path);
  return [
    `### ${code(key)}${types === '' ? '' : ` · ${types}`}`,
    doc.summary,
    ...(doc.more ? [doc.more] : []),
    ...(doc.since ? [`Since ${doc.since}.`] : []),
    ...valueList(doc.values),
    `[${code(key)} in the Compose file reference](${referenceUrl(doc.link)})`,
  ].join('\n\n');
}

const optionTypes: Readonly<Record<DriverOption['kind'], string>> = {
  boolean: '`"true"` or `"false"`',
  number: 'number in quotes',
  text: 'text',
  choice: 'text',
};

function optionText(option: DriverOption): string {
  const pages = option.drivers
    .slice(0, 1)
    .map((driver) => `[Options of the ${driver} driver](https://docs.docker.com/engine/network/drivers/${driver}/)`);
  return [
    `### ${code(option.name)} · ${optionTypes[option.kind]}`,
    option.summary,
    `For ${option.drivers.join(' and ')}${option.since ? `, since ${option.since}` : ''}.`,
    ...valueList(option.values),
    ...pages,
  ].join('\n\n');
}

function valueList(values: readonly ValueDoc[] | undefined): readonly string[] {
  return values && values.length > 0
    ? [values.map(({ value, summary }) => `- ${code(value)}: ${summary}`).join('\n')]
    : [];
}

function withValue(text: string, values: readonly ValueDoc[] | undefined, value: string): string {
  const found = values?.find((each) => unquoted(each.value) === value);
  return found ? `${code(value)}: ${found.summary}\n\n${text}` : text;
}

const unquoted = (value: string): string => value.replace(/^"(.*)"$/, '$1');
