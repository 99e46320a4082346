import { type Cidr, formatCidr, overlaps } from '../../model/address.ts';
import type { CidrText, Network } from '../../model/network.ts';
import type { Project } from '../../model/project.ts';
import { addressSpaceOf, isManaged, nextFreeSubnet, staticAddresses } from '../addressPlan.ts';
import { networkTable } from '../projectTables.ts';
import { defineRule, type Finding } from '../rule.ts';
import { membersByNetwork } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const overlappingSubnets = defineRule({
  id: 'overlapping-subnets',
  category: 'correctness',
  docs: {
    summary: 'Two networks, or two pools of one network, claim the same addresses.',
    why: 'The engine makes one of the networks and refuses the other: "Pool overlaps with other one on this address space". Which of them it blames changes from run to run. With two overlapping pools in one network, engine 28 also keeps the addresses reserved until it restarts.',
    instead: 'Give every network a block of its own, or leave `subnet` out and let the engine choose.',
    references: [
      'https://docs.docker.com/reference/compose-file/networks/#ipam',
      'https://docs.docker.com/engine/network/#subnet-allocation',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [front, back]
          networks:
            front:
              ipam:
                config:
                  - subnet: 10.20.0.0/16
            back:
              ipam:
                config:
                  - subnet: 10.20.4.0/24 # API
                  #         ^^^^^^^^^^^^ overlaps with \`10.20.0.0/16\` of \`front\`
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [front, back]
          networks:
            front:
              ipam:
                config:
                  - subnet: 10.20.0.0/16
            back:
              ipam:
                config:
                  - subnet: 10.21.0.0/24 # API
        `,
      },
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [front]
          networks:
            front:
              driver: macvlan
              driver_opts:
                parent: eth0
              ipam:
                config:
                  - subnet: 10.20.0.0/16
                  - subnet: 10.20.4.0/24
                  #         ^^^^^^^^^^^^ overlaps with \`10.20.0.0/16\` of the same network
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            networks: [front, back, mesh]
        networks:
          front:
            ipam:
              config:
                - subnet: 10.20.0.0/24
          back:
            ipam:
              config:
                - subnet: 10.20.1.0/24
          mesh:
            driver: overlay
            ipam:
              config:
                - subnet: 10.20.0.0/16
      `,
    ],
  },
  *check(project) {
    for (const [later, earlier] of overlapsOf(project)) yield describe(project, later, earlier);
  },
});

/** Each claim that overlaps with others, and the first one of these. */
const overlapsOf = networkTable((networks): readonly (readonly [later: Claim, earlier: Claim])[] => {
  // Sorted by first address, only claims that are still open can overlap with the next one.
  const open: Claim[] = [];
  const found = new Map<Claim, Claim>();
  for (const claim of [...claimsOf(networks)].sort(byFirstAddress)) {
    for (let i = open.length - 1; i >= 0; i--) {
      const other = open[i];
      if (!other) continue;
      if (other.cidr.family !== claim.cidr.family || other.cidr.last < claim.cidr.first) open.splice(i, 1);
      else if (conflict(claim, other)) {
        const [earlier, later] = other.order < claim.order ? [other, claim] : [claim, other];
        const known = found.get(later);
        if (!known || known.order > earlier.order) found.set(later, earlier);
      }
    }
    open.push(claim);
  }
  return [...found].sort((a, b) => a[0].order - b[0].order);
});

interface Claim {
  readonly network: Network;
  readonly text: CidrText['text'];
  readonly cidr: Cidr;
  readonly order: number;
}

function claimsOf(networks: readonly Network[]): readonly Claim[] {
  const claims: Claim[] = [];
  for (const network of networks) {
    if (!isManaged(network)) continue;
    for (const { subnet } of network.pools) {
      if (subnet?.cidr) claims.push({ network, text: subnet.text, cidr: subnet.cidr, order: claims.length });
    }
  }
  return claims;
}

const byFirstAddress = (a: Claim, b: Claim): number =>
  a.cidr.family - b.cidr.family ||
  (a.cidr.first < b.cidr.first ? -1 : a.cidr.first > b.cidr.first ? 1 : a.order - b.order);

function conflict(a: Claim, b: Claim): boolean {
  if (!overlaps(a.cidr, b.cidr)) return false;
  if (a.network === b.network) return true;
  const sameNetwork = a.network.realName.known && a.network.realName.value === b.network.realName.value;
  return !sameNetwork && addressSpaceOf(a.network) === addressSpaceOf(b.network);
}

function describe(project: Project, later: Claim, earlier: Claim): Finding {
  const members = membersByNetwork(project);
  const unused = [later, earlier].find(({ network }) => !members.has(network.name));
  const where = later.network === earlier.network ? 'the same network' : `\`${earlier.network.name}\``;
  const consequence = unused
    ? `nothing happens as long as no service joins \`${unused.network.name}\``
    : '`up` fails when it makes the second one';
  const free =
    later.text.variables.length > 0 || isPinned(project, later.network)
      ? undefined
      : nextFreeSubnet(project, later.cidr);
  return {
    span: later.text.span,
    message: `\`${formatCidr(later.cidr)}\` overlaps with \`${formatCidr(earlier.cidr)}\` of ${where}: ${consequence}.`,
    ...(unused ? { severity: 'warning' } : {}),
    related: [{ span: earlier.text.span, message: `\`${formatCidr(earlier.cidr)}\` is claimed here` }],
    fixes: free
      ? [
          {
            title: `Change to ${free}, the next free block`,
            safety: 'unsafe',
            edits: [{ kind: 'replace', span: later.text.span, newText: free }],
          },
        ]
      : [],
  };
}

/** True when other addresses of the network would have to move with its subnet. */
function isPinned(project: Project, network: Network): boolean {
  return (
    network.pools.some((pool) => pool.gateway || pool.ipRange || pool.auxAddresses.length > 0) ||
    staticAddresses(project, network).length > 0
  );
}
