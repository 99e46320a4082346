import type { PublishedPort } from '../../model/service.ts';
import { placeOfPort, publishedPorts } from '../publishing.ts';
import { defineRule } from '../rule.ts';
import { servicesThat } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const privilegedHostPort = defineRule({
  id: 'privileged-host-port',
  category: 'portability',
  severity: 'hint',
  docs: {
    summary: 'A port below 1024 of the host is published.',
    why: 'A Docker engine without root rights (rootless mode) and Podman cannot take these ports unless the machine allows it: the container does not start there.',
    instead:
      'Publish a higher port where others run the stack, or set `net.ipv4.ip_unprivileged_port_start` on the machine.',
    references: ['https://docs.docker.com/engine/security/rootless/tips/#exposing-privileged-ports'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              ports:
                - "127.0.0.1:80:80"
                #  ^^^^^^^^^^^^^^^ Port 80 is privileged
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            ports:
              - "127.0.0.1:8080:80"
      `,
    ],
  },
  *check(project) {
    for (const service of withPrivilegedPorts(project)) {
      for (const port of publishedPorts(project, service)) {
        if (!isPrivileged(port)) continue;
        yield {
          span: placeOfPort(port),
          message: `Port ${port.published?.first} is privileged (below 1024): an engine without root rights cannot publish it.`,
        };
      }
    }
  },
});

const isPrivileged = ({ known, published }: PublishedPort): boolean =>
  known && published !== undefined && published.first < 1024;

const withPrivilegedPorts = servicesThat(({ ports }) => ports.some(isPrivileged));
