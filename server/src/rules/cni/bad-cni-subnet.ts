import { textOf } from '../../cni/values.ts';
import { formatCidr, overlaps, parseAddress, parseCidr } from '../../model/address.ts';
import type { JsonString } from '../../text/jsonNode.ts';
import { written } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import type { Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const badCniSubnet = defineCniRule({
  id: 'bad-cni-subnet',
  category: 'correctness',
  docs: {
    summary: 'A subnet of `host-local` is no network that addresses can be taken from.',
    why: 'Adding a container fails. Special networks are accepted, but their addresses cannot work.',
    instead: 'Write the address of the network and the length of its prefix: `10.50.0.0/24`.',
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
                "ipam": { "type": "host-local", "subnet": "10.50.0.5/24" }
                #                                          ^^^^^^^^^^^^ is an address in \`10.50.0.0/24\`
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
                "ipam": { "type": "host-local", "subnet": "10.50.0.0/24" }
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
                "ipam": { "type": "host-local", "ranges": [[{ "subnet": "10.50.0.0" }], [{ "subnet": "fd00::/127" }]] }
                #                                                        ^^^^^^^^^ is no subnet
                #                                                                                     ^^^^^^^^^^ too small
              }
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "ipam": { "type": "host-local", "subnet": "10.50.0.0/24" } }] }\n',
    ],
  },
  *check({ plugins }) {
    for (const { ipam } of plugins) {
      for (const { ranges } of ipam?.sets ?? []) {
        for (const { subnet, gateway } of ranges) {
          const text = textOf(subnet);
          if (text) yield* judged(text, textOf(gateway));
        }
      }
    }
  },
});

function* judged(text: JsonString, gateway: JsonString | undefined): Iterable<Finding> {
  const span = text.value === '' ? text.span : text.contentSpan;
  const cidr = parseCidr(text.value);
  if (!cidr) {
    const isSwapped = gateway && parseAddress(text.value) && parseCidr(gateway.value);
    const fixes = isSwapped
      ? [
          {
            title: 'Swap subnet and gateway',
            safety: 'unsafe' as const,
            edits: [written(span, gateway.value), written(gateway.contentSpan, text.value)],
          },
        ]
      : [];
    yield {
      span,
      message: `${text.value === '' ? 'An empty text' : `\`${text.value}\``} is no subnet in the form \`10.50.0.0/24\`.${isSwapped ? ' It is swapped with the gateway.' : ''} Adding a container fails.`,
      ...(fixes.length > 0 ? { fixes } : {}),
    };
    return;
  }
  if (cidr.address !== cidr.first) {
    const meant = formatCidr(cidr);
    yield {
      span,
      message: `\`${text.value}\` is an address in \`${meant}\`, and a network is wanted. Adding a container fails.`,
      fixes: [{ title: `Write \`${meant}\``, safety: 'unsafe', edits: [written(span, meant)] }],
    };
    return;
  }
  const bits = cidr.family === 4 ? 32 : 128;
  if (bits - cidr.prefix < 2)
    yield { span, message: `\`${text.value}\` is too small to take addresses from. Adding a container fails.` };
  else if (special.some((each) => cidr.prefix >= each.prefix && overlaps(each, cidr)))
    yield {
      span,
      severity: 'warning',
      message: `\`${text.value}\` is a network with a special meaning. Its addresses are handed out, but cannot work.`,
    };
}

const special = ['127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', 'ff00::/8', '::1/128'].flatMap(
  (text) => parseCidr(text) ?? [],
);
