import { objectsIn, textOf } from '../../cni/values.ts';
import { fieldOf } from '../../text/jsonNode.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { inWords } from '../words.ts';
import { yaml } from '../yaml.ts';

export const badDhcpOption = defineCniRule({
  id: 'bad-dhcp-option',
  category: 'correctness',
  docs: {
    summary: 'An option for the DHCP server has a name that the plugin does not know.',
    why: 'Adding a container fails.',
    instead: 'Write one of the six names, or the number of the option as a string.',
    references: [cniPages.dhcp],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              {
                "type": "macvlan",
                "ipam": { "type": "dhcp", "provide": [{ "option": "hostname", "value": "web" }] }
                #                                                  ^^^^^^^^ is no option
              }
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "macvlan", "ipam": { "type": "dhcp", "provide": [{ "option": "12", "value": "web" }] } }] }\n',
    ],
  },
  *check({ plugins }) {
    for (const { ipam } of plugins) {
      if (ipam?.typeName !== 'dhcp') continue;
      for (const key of ['provide', 'request']) {
        for (const entry of objectsIn(fieldOf(ipam.object, key))) {
          const text = textOf(fieldOf(entry, 'option'));
          if (!text || names.includes(text.value)) continue;
          if (/^\d{1,3}$/.test(text.value) && Number(text.value) <= 255) continue;
          yield {
            span: text.value === '' ? text.span : text.contentSpan,
            message: `\`${text.value}\` is no option that \`dhcp\` knows, only ${inWords(names)} and numbers to 255. Adding a container fails.`,
          };
        }
      }
    }
  },
});

const names: readonly string[] = [
  'dhcp-client-identifier',
  'subnet-mask',
  'routers',
  'host-name',
  'user-class',
  'vendor-class-identifier',
];
