import { compareVersions } from '../../cni/installed.ts';
import { addressOf, cidrOf, isOn, textOf } from '../../cni/values.ts';
import { type Cidr, formatCidr } from '../../model/address.ts';
import type { CniRange } from '../../model/cniConfig.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { yaml } from '../yaml.ts';

export const overlappingCniRanges = defineCniRule({
  id: 'overlapping-cni-ranges',
  category: 'correctness',
  docs: {
    summary: 'Ranges of one network overlap, mix IPv4 and IPv6, or need two gateways on one bridge.',
    why: 'Adding a container fails.',
    instead:
      'Give each address of a container a list of its own in `ranges`, and each of its pools addresses that no other has.',
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
                "ipam": { "type": "host-local", "ranges": [[{ "subnet": "10.50.0.0/24" }], [{ "subnet": "10.50.0.0/25" }]] }
                #                                                                                        ^^^^^^^^^^^^ overlaps
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
                "ipam": { "type": "host-local", "ranges": [[{ "subnet": "10.50.0.0/24" }, { "subnet": "fd00::/64" }]] }
                #                                                                                      ^^^^^^^^^ are of one family
              }
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "isGateway": true, "ipam": { "type": "host-local", "ranges": [[{ "subnet": "10.50.0.0/24" }], [{ "subnet": "fd00::/64" }]] } }] }\n',
    ],
  },
  *check({ plugins, version }) {
    for (const { ipam, object, typeName } of plugins) {
      const pools = (ipam?.sets ?? []).flatMap(({ ranges }, set) => ranges.flatMap((range) => poolOf(range, set)));
      for (const [index, pool] of pools.entries()) {
        const before = pools.slice(0, index);
        const text = textOf(pool.range.subnet);
        if (!text) continue;
        const span = text.contentSpan;
        const mixed = before.find((each) => each.set === pool.set && each.cidr.family !== pool.cidr.family);
        const clash = before.find(
          (each) => each.cidr.family === pool.cidr.family && each.first <= pool.last && pool.first <= each.last,
        );
        const first = mixed ?? clash;
        const related = first?.range.subnet ? [{ span: first.range.subnet.span, message: 'The first one.' }] : [];
        if (mixed)
          yield {
            span,
            related,
            message: 'The ranges of one list give one address, so they are of one family. Adding a container fails.',
          };
        else if (clash)
          yield {
            span,
            related,
            message: `The range overlaps with that of \`${formatCidr(clash.cidr)}\`. Adding a container fails.`,
          };
        const other = before.find((each) => each.set !== pool.set && each.cidr.family === pool.cidr.family);
        if (first || !other || !other.range.subnet) continue;
        const second = [{ span: other.range.subnet.span, message: 'The first one.' }];
        const isGateway = typeName === 'bridge' && (isOn(object, 'isGateway') || isOn(object, 'isDefaultGateway'));
        if (isGateway && pool.cidr.family === 4 && !isOn(object, 'forceAddress'))
          yield {
            span,
            related: second,
            message:
              'A bridge that is the gateway has one IPv4 address, and two subnets want one. Adding a container fails.',
          };
        else if (version.known && compareVersions(version.value, '0.3.0') < 0)
          yield {
            span,
            related: second,
            message: `Version ${version.value} of the specification has one address of a family. Adding a container fails.`,
          };
      }
    }
  },
});

interface Pool {
  readonly range: CniRange;
  readonly set: number;
  readonly cidr: Cidr;
  readonly first: bigint;
  readonly last: bigint;
}

function poolOf(range: CniRange, set: number): readonly Pool[] {
  const cidr = cidrOf(range.subnet);
  if (!cidr) return [];
  const last = cidr.family === 4 ? cidr.last - 1n : cidr.last;
  return [
    {
      range,
      set,
      cidr,
      first: addressOf(range.start)?.value ?? cidr.first + 1n,
      last: addressOf(range.end)?.value ?? last,
    },
  ];
}
