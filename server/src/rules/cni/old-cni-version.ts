import { cniFacts } from '../../cni/facts.ts';
import { compareVersions } from '../../cni/installed.ts';
import { textOf } from '../../cni/values.ts';
import { withPair, written } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { placeOf } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const oldCniVersion = defineCniRule({
  id: 'old-cni-version',
  category: 'correctness',
  docs: {
    summary: 'A plugin of the chain does not run with the version of the specification that the file names.',
    why: 'Adding a container fails at this plugin, after the ones before it have made an interface, which stays.',
    instead: 'Raise `cniVersion`: `firewall` needs 0.4.0, `vrf` 0.3.1 and `bandwidth` 0.3.0.',
    references: [cniPages.versions, cniPages.firewall],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "0.3.1",
            "name": "web",
            "plugins": [
              { "type": "bridge" },
              { "type": "firewall" }
              #         ^^^^^^^^^^ \`firewall\` does not run before version 0.4.0
            ]
          }
        `,
        fixed: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge" },
              { "type": "firewall" }
            ]
          }
        `,
      },
    ],
    good: ['{ "cniVersion": "0.4.0", "name": "web", "plugins": [{ "type": "bridge" }, { "type": "firewall" }] }\n'],
  },
  *check({ root, version, plugins, isTemplate }) {
    if (!root || !version.known || isTemplate || !cniFacts.versions.includes(version.value)) return;
    for (const plugin of plugins) {
      const oldest = plugin.facts?.oldestVersion;
      if (oldest === undefined || compareVersions(version.value, oldest) >= 0) continue;
      const text = textOf(version.pair);
      const edits = text ? [written(text.contentSpan, '1.0.0')] : [withPair(root, 'cniVersion', '"1.0.0"')];
      yield {
        span: placeOf(plugin),
        message: `\`${plugin.typeName}\` does not run before version ${oldest} of the specification, and the file ${text ? `is for ${version.value}` : 'names none, which means 0.1.0'}. Adding a container fails and leaves the interface behind.`,
        related: [
          text
            ? { span: text.span, message: 'The version of the file.' }
            : { span: { ...root.span, end: root.span.start + 1 }, message: 'There is no `cniVersion` here.' },
        ],
        fixes: [{ title: 'Raise `cniVersion` to 1.0.0', safety: 'unsafe', edits }],
      };
    }
  },
});
