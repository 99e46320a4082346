import { fieldOf } from '../../text/jsonNode.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { placeOf } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const chainedPluginFirst = defineCniRule({
  id: 'chained-plugin-first',
  category: 'correctness',
  docs: {
    summary: 'The chain begins with a plugin that changes what another one has made.',
    why: '`portmap`, `firewall`, `tuning`, `bandwidth`, `sbr` and `vrf` work on the result of a plugin before them. As the first one they refuse to add a container.',
    instead: 'Put a plugin that makes an interface before it: `bridge`, `ptp`, `macvlan` and the like.',
    references: [cniPages.execution, cniPages.plugins],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "portmap", "capabilities": { "portMappings": true } },
              #         ^^^^^^^^^ \`portmap\` needs a plugin before it
              { "type": "bridge" }
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge" }, { "type": "portmap", "capabilities": { "portMappings": true } }] }\n',
    ],
  },
  *check({ plugins, isTemplate }) {
    const [first] = plugins;
    // A result written by hand takes the place of one.
    if (
      !first ||
      first.index > 0 ||
      isTemplate ||
      first.facts?.kind !== 'chained' ||
      fieldOf(first.object, 'prevResult')
    )
      return;
    yield {
      span: placeOf(first),
      message: `\`${first.typeName}\` needs a plugin before it that makes an interface. Adding a container fails.`,
      ...(first.facts.foreign ? { severity: 'warning' as const } : {}),
    };
  },
});
