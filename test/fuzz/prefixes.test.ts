import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../server/src/rules/index.ts';
import { analyzed } from '../harness/cursor.ts';
import { placeFeatures, wholeFeatures } from '../harness/everyFeature.ts';
import { parseMarkers } from '../harness/markers.ts';
import { ROOT } from '../harness/prepared.ts';
import { wrongPlaces } from '../harness/validPlaces.ts';

const corpus = path.resolve(ROOT, '../shared/corpus/compose');

/** Asks everything at the end of the text, where someone is typing. */
function expectRightPlaces(text: string): void {
  const snapshot = analyzed(text);
  const position = snapshot.lines.positionAt(text.length);
  const answers = [
    ...Object.entries(wholeFeatures).map(([name, ask]) => [name, ask(snapshot)] as const),
    ...Object.entries(placeFeatures).map(([name, ask]) => [name, ask(snapshot, position)] as const),
  ];
  const wrong = answers.flatMap(([name, answer]) => wrongPlaces(snapshot, answer).map((place) => `${name}${place}`));
  expect({ text: wrong.length > 0 ? text : '', wrong }).toEqual({ text: '', wrong: [] });
}

/** Every beginning, or `most` of them evenly spread over the text. */
function expectRightPrefixes(text: string, most = Number.POSITIVE_INFINITY): void {
  const step = Math.max(1, Math.ceil(text.length / most));
  for (let length = 0; length <= text.length; length += step) expectRightPlaces(text.slice(0, length));
}

const yamlFilesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .sort();

const sampled = (files: readonly string[], count: number): readonly string[] =>
  files.filter((_, index) => index % Math.max(1, Math.floor(files.length / count)) === 0);

describe('every feature has an answer for each beginning of', () => {
  // The rules have their own test with every prefix; here is the whole chain behind them.
  it.each(rules.map(({ id, examples }) => [id, examples] as const))('the examples of %s', (_, { bad, good }) => {
    for (const text of [...bad.map((example) => parseMarkers(example.text).text), ...good])
      expectRightPrefixes(text, 40);
  });

  const projects = path.join(ROOT, 'test/projects');
  it.each(yamlFilesIn(projects))('%s', (file) => {
    expectRightPrefixes(readFileSync(path.join(projects, file), 'utf8'), 200);
  });

  const files = existsSync(corpus) ? yamlFilesIn(corpus) : [];
  it.runIf(files.length > 0)('a sample of real files', () => {
    for (const file of sampled(files, 30)) expectRightPrefixes(readFileSync(path.join(corpus, file), 'utf8'), 15);
  });
});
