import { describe, expect, it } from 'vitest';
import { parseMarkers } from '../../../test/harness/markers.ts';
import { readEnvoy } from '../envoy/readEnvoy.ts';
import { applyTextEdits } from '../text/edit.ts';
import { toRange } from '../text/span.ts';
import { textEditsFor } from '../text/yamlEdit.ts';
import { parseYaml } from '../text/yamlTree.ts';
import type { EnvoyRule } from './envoyRule.ts';
import { envoyRules, rules, scriptRules } from './index.ts';
import { categorySeverity, type Finding } from './rule.ts';

const uri = 'file:///envoy.yaml';

const configOf = (text: string) => readEnvoy(parseYaml(uri, text), { version: 40 });

const findingsOf = (rule: EnvoyRule, text: string): readonly Finding[] => [...rule.check(configOf(text))];

/** The text after the first fix of the first finding. */
function mended(rule: EnvoyRule, text: string): string {
  const fix = findingsOf(rule, text).flatMap((finding) => finding.fixes ?? [])[0];
  return applyTextEdits(text, textEditsFor(fix?.edits ?? [], parseYaml(uri, text)));
}

describe.each(envoyRules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it.each(rule.examples.bad.map((example, index) => [index, example] as const))(
    'reports what is marked in bad example %i',
    (_index, example) => {
      const { text, markers } = parseMarkers(example.text);
      const found = findingsOf(rule, text).map(({ span, message }) => {
        const { start, end } = toRange(span);
        return { marked: `${start}: ${text.slice(start, end)}`, message };
      });
      expect(found).toEqual(
        markers.map(({ start, end, message }) => ({
          marked: `${start}: ${text.slice(start, end)}`,
          message: expect.stringContaining(message),
        })),
      );
      expect(markers.length).toBeGreaterThan(0);
      expect(markers.every(({ message }) => message !== '')).toBe(true);
    },
  );

  const fixable = rule.examples.bad.filter((example) => example.fixed !== undefined);
  it.each(fixable.map((example, index) => [index, example] as const))('mends fixable example %i', (_index, example) => {
    const { text } = parseMarkers(example.text);
    expect(mended(rule, text)).toBe(example.fixed);
    expect(findingsOf(rule, mended(rule, text))).toEqual([]);
  });

  it.each(rule.examples.good.map((text, index) => [index, text] as const))(
    'and no other finds an error in good example %i',
    (_index, text) => {
      const errors = envoyRules.flatMap((each) =>
        findingsOf(each, text)
          .filter(
            (finding) =>
              each === rule || (finding.severity ?? each.severity ?? categorySeverity[each.category]) === 'error',
          )
          .map(({ message }) => `${each.id}: ${message}`),
      );
      expect(errors).toEqual([]);
    },
  );

  it('survives every prefix of its examples', () => {
    for (const text of [...rule.examples.bad.map((each) => parseMarkers(each.text).text), ...rule.examples.good]) {
      for (let length = 0; length <= text.length; length++) {
        for (const { span } of findingsOf(rule, text.slice(0, length))) {
          const { start, end } = toRange(span);
          expect(start >= 0 && end <= length && start <= end).toBe(true);
        }
      }
    }
  });

  it('is documented', () => {
    for (const text of [rule.docs.summary, rule.docs.why, rule.docs.instead]) expect(text).toMatch(/^[A-Z`"].*[.)]$/s);
    expect(rule.docs.summary).not.toMatch(/\. /);
    expect(rule.docs.references.length).toBeGreaterThan(0);
    for (const reference of rule.docs.references)
      expect(reference).toMatch(/^https:\/\/(www\.envoyproxy\.io\/docs\/|protobuf\.dev\/|github\.com\/bufbuild\/)/);
    expect([...rules, ...scriptRules].map(({ id }) => id)).not.toContain(rule.id);
  });
});
