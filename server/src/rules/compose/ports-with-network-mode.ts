import type { Project } from '../../model/project.ts';
import type { NetworkMode, Service } from '../../model/service.ts';
import type { Edit } from '../../text/edit.ts';
import { defineRule, type Finding, type Fix } from '../rule.ts';
import { servicesWith } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const portsWithNetworkMode = defineRule({
  id: 'ports-with-network-mode',
  category: 'isolation',
  docs: {
    summary: 'A service has `ports` and a network mode in which they mean nothing.',
    why: 'With `host` the engine discards the ports and the program is open on its own ports of the host; with `none` nothing is published, without a word. With `service:…` or `container:…` the container does not start: "conflicting options: port publishing and the container type network mode".',
    instead:
      'Remove the ports with `host` and `none`. With `service:…`, publish them on the service that owns the network.',
    references: [
      'https://docs.docker.com/engine/network/drivers/host/',
      'https://docs.docker.com/reference/compose-file/services/#network_mode',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              network_mode: host
          #   ^^^^^^^^^^^^ discards the published ports of \`web\`
              ports:
                - "8080:80" # of no use
              restart: always
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              network_mode: host
              restart: always
        `,
      },
      {
        text: yaml`
          services:
            app:
              image: shop/app:1
              network_mode: service:vpn
          #   ^^^^^^^^^^^^ \`vpn\` owns the network of \`app\`, so \`app\` cannot publish ports: it does not start
              ports:
                - "127.0.0.1:8080:80"
            vpn:
              image: shop/vpn:1
        `,
        fixed: yaml`
          services:
            app:
              image: shop/app:1
              network_mode: service:vpn
            vpn:
              image: shop/vpn:1
              ports:
                - "127.0.0.1:8080:80"
        `,
      },
      {
        text: yaml`
          services:
            app:
              image: shop/app:1
              network_mode: none
          #   ^^^^^^^^^^^^ publishes none of the ports
              ports:
                - "127.0.0.1:8080:80"
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
            network_mode: bridge
            ports:
              - "127.0.0.1:8080:80"
      `,
    ],
  },
  *check(project) {
    for (const service of servicesWith(project, 'network_mode')) {
      const modeKey = service.keys.get('network_mode');
      const portsKey = service.keys.get('ports');
      if (!service.networkMode || !modeKey || !portsKey || service.ports.length === 0) continue;
      const finding = explain(project, service, service.networkMode);
      if (finding) yield { span: modeKey, related: [{ span: portsKey, message: 'The ports stand here' }], ...finding };
    }
  },
});

function explain(project: Project, service: Service, mode: NetworkMode): Omit<Finding, 'span'> | undefined {
  const remove: Edit = { kind: 'remove', uri: service.uri, path: ['services', service.name, 'ports'] };
  const removal: Fix = { title: 'Remove the ports', safety: 'safe', edits: [remove] };
  switch (mode.kind) {
    case 'host':
      return {
        message: `\`network_mode: host\` discards the published ports of \`${service.name}\`; its program is reachable on its own ports of the host.`,
        fixes: [removal],
      };
    case 'none':
      return {
        message: `\`network_mode: none\` publishes none of the ports of \`${service.name}\`, and nothing says so.`,
        fixes: [removal],
      };
    case 'service':
    case 'container': {
      const move = mode.kind === 'service' ? moveTo(project, service, mode.target, remove) : undefined;
      return {
        message: `\`${mode.target}\` owns the network of \`${service.name}\`, so \`${service.name}\` cannot publish ports: it does not start.`,
        severity: 'error',
        fixes: [...(move ? [move] : []), { ...removal, safety: 'unsafe' }],
      };
    }
    default:
      return undefined;
  }
}

function moveTo(project: Project, service: Service, target: string, remove: Edit): Fix | undefined {
  const owner = project.serviceNamed.get(target);
  const texts = service.ports.map((port) => port.text?.raw);
  if (!owner || owner === service || owner.networkMode) return undefined;
  const appends = texts.flatMap((value): readonly Edit[] =>
    value === undefined ? [] : [{ kind: 'append', uri: owner.uri, path: ['services', owner.name, 'ports'], value }],
  );
  if (appends.length < texts.length) return undefined;
  return { title: `Publish the ports on \`${target}\``, safety: 'unsafe', edits: [...appends, remove] };
}
