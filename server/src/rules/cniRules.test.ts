import { cniExample } from '../../../test/harness/cniFile.ts';
import { projectsOf } from '../../../test/harness/projectsOf.ts';
import { describeRuleExamples, replacementsOf } from '../../../test/harness/ruleExamples.ts';
import { cniRules, envoyRules, rules, scriptRules } from './index.ts';

describeRuleExamples({
  rules: cniRules,
  others: [...rules, ...scriptRules, ...envoyRules],
  findingsOf(rule, { text, name, files, others, installed }) {
    const { configs, folder } = cniExample(text, name, files, installed);
    return configs.flatMap((config) => [
      ...(rule.check?.(config) ?? []),
      ...(folder.length > 1 ? (rule.checkInFolder?.(config, folder) ?? []) : []),
      ...(others ? (rule.checkBeside?.(config, projectsOf(others)) ?? []) : []),
    ]);
  },
  editsOf: replacementsOf,
  references: /^https:\/\/(www\.cni\.dev\/|www\.rfc-editor\.org\/|kubernetes\.io\/docs\/|github\.com\/)/,
});
