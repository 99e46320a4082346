import { cidrOf, textOf } from '../../cni/values.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { yaml } from '../yaml.ts';

export const tinyCniSubnet = defineCniRule({
  id: 'tiny-cni-subnet',
  category: 'portability',
  docs: {
    summary: 'A subnet has room for one container.',
    why: 'Of its four addresses one is the subnet itself, one the broadcast address and one the gateway. Adding a second container fails: "no IP addresses available".',
    instead: 'Take a larger subnet where more than one container will be in it.',
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
              { "type": "bridge", "ipam": { "type": "host-local", "subnet": "10.50.0.0/30" } }
              #                                                              ^^^^^^^^^^^^ has room for one container
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "ipam": { "type": "host-local", "subnet": "10.50.0.0/29" } }] }\n',
    ],
  },
  *check({ plugins }) {
    for (const { ipam } of plugins) {
      for (const { ranges } of ipam?.sets ?? []) {
        const [range] = ranges;
        // Who narrows a range, or adds a second one, has counted.
        if (!range || ranges.length > 1 || range.start || range.end) continue;
        const cidr = cidrOf(range.subnet);
        const text = textOf(range.subnet);
        if (text && cidr?.family === 4 && cidr.prefix === 30)
          yield {
            span: text.contentSpan,
            message: `\`${text.value}\` has room for one container beside the gateway: adding a second one fails.`,
          };
      }
    }
  },
});
