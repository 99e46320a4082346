import { cniFacts } from '../../cni/facts.ts';
import { written } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { yaml } from '../yaml.ts';

export const quotedCniBoolean = defineCniRule({
  id: 'quoted-cni-boolean',
  category: 'style',
  docs: {
    summary: 'A switch of the list is written as a string.',
    why: 'Beside `plugins` libcni takes "true" and "false" as well; other readers of the file want them without quotes.',
    instead: 'Write `true` or `false`.',
    references: [cniPages.format],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "disableCheck": "true",
            #               ^^^^^^ \`disableCheck\` is a string here
            "plugins": [{ "type": "bridge" }]
          }
        `,
        fixed: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "disableCheck": true,
            "plugins": [{ "type": "bridge" }]
          }
        `,
      },
    ],
    good: ['{ "cniVersion": "1.0.0", "name": "web", "disableCheck": true, "plugins": [{ "type": "bridge" }] }\n'],
  },
  *check({ root, form }) {
    for (const { key, value } of form === 'list' && root ? root.pairs : []) {
      if (cniFacts.list[key.value]?.type !== 'boolean' || value?.kind !== 'string') continue;
      const meant = value.value.toLowerCase();
      if (meant !== 'true' && meant !== 'false') continue;
      yield {
        span: value.span,
        message: `\`${key.value}\` is a string here. libcni takes it, other readers of the file want \`${meant}\` without quotes.`,
        fixes: [{ title: `Write \`${meant}\``, safety: 'safe', edits: [written(value.span, meant)] }],
      };
    }
  },
});
