import { fileNameOf } from '../../model/cniConfig.ts';
import { isBroken, isSearchedBefore, orderOf } from '../cniFolder.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { yaml } from '../yaml.ts';

export const hiddenCniFile = defineCniRule({
  id: 'hidden-cni-file',
  category: 'portability',
  docs: {
    summary: 'A file of the folder that cannot be loaded is read before this one.',
    why: 'Runtimes read a folder in the order of names: containerd takes the first file and no other one when it is broken. Who looks for a network by name, as cnitool does, reads lists before single plugins, and stops at the first file that is broken. CRI-O skips it.',
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
            #        ^^^ \`05-old.conflist\` cannot be loaded and is read before this file: containerd has no network at all, and cnitool stops there
            "plugins": [{ "type": "bridge" }]
          }
        `,
      },
      {
        name: '05-first.conf',
        files: { '10-old.conflist': '{ "cniVersion": "1.0.0", "plugins": [{ "type": "bridge" }] }' },
        text: yaml`
          {
            "cniVersion": "0.4.0",
            "name": "web",
            #        ^^^ \`10-old.conflist\` cannot be loaded and is read before this file: cnitool stops there
            "type": "bridge"
          }
        `,
      },
    ],
    good: ['{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge" }] }\n'],
  },
  *checkInFolder(config, folder) {
    const span = config.name?.contentSpan;
    if (!span || isBroken(config)) return;
    const broken = folder.filter((each) => each.uri !== config.uri && isBroken(each));
    const searched = broken.find((each) => isSearchedBefore(each, config));
    const first = orderOf(config, folder)?.files[0];
    const stopped = broken.find((each) => each.uri === first?.uri);
    const cause = stopped ?? searched;
    if (!cause) return;
    const consequences = [
      ...(stopped ? ['containerd has no network at all'] : []),
      ...(searched === cause ? ['cnitool stops there and never finds this network'] : []),
    ];
    yield {
      span,
      severity: 'warning',
      message: `\`${fileNameOf(cause)}\` cannot be loaded and is read before this file: ${consequences.join(', and ')}.`,
      related: [{ span: cause.problems[0]?.span ?? cause.span, message: 'What is wrong with it.' }],
    };
  },
});
