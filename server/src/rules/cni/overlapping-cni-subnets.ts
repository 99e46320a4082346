import { fileNameOf } from '../../model/cniConfig.ts';
import { isBefore, overlapping, poolInWords, poolsOf } from '../cniFolder.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { yaml } from '../yaml.ts';

export const overlappingCniSubnets = defineCniRule({
  id: 'overlapping-cni-subnets',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'Networks in two files of one folder hand out the same addresses.',
    why: 'Leases are kept by the name of the network, so that two containers get one address. On different bridges the host reaches only one of the two networks.',
    instead: 'Give each network a subnet of its own, or ranges of one subnet that do not overlap.',
    references: [cniPages.hostLocal],
  },
  examples: {
    bad: [
      {
        files: {
          '05-db.conflist':
            '{ "cniVersion": "1.0.0", "name": "db", "plugins": [{ "type": "bridge", "bridge": "br0", "ipam": { "type": "host-local", "subnet": "10.50.0.0/16" } }] }',
        },
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge", "bridge": "br1", "ipam": { "type": "host-local", "subnet": "10.50.0.0/24" } }
              #                                                                               ^^^^^^^^^^^^ overlaps with \`10.50.0.0/16\` of \`db\`
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "bridge": "br1", "ipam": { "type": "host-local", "subnet": "10.60.0.0/24" } }] }\n',
    ],
  },
  *checkInFolder(config, folder) {
    for (const pool of poolsOf(config)) {
      const other = overlapping(pool, folder).find((each) => {
        if (!isBefore(each.config, config)) return false;
        // On one link only the addresses themselves must differ, on two bridges the subnets too.
        const isShared = each.link !== undefined && each.link === pool.link;
        if (isShared) return each.first <= pool.last && pool.first <= each.last;
        return each.isBridge && pool.isBridge;
      });
      if (!other) continue;
      const where = `${poolInWords(other)} of \`${other.config.name?.value ?? fileNameOf(other.config)}\``;
      yield {
        span: pool.text.contentSpan,
        message:
          other.link === pool.link
            ? `The range overlaps with ${where} on the same link: two containers get one address.`
            : `The subnet overlaps with ${where}: addresses are given twice, and the host reaches only one of the networks.`,
        related: [{ span: other.text.span, message: 'The other network.' }],
      };
    }
  },
});
