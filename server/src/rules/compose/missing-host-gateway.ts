import type { Mention } from '../../model/mention.ts';
import { isComplete } from '../completeness.ts';
import { inConfiguration, mentionPlace } from '../mentionPlace.ts';
import { defineRule } from '../rule.ts';
import { hasOwnMeaning, hostsUsedBy } from '../serviceNames.ts';
import { yaml } from '../yaml.ts';

export const missingHostGateway = defineRule({
  id: 'missing-host-gateway',
  category: 'portability',
  docs: {
    summary: 'A service uses `host.docker.internal` and does not define it.',
    why: 'Docker Desktop knows the name by itself. On Linux it does not resolve unless the service maps it, so the stack works on one machine and fails on the next.',
    instead:
      'Add it under `extra_hosts` with the address `host-gateway`. On an internal network the host stays out of reach by this way.',
    references: [
      'https://docs.docker.com/reference/compose-file/services/#extra_hosts',
      'https://docs.docker.com/reference/cli/docker/container/run/#add-host',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: shop/web:2
              environment:
                API_URL: http://host.docker.internal:8000
                #               ^^^^^^^^^^^^^^^^^^^^ does not resolve on Linux
        `,
        fixed: yaml`
          services:
            web:
              image: shop/web:2
              environment:
                API_URL: http://host.docker.internal:8000
              extra_hosts:
                - host.docker.internal:host-gateway
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: shop/web:2
            environment:
              API_URL: http://host.docker.internal:8000
            extra_hosts:
              - "host.docker.internal:host-gateway"
      `,
    ],
  },
  *checkService(service) {
    const use = hostsUsedBy(service).find(isHostGateway);
    if (!use || service.networkMode || !isComplete(service) || hasOwnMeaning(service, use.host)) return;
    const extraHosts = service.keys.has('extra_hosts');
    const path = ['services', service.name, 'extra_hosts'];
    yield {
      ...mentionPlace(use),
      message: `${inConfiguration(use)}\`host.docker.internal\` does not resolve on Linux unless \`${service.name}\` maps it under \`extra_hosts\`.`,
      fixes: extraHosts
        ? []
        : [
            {
              title: 'Add it to `extra_hosts`',
              safety: 'safe',
              edits: [{ kind: 'append', uri: service.uri, path, value: 'host.docker.internal:host-gateway' }],
            },
          ],
    };
  },
});

const hostGateway = 'host.docker.internal';

/** The length decides nearly always, without making a text in small letters of every host of the project. */
const isHostGateway = ({ host }: Mention): boolean =>
  host.length === hostGateway.length && host.toLowerCase() === hostGateway;
