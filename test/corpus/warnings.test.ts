import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpusIsThere, drawSample, findingsInCorpus } from '../harness/corpusWarnings.ts';
import { randomNumbers } from '../harness/mutants.ts';

// Draws warnings about real files for a person to judge; warnings.md holds the judgements. To see a sample:
// BULKHEAD_SAMPLE=100 BULKHEAD_SEED=1 npx vitest run --project unit test/corpus/warnings.test.ts
const count = Number(process.env.BULKHEAD_SAMPLE ?? 0);
const seed = Number(process.env.BULKHEAD_SEED ?? 1);

interface Judgement {
  readonly judged: number;
  readonly wrong: number;
}

/** The table of the document: `| rule | warnings | judged | wrong | …`. */
function judgements(): ReadonlyMap<string, Judgement> {
  const text = readFileSync(path.join(import.meta.dirname, 'warnings.md'), 'utf8');
  const rows = [...text.matchAll(/^\| ([a-z][a-z-]+) \| \d+ \| (\d+) \| (\d+) \|/gm)];
  return new Map(rows.map(([, rule = '', judged, wrong]) => [rule, { judged: Number(judged), wrong: Number(wrong) }]));
}

describe.runIf(corpusIsThere)('warnings about real files', () => {
  it('have been judged, nine of ten at least, and fewer than two in a hundred are wrong', {
    timeout: 120_000,
  }, async () => {
    const warnings = await findingsInCorpus('warning');
    for (const finding of drawSample(warnings, count, randomNumbers(seed)))
      console.log(`${finding.rule} ${finding.file}:${finding.line}, ${finding.message}`);
    const table = judgements();
    const counts = new Map<string, number>();
    for (const { rule } of warnings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    const unjudged = [...counts].flatMap(([rule, number]) => {
      const more = number - (table.get(rule)?.judged ?? 0);
      return more > 0 ? [{ rule, more }] : [];
    });
    const unjudgedCount = unjudged.reduce((sum, { more }) => sum + more, 0);
    expect(unjudgedCount, JSON.stringify(unjudged)).toBeLessThan(warnings.length / 10);
    const total = (key: keyof Judgement): number => [...table.values()].reduce((sum, row) => sum + row[key], 0);
    expect(total('wrong') / total('judged')).toBeLessThan(0.02);
  });
});
