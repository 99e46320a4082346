import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { envoyKind } from '../../server/src/envoy/recognize.ts';
import { envoyCompletions } from '../../server/src/features/envoy/envoyCompletion.ts';
import { envoyHover } from '../../server/src/features/envoy/envoyHover.ts';
import type { EnvoyText } from '../../server/src/features/envoy/envoyText.ts';
import type { EnvoyMessage, EnvoyValue } from '../../server/src/model/envoyMessage.ts';
import { toRange } from '../../server/src/text/span.ts';
import { envoyText } from '../harness/envoyCursor.ts';

const corpus = path.resolve('../shared/corpus/envoy');

interface Verdict {
  readonly file: string;
  readonly accepted: boolean;
}

/** Every n-th place of a file is looked at; all of them take minutes. */
const step = Number(process.env.BULKHEAD_EVERY ?? 41);

const files = (): readonly EnvoyText[] => {
  const verdicts = JSON.parse(readFileSync(path.join(corpus, 'manifest.json'), 'utf8')) as readonly Verdict[];
  return verdicts
    .filter(({ accepted, file }) => accepted && readdirSync(corpus).includes(file))
    .map(({ file }) => envoyText(readFileSync(path.join(corpus, file), 'utf8'), file))
    .filter(({ tree }) => envoyKind(tree) !== undefined);
};

/** Every field that the file sets, with the offset of its key. */
function* fieldsIn(value: EnvoyValue | undefined): Iterable<{ readonly name: string; readonly start: number }> {
  if (value?.kind === 'list') for (const item of value.items) yield* fieldsIn(item);
  if (value?.kind === 'map') for (const entry of value.entries) yield* fieldsIn(entry.value);
  if (value?.kind === 'message') yield* fieldsOf(value);
}

function* fieldsOf({ fields }: EnvoyMessage): ReturnType<typeof fieldsIn> {
  for (const { name, keySpan, value } of fields.values()) {
    yield { name, ...toRange(keySpan) };
    yield* fieldsIn(value);
  }
}

describe.runIf(existsSync(corpus))('at places of real Envoy files', () => {
  it('every field that stands there is proposed there, and explained', () => {
    const missing: string[] = [];
    let count = 0;
    for (const file of files()) {
      for (const { name, start } of fieldsIn(file.config.root)) {
        const quoted = /["']/.test(file.text[start] ?? '');
        const position = file.lines.positionAt(start + (quoted ? 1 : 0));
        const labels = envoyCompletions(file, position).map(({ label }) =>
          label.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        );
        const line = position.line + 1;
        if (!labels.includes(name)) missing.push(`${file.uri}:${line} ${name} is not proposed`);
        if (!envoyHover(file, position)) missing.push(`${file.uri}:${line} ${name} is not explained`);
        count++;
      }
    }
    expect(missing).toEqual([]);
    expect(count).toBeGreaterThan(5_000);
  }, 300_000);

  it('neither hover nor completion fails anywhere', () => {
    for (const file of files()) {
      for (let offset = 0; offset <= file.text.length; offset += step) {
        const position = file.lines.positionAt(offset);
        envoyHover(file, position);
        envoyCompletions(file, position);
      }
    }
  }, 300_000);
});
