import { describe, expect, it } from 'vitest';
import { type BadExample, categorySeverity, type Finding, type RuleText } from '../../server/src/rules/rule.ts';
import { applyTextEdits, type TextEdit } from '../../server/src/text/edit.ts';
import { toRange } from '../../server/src/text/span.ts';
import { parseMarkers } from './markers.ts';

/** How the rules of a dialect are run and mended in a test. */
export interface Dialect<Rule extends RuleText> {
  readonly rules: readonly Rule[];
  /** Of all other dialects: ids are unique over all of them. */
  readonly others: readonly RuleText[];
  findingsOf(rule: Rule, example: BadExample): readonly Finding[];
  /** The edits of a fix in the example's text. */
  editsOf(fix: NonNullable<Finding['fixes']>[number], text: string): readonly TextEdit[];
  /** Where a page may lead. */
  readonly references: RegExp;
}

/** Replacements alone, for dialects whose fixes have nothing else. */
export const replacementsOf: Dialect<RuleText>['editsOf'] = ({ edits }) =>
  edits.flatMap((edit): readonly TextEdit[] =>
    edit.kind === 'replace' ? [{ ...toRange(edit.span), newText: edit.newText }] : [],
  );

/**
 * Runs the examples of every rule: bad ones report exactly what is marked, the first fix of the first finding gives the
 * fixed text, in which nothing is found, good ones have no finding of their own rule and no error of any, no prefix
 * leads to a throw or a place outside of the text.
 */
export function describeRuleExamples<Rule extends RuleText>(dialect: Dialect<Rule>): void {
  const { rules, others, findingsOf, editsOf, references } = dialect;

  describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
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
    it.each(fixable.map((example, index) => [index, example] as const))('mends fixable example %i', (_i, example) => {
      const { text } = parseMarkers(example.text);
      const fix = findingsOf(rule, { ...example, text }).flatMap((finding) => finding.fixes ?? [])[0];
      const mended = applyTextEdits(text, fix ? editsOf(fix, text) : []);
      expect(mended).toBe(example.fixed);
      expect(findingsOf(rule, { ...example, text: mended })).toEqual([]);
    });

    it.each(rule.examples.good.map((text, index) => [index, text] as const))(
      'finds nothing in good example %i, and no other rule an error',
      (_index, text) => {
        const errors = rules.flatMap((each) =>
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

    it('is the only one to speak of what it marks', () => {
      for (const example of rule.examples.bad) {
        const { text } = parseMarkers(example.text);
        const placeOf = ({ span }: Finding): string => JSON.stringify(toRange(span));
        const marked = new Set(findingsOf(rule, { ...example, text }).map(placeOf));
        const others = rules
          .filter((each) => each !== rule)
          .flatMap((each) => findingsOf(each, { ...example, text }).map((found) => ({ id: each.id, found })));
        expect(others.filter(({ found }) => marked.has(placeOf(found))).map(({ id }) => id)).toEqual([]);
      }
    });

    it('survives every prefix of its examples', () => {
      const examples = [...rule.examples.bad, ...rule.examples.good.map((text): BadExample => ({ text }))];
      for (const example of examples) {
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
      const { summary, why, instead } = rule.docs;
      for (const text of [summary, why, instead]) expect(text).toMatch(/^[A-Z`"].*[.)]$/s);
      expect(summary).not.toMatch(/\. /);
      expect(rule.docs.references.length).toBeGreaterThan(0);
      for (const reference of rule.docs.references) expect(reference).toMatch(references);
      expect(others.map(({ id }) => id)).not.toContain(rule.id);
    });
  });
}
