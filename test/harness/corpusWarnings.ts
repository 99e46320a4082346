import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { analyze } from '../../server/src/features/analyze.ts';
import type { Severity } from '../../server/src/rules/rule.ts';
import { loadEnvironment } from '../../server/src/runtime/readFiles.ts';
import { toRange } from '../../server/src/text/span.ts';
import { ROOT } from './prepared.ts';

const corpus = path.resolve(ROOT, '../shared/corpus/compose');

export const corpusIsThere = existsSync(path.join(corpus, 'manifest.json'));

/** What a rule says about a real file. */
export interface CorpusFinding {
  readonly rule: string;
  /** As the manifest of the corpus names it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** The findings of one level in all files of the corpus, in the order of the manifest. */
export async function findingsInCorpus(level: Severity): Promise<readonly CorpusFinding[]> {
  const manifest: readonly { file: string }[] = JSON.parse(readFileSync(path.join(corpus, 'manifest.json'), 'utf8'));
  const found: CorpusFinding[] = [];
  for (const { file } of manifest) {
    const full = path.join(corpus, file);
    const folder = path.dirname(full);
    const { findings, lines } = analyze({
      uri: pathToFileURL(full).href,
      version: 1,
      text: readFileSync(full, 'utf8'),
      environment: await loadEnvironment(folder),
      directoryName: path.basename(folder),
    });
    for (const { rule, severity, span, message } of findings) {
      if (severity !== level) continue;
      const line = lines.positionAt(toRange(span).start).line + 1;
      found.push({ rule: rule.id, file, line, message });
    }
  }
  return found;
}

/**
 * `count` of the findings, drawn by chance but spread: the rules take turns, and of a rule's findings those come first
 * whose file has none in the sample yet.
 */
export function drawSample(
  findings: readonly CorpusFinding[],
  count: number,
  random: () => number,
): readonly CorpusFinding[] {
  const left = new Map<string, CorpusFinding[]>();
  for (const finding of findings) left.set(finding.rule, [...(left.get(finding.rule) ?? []), finding]);
  const files = new Set<string>();
  const sample: CorpusFinding[] = [];
  while (sample.length < count && left.size > 0) {
    for (const [rule, list] of left) {
      const fresh = list.filter(({ file }) => !files.has(file));
      const choice = fresh.length > 0 ? fresh : list;
      const drawn = choice[Math.floor(random() * choice.length)];
      if (!drawn || sample.length === count) continue;
      sample.push(drawn);
      files.add(drawn.file);
      if (list.length === 1) left.delete(rule);
      else
        left.set(
          rule,
          list.filter((each) => each !== drawn),
        );
    }
  }
  return sample;
}
