import { describe, expect, it } from 'vitest';
import { cniExample } from '../../../test/harness/cniFile.ts';
import { parseMarkers } from '../../../test/harness/markers.ts';
import { applyTextEdits, type TextEdit } from '../text/edit.ts';
import { toRange } from '../text/span.ts';
import type { CniRule } from './cniRule.ts';
import { cniRules, envoyRules, rules, scriptRules } from './index.ts';
import { type BadExample, categorySeverity, type Finding } from './rule.ts';

function findingsOf(rule: CniRule, { text, name, files }: BadExample): readonly Finding[] {
  const { configs, folder } = cniExample(text, name, files);
  return configs.flatMap((config) => [
    ...(rule.check?.(config) ?? []),
    ...(folder.length > 1 ? (rule.checkInFolder?.(config, folder) ?? []) : []),
  ]);
}

/** The text after the first fix of the first finding. */
function mended(rule: CniRule, example: BadExample): string {
  const fix = findingsOf(rule, example).flatMap((finding) => finding.fixes ?? [])[0];
  const edits = (fix?.edits ?? []).flatMap((edit): readonly TextEdit[] =>
    edit.kind === 'replace' ? [{ ...toRange(edit.span), newText: edit.newText }] : [],
  );
  return applyTextEdits(example.text, edits);
}

describe.each(cniRules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it.each(rule.examples.bad.map((example, index) => [index, example] as const))(
    'reports what is marked in bad example %i',
    (_index, example) => {
      const { text, markers } = parseMarkers(example.text);
      const found = findingsOf(rule, { ...example, text }).map(({ span, message }) => {
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
    const after = mended(rule, { ...example, text });
    expect(after).toBe(example.fixed);
    expect(findingsOf(rule, { ...example, text: after })).toEqual([]);
  });

  it.each(rule.examples.good.map((text, index) => [index, text] as const))(
    'and no other finds an error in good example %i',
    (_index, text) => {
      const errors = cniRules.flatMap((each) =>
        findingsOf(each, { text })
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
    const texts = [...rule.examples.bad, ...rule.examples.good.map((text): BadExample => ({ text }))];
    for (const example of texts) {
      const { text } = parseMarkers(example.text);
      for (let length = 0; length <= text.length; length++) {
        for (const { span } of findingsOf(rule, { ...example, text: text.slice(0, length) })) {
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
      expect(reference).toMatch(
        /^https:\/\/(www\.cni\.dev\/|www\.rfc-editor\.org\/|kubernetes\.io\/docs\/|github\.com\/)/,
      );
    expect([...rules, ...envoyRules, ...scriptRules].map(({ id }) => id)).not.toContain(rule.id);
  });
});
