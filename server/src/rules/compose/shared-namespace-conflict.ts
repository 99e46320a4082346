import type { Service } from '../../model/service.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const sharedNamespaceConflict = defineRule({
  id: 'shared-namespace-conflict',
  category: 'correctness',
  docs: {
    summary: 'A service that uses the network of another one sets something that belongs to that network.',
    why: 'Host name, name servers, extra hosts, links and exposed ports are properties of the network namespace, which belongs to the other container. The engine does not start the service: "conflicting options". `links` also fail with `network_mode: host`.',
    instead: 'Set these keys on the service that owns the network.',
    references: ['https://docs.docker.com/reference/compose-file/services/#network_mode'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            app:
              image: shop/app:1
              network_mode: service:vpn
              hostname: app
          #   ^^^^^^^^ \`hostname\` belongs to the network, which \`vpn\` owns: \`app\` does not start
              dns: [172.20.1.53] # ours
          #   ^^^ \`dns\` belongs to the network
            vpn:
              image: shop/vpn:1
            metrics:
              image: shop/metrics:1
              network_mode: host
              links: [vpn]
          #   ^^^^^ \`links\` cannot be used with the network of the host
        `,
        fixed: yaml`
          services:
            app:
              image: shop/app:1
              network_mode: service:vpn
              dns: [172.20.1.53] # ours
            vpn:
              image: shop/vpn:1
            metrics:
              image: shop/metrics:1
              network_mode: host
              links: [vpn]
        `,
      },
    ],
    good: [
      yaml`
        services:
          app:
            image: shop/app:1
            network_mode: service:vpn
          vpn:
            image: shop/vpn:1
            hostname: vpn
            dns: [172.20.1.53]
            extra_hosts: ["printer:172.20.1.9"]
          metrics:
            image: shop/metrics:1
            network_mode: host
            hostname: metrics
      `,
    ],
  },
  *checkService(service) {
    const mode = service.networkMode;
    const shared = mode?.kind === 'service' || mode?.kind === 'container';
    if (!mode || (!shared && mode.kind !== 'host')) return;
    for (const key of shared ? ['hostname', 'dns', 'extra_hosts', 'links', 'expose'] : ['links']) {
      const span = service.keys.get(key);
      if (!span || isEmpty(service, key)) continue;
      const reason = shared
        ? `\`${key}\` belongs to the network, which \`${mode.target}\` owns`
        : `\`${key}\` cannot be used with the network of the host`;
      yield {
        span,
        message: `${reason}: \`${service.name}\` does not start.`,
        related: [{ span: mode.text.span, message: 'The network mode' }],
        fixes: [
          {
            title: `Remove \`${key}\``,
            safety: 'unsafe',
            edits: [{ kind: 'remove', uri: service.uri, path: ['services', service.name, key] }],
          },
        ],
      };
    }
  },
});

/** `links: []` asks for nothing. */
function isEmpty(service: Service, key: string): boolean {
  switch (key) {
    case 'dns':
      return service.dns.length === 0;
    case 'extra_hosts':
      return service.extraHosts.length === 0;
    case 'links':
      return service.links.length === 0;
    case 'expose':
      return service.exposed.length === 0;
    default:
      return service.hostname === undefined;
  }
}
