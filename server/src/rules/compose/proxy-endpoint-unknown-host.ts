import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { isPartOfMore, isWhole } from '../completeness.ts';
import { nearest } from '../nearest.ts';
import { networkSpace } from '../networkSpace.ts';
import { fileNameOf, withProxy } from '../proxies.ts';
import { defineRule } from '../rule.ts';
import { hasOwnMeaning, servicesCalled } from '../serviceNames.ts';
import { yaml } from '../yaml.ts';

export const proxyEndpointUnknownHost = defineRule({
  id: 'proxy-endpoint-unknown-host',
  category: 'isolation',
  docs: {
    summary: 'A cluster of an Envoy configuration has an endpoint that is no service of the project.',
    why: 'In the networks of a project the names of its services resolve, their aliases and container names. Another name without a dot is not found: Envoy starts, the cluster has no endpoint, and requests are answered with status 503.',
    instead: 'Use the name of a service, or give the service this name as an alias on a network that both join.',
    references: [
      'https://docs.docker.com/compose/how-tos/networking/',
      'https://docs.docker.com/reference/compose-file/services/#aliases',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            proxy:
              image: envoyproxy/envoy:v1.34.1
              volumes:
                - ./envoy.yaml:/etc/envoy/envoy.yaml
                # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ In \`envoy.yaml\`: no service is called \`backned\`, which the cluster \`api\` names. Did you mean \`backend\`?
            backend:
              image: shop/backend:2
        `,
        files: {
          'envoy.yaml': [
            'static_resources:',
            '  clusters:',
            '  - name: api',
            '    type: STRICT_DNS',
            '    load_assignment:',
            '      endpoints: {lb_endpoints: {endpoint: {address: {socket_address: {address: backned, port_value: 80}}}}}',
          ].join('\n'),
        },
      },
    ],
    good: [
      yaml`
        services:
          proxy:
            image: envoyproxy/envoy:v1.34.1
            volumes:
              - ./envoy.yaml:/etc/envoy/envoy.yaml
          backend:
            image: shop/backend:2
      `,
    ],
  },
  *check(project) {
    if (withProxy(project).length === 0 || isPartOfMore(project) || !isWhole(project)) return;
    for (const service of withProxy(project)) {
      if (!service.proxy || !knowsAllNames(project, service)) continue;
      const { configuration, by } = service.proxy;
      for (const { name, endpoints } of configuration.clusters) {
        for (const { host, hostSpan } of endpoints) {
          if (!/^[a-z][a-z0-9_-]*$/i.test(host) || host.toLowerCase() === 'localhost') continue;
          if (servicesCalled(project, host).length > 0 || hasOwnMeaning(service, host)) continue;
          const meant = nearest(host, project.serviceNamed.keys());
          const declared = meant === undefined ? undefined : project.serviceNamed.get(meant);
          yield {
            span: by,
            message: `In \`${fileNameOf(configuration, hostSpan)}\`: no service is called \`${host}\`, which the cluster \`${name}\` names.${declared ? ` Did you mean \`${declared.name}\`?` : ''} The name does not resolve.`,
            related: [
              { span: hostSpan, message: `\`${host}\` is named here` },
              ...(declared ? [{ span: declared.nameSpan, message: `\`${declared.name}\` is defined here` }] : []),
            ],
            fixes: declared
              ? [
                  {
                    title: `Change to \`${declared.name}\``,
                    safety: 'unsafe',
                    edits: [{ kind: 'replace', span: hostSpan, newText: declared.name }],
                  },
                ]
              : [],
          };
        }
      }
    }
  },
});

/** False where another project, a variable or a name server of the author may know more names. */
function knowsAllNames(project: Project, service: Service): boolean {
  const space = networkSpace(project, service);
  if (space.kind !== 'networks' || space.owner.dns.length > 0 || space.owner.keys.has('dns_search')) return false;
  const names = project.services.flatMap(({ containerName, hostname, attachments }) => [
    containerName,
    hostname,
    ...attachments.flatMap(({ aliases }) => aliases),
  ]);
  if (names.some((text) => text && !text.known) || space.owner.keys.has('external_links')) return false;
  return space.attachments.every(({ network }) => project.networkNamed.get(network)?.external === false);
}
