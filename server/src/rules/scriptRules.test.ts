import { describe, expect, it } from 'vitest';
import { courseIsThere, courseText } from '../../../test/harness/course.ts';
import { parseMarkers } from '../../../test/harness/markers.ts';
import { readScript } from '../shell/read.ts';
import { applyTextEdits, type TextEdit } from '../text/edit.ts';
import { toRange } from '../text/span.ts';
import { rules, scriptRules } from './index.ts';
import type { Finding } from './rule.ts';
import type { ScriptRule } from './scriptRule.ts';

const findingsOf = (rule: ScriptRule, text: string): readonly Finding[] => [
  ...rule.check(readScript('file:///firewall.sh', text)),
];

/** The text after the first fix of the first finding. */
function mended(rule: ScriptRule, text: string): string {
  const fix = findingsOf(rule, text).flatMap((finding) => finding.fixes ?? [])[0];
  const edits = (fix?.edits ?? []).flatMap((edit): readonly TextEdit[] =>
    edit.kind === 'replace' ? [{ ...toRange(edit.span), newText: edit.newText }] : [],
  );
  return applyTextEdits(text, edits);
}

describe.each(scriptRules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it.each(rule.examples.bad.map((example, index) => [index, example] as const))(
    'reports what is marked in bad example %i',
    (_index, example) => {
      const { text, markers } = parseMarkers(example.text);
      const found = findingsOf(rule, text).map(({ span, message }) => ({ ...toRange(span), message }));
      expect(found).toEqual(markers.map((marker) => ({ ...marker, message: expect.stringContaining(marker.message) })));
      expect(markers.length).toBeGreaterThan(0);
    },
  );

  const fixable = rule.examples.bad.filter((example) => example.fixed !== undefined);
  it.each(fixable.map((example, index) => [index, example] as const))('mends fixable example %i', (_index, example) => {
    const { text } = parseMarkers(example.text);
    expect(mended(rule, text)).toBe(example.fixed);
    expect(findingsOf(rule, mended(rule, text))).toEqual([]);
  });

  it.each(rule.examples.good.map((text, index) => [index, text] as const))(
    'has nothing against good example %i',
    (_index, text) => expect(findingsOf(rule, text)).toEqual([]),
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
    for (const reference of rule.docs.references)
      expect(reference).toMatch(/^https:\/\/(docs\.docker\.com|man7\.org)\//);
    expect(rules.map(({ id }) => id)).not.toContain(rule.id);
  });
});

describe.runIf(courseIsThere)("the course's script", () => {
  const found = /^```bash\n(#!\/bin\/bash\n[^`]*DOCKER-USER[^`]*)^```/m;

  it('has every fault but that of ports', () => {
    const text = found.exec(courseText())?.[1] ?? '';
    const findings = scriptRules.flatMap((rule) =>
      findingsOf(rule, text).map(({ span }) => {
        const { start, end } = toRange(span);
        return `${text.slice(0, start).split('\n').length} ${rule.id}: ${text.slice(start, end)}`;
      }),
    );
    expect(findings).toEqual([
      '11 accept-between-bridges: ACCEPT',
      '17 accept-between-bridges: ACCEPT',
      '5 docker-user-created: -N DOCKER-USER',
      '20 drop-inserted-first: -I',
      '20 drop-without-answers: DROP',
    ]);
  });
});
