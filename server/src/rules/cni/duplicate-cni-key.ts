import { withoutPair } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { cniProblems } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const duplicateCniKey = defineCniRule({
  id: 'duplicate-cni-key',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'A key stands twice in one object of a CNI configuration.',
    why: 'The last one is taken and nothing is said: what the first one says has no effect. In a plugin, keys that differ only in case are the same key.',
    instead: 'Keep the one that is meant.',
    references: [cniPages.format],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "old",
            #^^^^^ The last \`name\` is taken
            "name": "web",
            "plugins": [{ "type": "bridge" }]
          }
        `,
        fixed: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [{ "type": "bridge" }]
          }
        `,
      },
    ],
    good: ['{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge" }] }\n'],
  },
  *check(config) {
    for (const { key, span, pair, last, object } of cniProblems(config, 'duplicate-key'))
      yield {
        span,
        message: `The last \`${key}\` is taken, so this one has no effect.`,
        related: [{ span: last.key.span, message: 'This one is taken.' }],
        fixes: [{ title: `Remove this \`${key}\``, safety: 'safe', edits: [withoutPair(object, pair)] }],
        tags: ['unnecessary'],
      };
  },
});
