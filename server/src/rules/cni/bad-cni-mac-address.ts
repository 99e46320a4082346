import { textOf } from '../../cni/values.ts';
import { fieldOf } from '../../text/jsonNode.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { yaml } from '../yaml.ts';

export const badCniMacAddress = defineCniRule({
  id: 'bad-cni-mac-address',
  category: 'correctness',
  docs: {
    summary: 'A MAC address cannot be read, or is one of a group.',
    why: 'Adding a container fails.',
    instead: 'Write six bytes, of which the first one is even: `02:42:0a:32:00:05`.',
    references: [cniPages.tuning, cniPages.macvlan, cniPages.hostDevice],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge" },
              { "type": "tuning", "mac": "01:42:0a:32:00:05" }
              #                           ^^^^^^^^^^^^^^^^^ is an address of a group
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge" }, { "type": "tuning", "mac": "02:42:0a:32:00:05" }] }\n',
    ],
  },
  *check({ plugins }) {
    for (const { typeName, object } of plugins) {
      const key = keys.get(typeName ?? '');
      const text = key === undefined ? undefined : textOf(fieldOf(object, key));
      if (!text || text.value === '') continue;
      if (!pattern.test(text.value))
        yield { span: text.contentSpan, message: `\`${text.value}\` is no MAC address. Adding a container fails.` };
      else if (key === 'mac' && Number.parseInt(text.value.slice(0, 2), 16) % 2 === 1)
        yield {
          span: text.contentSpan,
          message: `\`${text.value}\` is an address of a group, and an interface has one of its own. Adding a container fails.`,
        };
    }
  },
});

const keys: ReadonlyMap<string, string> = new Map([
  ['macvlan', 'mac'],
  ['tuning', 'mac'],
  ['tap', 'mac'],
  ['host-device', 'hwaddr'],
]);

/** As Go's `net.ParseMAC` reads it: 6, 8 or 20 bytes in one of three notations. */
const pattern =
  /^(?:[0-9a-f]{2}(?:([:-])[0-9a-f]{2})(?:\1[0-9a-f]{2}){4}(?:(?:\1[0-9a-f]{2}){2}|(?:\1[0-9a-f]{2}){14})?|[0-9a-f]{4}(?:\.[0-9a-f]{4}){2}(?:\.[0-9a-f]{4}(?:(?:\.[0-9a-f]{4}){6})?)?)$/i;
