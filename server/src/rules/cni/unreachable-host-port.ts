import { capabilityOf, isOn } from '../../cni/values.ts';
import { fieldOf } from '../../text/jsonNode.ts';
import { withPair } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { placeOf } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const unreachableHostPort = defineCniRule({
  id: 'unreachable-host-port',
  category: 'style',
  docs: {
    summary: 'A published port does not answer from everywhere.',
    why: 'Without `hairpinMode` a container does not reach itself through its own published port. With `snat` off, `127.0.0.1` of the host does not answer.',
    instead: 'Set `hairpinMode` of the bridge, and leave `snat` on.',
    references: [cniPages.portmap, cniPages.bridge],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge", "ipam": { "type": "dhcp" } },
              { "type": "portmap", "snat": false, "capabilities": { "portMappings": true } }
              #         ^^^^^^^^^ a container does not reach itself
              #                     ^^^^ \`127.0.0.1\` of the host
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "hairpinMode": true, "ipam": { "type": "dhcp" } }, { "type": "portmap", "capabilities": { "portMappings": true } }] }\n',
    ],
  },
  *check({ plugins }) {
    const [first] = plugins;
    const bridge = first?.typeName === 'bridge' ? first : undefined;
    for (const plugin of plugins) {
      if (plugin.typeName !== 'portmap' || !capabilityOf(plugin, 'portMappings')) continue;
      const snat = fieldOf(plugin.object, 'snat');
      if (bridge && !fieldOf(bridge.object, 'hairpinMode') && !isOn(bridge.object, 'promiscMode'))
        yield {
          span: placeOf(plugin),
          message: '`hairpinMode` of the bridge is off: a container does not reach itself through its published port.',
          fixes: [
            {
              title: 'Set `hairpinMode` of the bridge',
              safety: 'unsafe',
              edits: [withPair(bridge.object, 'hairpinMode', 'true')],
            },
          ],
        };
      if (snat?.value?.kind === 'boolean' && !snat.value.value)
        yield {
          span: snat.key.contentSpan,
          severity: 'information',
          message: '`snat` is off: published ports do not answer at `127.0.0.1` of the host.',
        };
    }
  },
});
