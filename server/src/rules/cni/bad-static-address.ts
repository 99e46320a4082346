import { textOf } from '../../cni/values.ts';
import { parseCidr } from '../../model/address.ts';
import { staticAddresses } from '../cniAddresses.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { yaml } from '../yaml.ts';

export const badStaticAddress = defineCniRule({
  id: 'bad-static-address',
  category: 'correctness',
  docs: {
    summary: 'An address of `static` is none, or has no prefix.',
    why: 'Adding a container fails.',
    instead: 'Write the address with the length of its prefix: `10.50.0.9/24`.',
    references: [cniPages.static],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge", "ipam": { "type": "static", "addresses": [{ "address": "10.50.0.9" }] } }
              #                                                                           ^^^^^^^^^ with the length of its prefix
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "ipam": { "type": "static", "addresses": [{ "address": "10.50.0.9/24" }] } }] }\n',
    ],
  },
  *check({ plugins, isTemplate }) {
    for (const plugin of plugins) {
      for (const { address, object } of staticAddresses(plugin)) {
        const text = textOf(address);
        if (text && !parseCidr(text.value))
          yield {
            span: text.value === '' ? text.span : text.contentSpan,
            message: `An address of \`static\` is written with the length of its prefix, and \`${text.value}\` is not. Adding a container fails.`,
          };
        if (!address && !isTemplate && object.pairs.length > 0)
          yield {
            span: { ...object.span, end: object.span.start + 1 },
            message: 'The entry has no `address`. Adding a container fails.',
          };
      }
    }
  },
});
