import { textOf } from '../../cni/values.ts';
import { fieldOf } from '../../text/jsonNode.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { yaml } from '../yaml.ts';

export const relativeCniPath = defineCniRule({
  id: 'relative-cni-path',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'A path in a CNI configuration is relative.',
    why: 'It is taken from the working folder of whatever runtime runs the plugin: leases land somewhere, or the file is not found.',
    instead: 'Write the whole path.',
    references: [cniPages.hostLocal],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge", "ipam": { "type": "host-local", "subnet": "10.50.0.0/24", "dataDir": "rel/ipam" } }
              #                                                                                         ^^^^^^^^ is a relative path
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "ipam": { "type": "host-local", "subnet": "10.50.0.0/24", "dataDir": "/run/ipam" } }] }\n',
    ],
  },
  *check({ plugins }) {
    for (const { object, typeName, ipam, facts } of plugins) {
      if (!facts || facts.foreign) continue;
      const pairs = [
        ...(ipam?.typeName === 'host-local'
          ? [fieldOf(ipam.object, 'dataDir'), fieldOf(ipam.object, 'resolvConf')]
          : []),
        ...(ipam?.typeName === 'dhcp' ? [fieldOf(ipam.object, 'daemonSocketPath')] : []),
        ...(typeName === 'tuning' ? [fieldOf(object, 'dataDir')] : []),
      ];
      for (const text of pairs.map(textOf))
        if (text && text.value !== '' && !text.value.startsWith('/'))
          yield {
            span: text.contentSpan,
            message: `\`${text.value}\` is a relative path: it begins in whatever folder the runtime works in.`,
          };
    }
  },
});
