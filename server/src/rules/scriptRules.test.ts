import { describe, expect, it } from 'vitest';
import { courseIsThere, courseText } from '../../../test/harness/course.ts';
import { describeRuleExamples, replacementsOf } from '../../../test/harness/ruleExamples.ts';
import { readScript } from '../shell/read.ts';
import { toRange } from '../text/span.ts';
import { cniRules, envoyRules, rules, scriptRules } from './index.ts';
import type { Finding } from './rule.ts';
import type { ScriptRule } from './scriptRule.ts';

const findingsOf = (rule: ScriptRule, text: string): readonly Finding[] => [
  ...rule.check(readScript('file:///firewall.sh', text)),
];

describeRuleExamples({
  rules: scriptRules,
  others: [...rules, ...envoyRules, ...cniRules],
  findingsOf: (rule, { text }) => findingsOf(rule, text),
  editsOf: replacementsOf,
  references: /^https:\/\/(docs\.docker\.com|man7\.org)\//,
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
