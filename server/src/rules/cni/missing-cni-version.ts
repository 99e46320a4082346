import { fieldOf, pairNamed } from '../../text/jsonNode.ts';
import { withPair } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';

export const missingCniVersion = defineCniRule({
  id: 'missing-cni-version',
  category: 'portability',
  docs: {
    summary: 'A configuration says nothing of the version of the specification that it is for.',
    why: 'It is taken as 0.1.0: nothing can be checked afterwards, results name no interfaces, and `firewall`, `bandwidth` and `vrf` refuse to run.',
    instead: 'Write `"cniVersion": "1.0.0"`.',
    references: [cniPages.versions],
  },
  examples: {
    bad: [
      {
        text: '  { "name": "web", "plugins": [{ "type": "bridge" }] }\n# ^ is taken as 0.1.0\n',
        fixed: '  { "name": "web", "plugins": [{ "type": "bridge" }], "cniVersion": "1.0.0" }\n',
      },
    ],
    good: ['{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge" }] }\n'],
  },
  *check({ root, isTemplate, plugins }) {
    if (!root || isTemplate || plugins.length === 0 || fieldOf(root, 'cniVersion') || pairNamed(root, 'cniVersions'))
      return;
    yield {
      span: { ...root.span, end: root.span.start + 1 },
      message:
        'Without `cniVersion` the configuration is taken as 0.1.0: it cannot be checked, and newer plugins refuse it.',
      fixes: [{ title: 'Add `cniVersion` 1.0.0', safety: 'unsafe', edits: [withPair(root, 'cniVersion', '"1.0.0"')] }],
    };
  },
});
