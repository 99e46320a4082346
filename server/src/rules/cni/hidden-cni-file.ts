import type { CniConfig } from '../../model/cniConfig.ts';
import { fileNameOf, isBefore } from '../cniFolder.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { yaml } from '../yaml.ts';

export const hiddenCniFile = defineCniRule({
  id: 'hidden-cni-file',
  category: 'portability',
  docs: {
    summary:
      'A file of the folder that cannot be loaded comes before this one, or another network is the one that is used.',
    why: 'The first file that cannot be loaded stops containerd and cnitool: they never see the networks behind it. CRI-O skips it.',
    instead: 'Mend or remove the broken file.',
    references: [cniPages.format],
  },
  examples: {
    bad: [
      {
        files: { '05-old.conflist': '{ "cniVersion": "1.0.0", "name": "old", }' },
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            #        ^^^ \`05-old.conflist\` cannot be loaded and comes first
            "plugins": [{ "type": "bridge" }]
          }
        `,
      },
    ],
    good: ['{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge" }] }\n'],
  },
  *checkInFolder(config, folder) {
    const span = config.name?.contentSpan;
    if (!span) return;
    const broken = folder.find((each) => isBefore(each, config) && isBroken(each));
    if (broken)
      yield {
        span,
        severity: 'warning',
        message: `\`${fileNameOf(broken)}\` cannot be loaded and comes first: containerd and cnitool stop there and never see this network.`,
        related: [{ span: broken.problems[0]?.span ?? broken.span, message: 'What is wrong with it.' }],
      };
  },
});

/** True for a list that libcni does not load. */
const isBroken = ({ problems, isTemplate, root, fileName }: CniConfig): boolean =>
  !isTemplate &&
  fileName?.endsWith('.conflist') === true &&
  (!root || problems.some((each) => each.kind === 'syntax' || (each.kind === 'wrong-type' && each.stage === 'load')));
