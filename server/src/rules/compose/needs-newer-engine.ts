import type { Project } from '../../model/project.ts';
import type { Span } from '../../text/span.ts';
import { defineRule } from '../rule.ts';
import { servicesWith } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const needsNewerEngine = defineRule({
  id: 'needs-newer-engine',
  category: 'portability',
  docs: {
    summary: 'A key or option of networks is known to recent engines only.',
    why: 'Older engines either refuse to start the containers or, worse, say nothing and do without: a network that should be isolated is not, the default route goes somewhere else.',
    instead:
      'Make sure that every machine that runs the project has the engine, `docker version` tells, or do without.',
    references: [
      'https://docs.docker.com/reference/compose-file/services/#gw_priority',
      'https://docs.docker.com/reference/compose-file/services/#interface_name',
      'https://docs.docker.com/engine/network/port-publishing/#gateway-modes',
      'https://docs.docker.com/engine/release-notes/28/',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            router:
              image: shop/router:1
              networks:
                wan:
                  gw_priority: 10
                # ^^^^^^^^^^^ needs engine 28: older ones ignore it
                lan:
                  interface_name: lan0
                # ^^^^^^^^^^^^^^ needs engine 28.1: older ones do not start the container
                  mac_address: "02:42:ac:14:01:0a"
                # ^^^^^^^^^^^ needs engine 25
          networks:
            wan: {}
            lan:
              internal: true
              driver_opts:
                com.docker.network.bridge.gateway_mode_ipv4: isolated
                #                                            ^^^^^^^^ needs engine 28: older ones ignore it
        `,
      },
    ],
    good: [
      yaml`
        services:
          router:
            image: shop/router:1
            mac_address: "02:42:ac:14:01:0a"
            networks: [wan]
        networks:
          wan:
            enable_ipv4: true
      `,
    ],
  },
  *check(project) {
    const seen = new Set<string>();
    for (const { what, since, consequence, span } of usesOf(project)) {
      if (seen.has(what)) continue;
      seen.add(what);
      yield { span, message: `\`${what}\` needs engine ${since}: older ones ${consequence}.` };
    }
  },
});

interface Use {
  readonly what: string;
  readonly since: string;
  readonly consequence: string;
  readonly span: Span;
}

const ofMemberships = [
  ['gw_priority', '28', 'ignore it'],
  ['interface_name', '28.1', 'do not start the container'],
  ['mac_address', '25', 'do not start the container'],
] as const;

function* usesOf(project: Project): Iterable<Use> {
  for (const [what, since, consequence] of ofMemberships) {
    const [user] = servicesWith(project, `networks.${what}`);
    const span = user?.attachments.flatMap(({ keys }) => keys.get(what) ?? [])[0];
    if (span) yield { what, since, consequence, span };
  }
  for (const { driverOptions, enableIpv4, keys, driver } of project.networks) {
    const span = keys.get('enable_ipv4');
    if (span && enableIpv4 === false)
      yield { what: 'enable_ipv4', since: '28', consequence: 'give out IPv4 addresses all the same', span };
    if (driver !== 'bridge') continue;
    for (const { name, value } of driverOptions) {
      const isNew = value?.known && (value.value === 'isolated' || value.value === 'nat-unprotected');
      if (value && isNew && /\.gateway_mode_ipv[46]$/.test(name))
        yield { what: value.value, since: '28', consequence: 'ignore it', span: value.span };
    }
  }
}
