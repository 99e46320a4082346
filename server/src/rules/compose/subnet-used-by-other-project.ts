import { formatCidr, overlaps } from '../../model/address.ts';
import type { Network } from '../../model/network.ts';
import type { Project } from '../../model/project.ts';
import { addressSpaceOf } from '../addressPlan.ts';
import { type Claim, claimsOf } from '../composeClaims.ts';
import { inProject } from '../elsewhere.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const subnetUsedByOtherProject = defineRule({
  id: 'subnet-used-by-other-project',
  category: 'portability',
  docs: {
    summary: 'A network claims addresses that a network of another project of the workspace claims as well.',
    why: 'All projects of a machine share its addresses. The one that is started first gets its network; `up` of the other fails with "Pool overlaps with other one on this address space" (measured with engine 28.5 and compose 2.40). Each project alone works, so that the fault shows up when somebody runs both.',
    instead:
      'Give the networks of all projects that may run together blocks of their own, or leave `subnet` out and let the engine choose.',
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
              image: shop/web:2
              networks: [back]
          networks:
            back:
              ipam:
                config:
                  - subnet: 10.20.4.0/24
                  #         ^^^^^^^^^^^^ overlaps with \`10.20.0.0/16\` of \`pages\` in the project \`blog\` (../blog/compose.yaml)
                  - subnet: 10.20.5.0/24
        `,
        others: {
          blog: yaml`
            services:
              web:
                image: blog/web:2
                networks: [pages]
            networks:
              pages:
                ipam:
                  config:
                    - subnet: 10.20.0.0/16
          `,
        },
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: shop/web:2
            networks: [back]
        networks:
          back: {}
      `,
    ],
  },
  *check(project) {
    const { others } = project;
    if (others.length === 0) return;
    const own = project.networks.flatMap((network) => {
      const claims = claimsOf(project, network);
      return claims.length > 0 ? [{ network, claims }] : [];
    });
    for (const { network, claims } of own) {
      const found = firstOverlap(network, claims, others);
      if (!found) continue;
      const [claim, theirs, name, other] = found;
      yield {
        span: claim.text.span,
        message: `\`${formatCidr(claim.cidr)}\` overlaps with \`${formatCidr(theirs.cidr)}\` of \`${name}\` in ${inProject(project, other)}: while one of the projects runs, \`up\` of the other fails.`,
        related: [{ span: theirs.text.span, message: `\`${formatCidr(theirs.cidr)}\` is claimed here` }],
      };
    }
  },
});

function firstOverlap(
  network: Network,
  claims: readonly Claim[],
  others: readonly Project[],
): readonly [claim: Claim, theirs: Claim, network: string, project: Project] | undefined {
  for (const other of others) {
    for (const theirNetwork of other.networks) {
      // Under one name it is one network, which the second project takes as it is or is refused for another reason.
      if (theirNetwork.realName.value === network.realName.value) continue;
      if (addressSpaceOf(theirNetwork) !== addressSpaceOf(network)) continue;
      for (const theirs of claimsOf(other, theirNetwork)) {
        const claim = claims.find(({ cidr }) => overlaps(cidr, theirs.cidr));
        if (claim) return [claim, theirs, theirNetwork.name, other];
      }
    }
  }
  return undefined;
}
