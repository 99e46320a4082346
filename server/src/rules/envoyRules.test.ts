import { envoyExample } from '../../../test/harness/envoyExample.ts';
import { describeRuleExamples } from '../../../test/harness/ruleExamples.ts';
import { textEditsFor } from '../text/yamlEdit.ts';
import { parseYaml } from '../text/yamlTree.ts';
import { cniRules, envoyRules, rules, scriptRules } from './index.ts';

const treeOf = (text: string) => parseYaml('file:///envoy.yaml', text);

describeRuleExamples({
  rules: envoyRules,
  others: [...rules, ...scriptRules, ...cniRules],
  findingsOf(rule, example) {
    const { config, files } = envoyExample(example);
    return [...rule.check(config, files)];
  },
  editsOf: ({ edits }, text) => textEditsFor(edits, treeOf(text)),
  references: /^https:\/\/(www\.envoyproxy\.io\/docs\/|protobuf\.dev\/|github\.com\/(?:bufbuild|google\/re2)\/)/,
});
