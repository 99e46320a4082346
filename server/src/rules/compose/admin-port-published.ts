import type { EnvoyProxy } from '../../model/proxy.ts';
import type { PublishedPort, Service } from '../../model/service.ts';
import { adminInterface } from '../imageCatalog.ts';
import { isLocal } from '../proxies.ts';
import { bindToLoopback, isOpenToAll, placeOfPort, publishedPorts } from '../publishing.ts';
import { defineRule } from '../rule.ts';
import { servicesThat } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const adminPortPublished = defineRule({
  id: 'admin-port-published',
  category: 'exposure',
  docs: {
    summary: 'An administration or debug port is published on all addresses of the host.',
    why: "Such ports change or run things rather than serve users, often without a password: Envoy's admin interface stops the proxy, the Docker API and debuggers run any code. Whoever reaches the host reaches them, and Docker opens published ports ahead of ufw and firewalld.",
    instead: 'Bind the port to 127.0.0.1 and reach it through SSH, or put a proxy with a login in front.',
    references: [
      'https://docs.docker.com/engine/network/port-publishing/',
      'https://docs.docker.com/engine/network/packet-filtering-firewalls/#docker-and-ufw',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            mesh:
              image: envoyproxy/envoy:v1.34.1
              ports:
                - "10000:10000"
                - "9901:9901" # admin
                #  ^^^^^^^^^ Envoy's admin interface
            app:
              image: node:22
              command: node --inspect=0.0.0.0 server.js
              ports:
                - "9229:9229"
                #  ^^^^^^^^^ the debugger of Node.js
            java:
              image: eclipse-temurin:21
              environment:
                JAVA_TOOL_OPTIONS: -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005
              ports:
                - 5005:5005
                # ^^^^^^^^^ the debugger of Java
        `,
        fixed: yaml`
          services:
            mesh:
              image: envoyproxy/envoy:v1.34.1
              ports:
                - "10000:10000"
                - "127.0.0.1:9901:9901" # admin
            app:
              image: node:22
              command: node --inspect=0.0.0.0 server.js
              ports:
                - "9229:9229"
            java:
              image: eclipse-temurin:21
              environment:
                JAVA_TOOL_OPTIONS: -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005
              ports:
                - 5005:5005
        `,
      },
      {
        text: yaml`
          services:
            mesh:
              image: envoyproxy/envoy:v1.34.1
              volumes:
                - ./envoy.yaml:/etc/envoy/envoy.yaml
              ports:
                - "9901:9901"
                - "8001:8001"
                #  ^^^^^^^^^ Envoy's admin interface
        `,
        fixed: yaml`
          services:
            mesh:
              image: envoyproxy/envoy:v1.34.1
              volumes:
                - ./envoy.yaml:/etc/envoy/envoy.yaml
              ports:
                - "9901:9901"
                - "127.0.0.1:8001:8001"
        `,
        files: {
          'envoy.yaml': [
            'admin: {address: {socket_address: {address: 0.0.0.0, port_value: 8001}}}',
            'static_resources: {listeners: {address: {socket_address: {address: 0.0.0.0, port_value: 9901}}}}',
          ].join('\n'),
        },
      },
    ],
    good: [
      yaml`
        services:
          mesh:
            image: envoyproxy/envoy:v1.34.1
            ports:
              - "10000:10000"
              - "127.0.0.1:9901:9901"
          chat:
            image: rasa/rasa:3.6.20
            ports:
              - "5005:5005"
      `,
    ],
  },
  *check(project) {
    for (const service of withAdminPorts(project)) {
      for (const port of publishedPorts(project, service)) {
        const what = adminPort(service, port);
        if (!what) continue;
        const fix = bindToLoopback(service, port);
        yield {
          span: placeOfPort(port),
          message: `This port is ${what}, and it is published on all addresses: whoever reaches this machine can use it.`,
          fixes: fix ? [fix] : [],
        };
      }
    }
  },
});

const withAdminPorts = servicesThat((service) => service.ports.some((port) => adminPort(service, port)));

function adminPort(service: Service, port: PublishedPort): string | undefined {
  if (!isOpenToAll(port) || port.protocol !== 'tcp') return undefined;
  const { first } = port.target;
  return service.proxy
    ? adminOfProxy(service.proxy, port)
    : (adminInterface(service, first) ?? javaDebugger(service, first));
}

/** Where the configuration is known it tells which port that is, and whether anybody outside gets there. */
function adminOfProxy({ configuration: { admin } }: EnvoyProxy, { target }: PublishedPort): string | undefined {
  const isAdmin = admin?.port !== undefined && admin.port >= target.first && admin.port <= target.last;
  return isAdmin && !isLocal(admin) ? "Envoy's admin interface, which stops the proxy" : undefined;
}

/** Port 5005 is only a habit; the options of the virtual machine tell. */
function javaDebugger(service: Service, port: number): string | undefined {
  if (port !== 5005) return undefined;
  const texts = [...service.environment.map(({ value }) => value), ...service.command, ...service.entrypoint];
  return texts.some((text) => text?.value.includes('jdwp')) ? 'the debugger of Java, which runs any code' : undefined;
}
