import { addressOf, cidrOf, textOf } from '../../cni/values.ts';
import { type Cidr, contains, parseAddress } from '../../model/address.ts';
import type { CniRange } from '../../model/cniConfig.ts';
import { fieldOf, type JsonPair } from '../../text/jsonNode.ts';
import { written } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import type { Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const badCniRange = defineCniRule({
  id: 'bad-cni-range',
  category: 'correctness',
  docs: {
    summary: 'The first or last address of a range does not fit its subnet or the other end.',
    why: 'Adding a container fails, with a message about a network in which the address is not. What is beside `ranges` without a subnet is ignored.',
    instead: 'Write two addresses of the subnet, the lower one as `rangeStart`.',
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
              {
                "type": "bridge",
                "ipam": {
                  "type": "host-local",
                  "subnet": "10.50.0.0/24",
                  "rangeStart": "10.50.0.200",
                  #              ^^^^^^^^^^^ is above \`rangeEnd\`
                  "rangeEnd": "10.50.0.100"
                }
              }
            ]
          }
        `,
        fixed: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              {
                "type": "bridge",
                "ipam": {
                  "type": "host-local",
                  "subnet": "10.50.0.0/24",
                  "rangeStart": "10.50.0.100",
                  "rangeEnd": "10.50.0.200"
                }
              }
            ]
          }
        `,
      },
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              {
                "type": "bridge",
                "ipam": {
                  "type": "host-local",
                  "subnet": "10.50.0.0/24",
                  "rangeStart": "10.51.0.10",
                  #              ^^^^^^^^^^ is not in the subnet
                  "rangeEnd": "10.50.0.20/24"
                  #            ^^^^^^^^^^^^^ is no address
                }
              }
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "ipam": { "type": "host-local", "subnet": "10.50.0.0/24", "rangeStart": "10.50.0.10", "rangeEnd": "10.50.0.99" } }] }\n',
    ],
  },
  *check({ plugins }) {
    for (const { ipam, facts } of plugins) {
      if (!ipam || !facts || facts.foreign) continue;
      for (const { ranges } of ipam.sets) for (const range of ranges) yield* judged(range);
      if (ipam.typeName !== 'host-local' || fieldOf(ipam.object, 'subnet') || !fieldOf(ipam.object, 'ranges')) continue;
      for (const key of ['rangeStart', 'rangeEnd', 'gateway']) {
        const pair = fieldOf(ipam.object, key);
        if (pair)
          yield {
            span: pair.key.contentSpan,
            severity: 'warning',
            message: `\`${key}\` stands beside \`ranges\` and without a subnet: it is ignored. It belongs into a range.`,
          };
      }
    }
  },
});

function* judged({ subnet, start, end, gateway }: CniRange): Iterable<Finding> {
  const cidr = cidrOf(subnet);
  let isWhole = true;
  for (const [name, pair] of [
    ['rangeStart', start],
    ['rangeEnd', end],
  ] as const) {
    const text = textOf(pair);
    if (!text || text.value === '') continue;
    const address = parseAddress(text.value);
    const isOutside = address && cidr && !contains(cidr, address);
    if (address && !isOutside) continue;
    isWhole = false;
    yield {
      span: text.contentSpan,
      message: address
        ? `\`${text.value}\` is not in the subnet \`${textOf(subnet)?.value}\`. Adding a container fails.`
        : `\`${name}\` wants an address without a prefix, and \`${text.value}\` is no address. Adding a container fails.`,
    };
  }
  if (!cidr || !isWhole) return;
  const [first, last] = [addressOf(start), addressOf(end)];
  const [startText, endText] = [textOf(start), textOf(end)];
  if (first && last && startText && endText && first.value > last.value) {
    yield {
      span: startText.contentSpan,
      message: `\`rangeStart\` is above \`rangeEnd\` (\`${endText.value}\`). Adding a container fails.`,
      fixes: [
        {
          title: 'Swap the ends',
          safety: 'unsafe',
          edits: [written(startText.contentSpan, endText.value), written(endText.contentSpan, startText.value)],
        },
      ],
    };
    return;
  }
  yield* edges(cidr, start, end);
  const only = first && last && first.value === last.value ? first.value : undefined;
  const own = gateway ? addressOf(gateway)?.value : cidr.first + 1n;
  if (only !== undefined && only === own && startText)
    yield {
      span: startText.contentSpan,
      message: 'The range holds the gateway alone. Adding a container fails: there is no address for it.',
    };
}

/** The addresses that stand for the network and for all of its members. */
function* edges(cidr: Cidr, start: JsonPair | undefined, end: JsonPair | undefined): Iterable<Finding> {
  const startText = textOf(start);
  const endText = textOf(end);
  if (startText && addressOf(start)?.value === cidr.first)
    yield {
      span: startText.contentSpan,
      severity: 'warning',
      message: `\`${startText.value}\` is the address of the network itself, and a container may get it.`,
    };
  if (endText && cidr.family === 4 && addressOf(end)?.value === cidr.last)
    yield {
      span: endText.contentSpan,
      severity: 'warning',
      message: `\`${endText.value}\` is the broadcast address, and a container may get it.`,
    };
}
