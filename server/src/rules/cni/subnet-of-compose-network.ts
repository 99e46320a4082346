import { formatCidr, overlaps } from '../../model/address.ts';
import type { Project } from '../../model/project.ts';
import { poolInWords, poolsOf } from '../cniFolder.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { pluginsOf } from '../cniValues.ts';
import { type Claim, claimsOf } from '../composeClaims.ts';
import { yaml } from '../yaml.ts';

export const subnetOfComposeNetwork = defineCniRule({
  id: 'subnet-of-compose-network',
  category: 'portability',
  docs: {
    summary: 'A network gives addresses that a compose network of the workspace claims as well.',
    why: 'Neither the plugin nor the engine refuses that: on one machine there are two routes to the same addresses then, and one of the networks is cut off from the machine and from what is published (measured with plugins 1.9.1 and engine 28.5). Whether both are for one machine no file tells.',
    instead: 'If both run on one machine, give one of them another subnet.',
    references: [cniPages.hostLocal, 'https://github.com/containernetworking/plugins/tree/main/plugins/main/bridge'],
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
                "bridge": "br1",
                "isGateway": true,
                "ipam": { "type": "host-local", "subnet": "10.50.0.0/16" }
                #                                          ^^^^^^^^^^^^ If both run on one machine
              }
            ]
          }
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
                    - subnet: 10.50.4.0/24
          `,
        },
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "bridge": "br1", "ipam": { "type": "host-local", "subnet": "10.60.0.0/24" } }] }\n',
    ],
  },
  *checkBeside(config, projects) {
    // What is copied out of YAML is for the nodes of a cluster.
    if (config.place !== 'file' || pluginsOf(config, 'bridge', 'ptp').length === 0) return;
    for (const pool of poolsOf(config)) {
      const found = projects.flatMap((project) => overlapping(project, pool.cidr))[0];
      if (!found) continue;
      const { claim, network, project } = found;
      const where = `${network} of the project \`${project.name.value}\``;
      yield {
        span: pool.text.contentSpan,
        message: `${poolInWords(pool)} overlaps with \`${formatCidr(claim.cidr)}\` of ${where}. If both run on one machine, its routes lead to one of the two networks only.`,
        related: [{ span: claim.text.span, message: 'The compose network.' }],
      };
    }
  },
});

/** Networks on bridges: those of other drivers are on links of their own. */
function overlapping(project: Project, cidr: Claim['cidr']) {
  return project.networks
    .filter(({ driver }) => driver === 'bridge')
    .flatMap((network) =>
      claimsOf(project, network)
        .filter((claim) => overlaps(claim.cidr, cidr))
        .map((claim) => ({ claim, network: `\`${network.name}\``, project })),
    );
}
