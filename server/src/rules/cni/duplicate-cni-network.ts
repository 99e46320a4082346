import { fileNameOf } from '../../model/cniConfig.ts';
import { isBefore, isSearchedBefore } from '../cniFolder.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { yaml } from '../yaml.ts';

export const duplicateCniNetwork = defineCniRule({
  id: 'duplicate-cni-network',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'Two files of one folder give a network the same name.',
    why: 'The first file in the order of names wins. The other one is never used.',
    instead: 'Give each network a name of its own, or remove the file that is not meant.',
    references: [cniPages.format],
  },
  examples: {
    bad: [
      {
        files: {
          '05-old.conflist':
            '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "bridge": "br0" }] }',
        },
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            #        ^^^ \`05-old.conflist\` comes first
            "plugins": [{ "type": "bridge", "bridge": "br1" }]
          }
        `,
      },
      {
        files: { '05-old.conf': '{ "cniVersion": "0.4.0", "name": "web", "type": "bridge", "bridge": "br0" }' },
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            #        ^^^ cnitool takes this one, since it is a list, containerd and CRI-O take \`05-old.conf\`
            "plugins": [{ "type": "bridge", "bridge": "br1" }]
          }
        `,
      },
    ],
    good: ['{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge" }] }\n'],
  },
  *checkInFolder(config, folder) {
    const { name } = config;
    if (!name?.known || name.value === '') return;
    const others = folder.filter(
      (each) => each.uri !== config.uri && each.name?.known && each.name.value === name.value,
    );
    const first = others.find((each) => isBefore(each, config));
    if (!first?.name) return;
    const isFound = others.every((each) => isSearchedBefore(config, each));
    yield {
      span: name.contentSpan,
      message: isFound
        ? `Another file calls its network \`${name.value}\`: cnitool takes this one, since it is a list, containerd and CRI-O take \`${fileNameOf(first)}\`, which comes first.`
        : `Another file calls its network \`${name.value}\`, and \`${fileNameOf(first)}\` comes first: this one is never used.`,
      related: [{ span: first.name.span, message: isFound ? 'The other one.' : 'The one that is used.' }],
    };
  },
});
