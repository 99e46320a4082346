import { fieldOf, pairNamed } from '../../text/jsonNode.ts';
import { written } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { yaml } from '../yaml.ts';

export const wrongCniFileForm = defineCniRule({
  id: 'wrong-cni-file-form',
  category: 'correctness',
  docs: {
    summary: 'A `.conflist` file holds a single plugin, or a `.conf` file a list of plugins.',
    why: 'The ending decides: of `.conflist` libcni wants `plugins`, of `.conf` and `.json` a `type`. It does not load the file.',
    instead: 'Rename the file, or put the plugin into `plugins`.',
    references: [cniPages.format],
  },
  examples: {
    bad: [
      {
        name: '10-web.conflist',
        text: yaml`
          {
            "cniVersion": "0.4.0",
            "name": "web",
            "type": "bridge"
           # ^^^^ A \`.conflist\` file holds a list
          }
        `,
        fixed: yaml`
          {
            "cniVersion": "0.4.0",
            "name": "web",
            "plugins": [{ "type": "bridge" }]
          }
        `,
      },
      {
        name: '10-web.conf',
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [{ "type": "bridge" }]
           # ^^^^^^^ only lists in \`.conflist\` files
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge" }] }\n',
      '{ "cniVersion": "0.4.0", "name": "web", "type": "bridge" }\n',
    ],
  },
  *check({ uri, root, form, fileName, place, isTemplate }) {
    if (!root || isTemplate || place !== 'file' || fileName === undefined) return;
    const ending = /\.(?:conflist|conf|json)$/i.exec(fileName)?.[0].toLowerCase();
    if (ending === '.conflist' && form === 'plugin') {
      const type = fieldOf(root, 'type');
      if (!type) return;
      const rest = root.pairs.filter(({ key }) => !ofList.has(key.value));
      const [first] = rest;
      const last = rest.at(-1);
      // What stands together can be put into brackets as it is.
      const isTogether = first && last && root.pairs.indexOf(last) - root.pairs.indexOf(first) === rest.length - 1;
      const { anchor } = root.span;
      yield {
        span: type.key.contentSpan,
        message: 'A `.conflist` file holds a list, and this is a single plugin. libcni does not load the file.',
        ...(isTogether
          ? {
              fixes: [
                {
                  title: 'Put the plugin into `plugins`',
                  safety: 'unsafe' as const,
                  edits: [
                    written({ anchor, start: first.span.start, end: first.span.start }, '"plugins": [{ '),
                    written({ anchor, start: last.span.end, end: last.span.end }, ' }]'),
                  ],
                },
              ],
            }
          : {}),
      };
    }
    const plugins = pairNamed(root, 'plugins');
    const isSingle = ending === '.conf' || (ending === '.json' && uri.includes('/net.d/'));
    if (isSingle && plugins && !fieldOf(root, 'type'))
      yield {
        span: plugins.key.contentSpan,
        message: `libcni reads only lists in \`.conflist\` files, and of \`${fileName}\` wants a single plugin. It does not load the file.`,
      };
  },
});

const ofList: ReadonlySet<string> = new Set(['cniVersion', 'cniVersions', 'name', 'disableCheck', 'disableGC']);
