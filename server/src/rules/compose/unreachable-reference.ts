import type { Mention } from '../../model/mention.ts';
import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { failingUses } from '../nameUses.ts';
import { networkSpace } from '../networkSpace.ts';
import { joinEdit, networkToJoin, type Obstacle, obstacleBetween } from '../reaching.ts';
import { defineRule, type Finding, type Fix } from '../rule.ts';
import { inWords } from '../words.ts';
import { yaml } from '../yaml.ts';

export const unreachableReference = defineRule({
  id: 'unreachable-reference',
  category: 'isolation',
  docs: {
    summary: 'A service is configured to connect to another one with which it shares no network.',
    why: 'Names resolve only among members of one network, and packets between networks are dropped. The stack starts, and the connection fails at its first use with "could not resolve host" or a timeout.',
    instead:
      'Let both join a common network, or point the service at a neighbour that may talk to the other one. A service with `network_mode: service:…` is reached under the name of the service whose network it uses.',
    references: [
      'https://docs.docker.com/compose/how-tos/networking/',
      'https://docs.docker.com/reference/compose-file/services/#networks',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            frontend:
              image: shop/frontend:2
              networks: [web]
              environment:
                DATABASE_URL: postgresql://user:pass@database:5432/shop
                #                                    ^^^^^^^^ \`frontend\` shares no network with \`database\`
                CACHE_HOST: cache
                #           ^^^^^ \`frontend\` shares no network with \`cache\`
              healthcheck:
                test: ["CMD", "curl", "-f", "http://store:8080/health"]
                #                                   ^^^^^ \`frontend\` shares no network with \`database\`
            database:
              image: postgres:17
              container_name: store
              networks: [data]
            cache:
              image: redis:7
              networks: [data]
          networks:
            web: {}
            data:
              internal: true
        `,
        fixed: yaml`
          services:
            frontend:
              image: shop/frontend:2
              networks: [web, data]
              environment:
                DATABASE_URL: postgresql://user:pass@database:5432/shop
                CACHE_HOST: cache
              healthcheck:
                test: ["CMD", "curl", "-f", "http://store:8080/health"]
            database:
              image: postgres:17
              container_name: store
              networks: [data]
            cache:
              image: redis:7
              networks: [data]
          networks:
            web: {}
            data:
              internal: true
        `,
      },
      {
        text: yaml`
          services:
            api:
              image: shop/api:2
              environment:
                - TORRENT_URL=http://torrent:8080
                #                    ^^^^^^^ \`torrent\` uses the network of \`vpn\`: it is reached as \`vpn\`, not under its own name
            torrent:
              image: shop/torrent:1
              network_mode: service:vpn
            vpn:
              image: shop/vpn:1
            agent:
              image: shop/agent:1
              network_mode: host
              command: --server=api:8000
              #                 ^^^ \`agent\` uses the network of the host, where the names of services do not resolve
        `,
        fixed: yaml`
          services:
            api:
              image: shop/api:2
              environment:
                - TORRENT_URL=http://vpn:8080
            torrent:
              image: shop/torrent:1
              network_mode: service:vpn
            vpn:
              image: shop/vpn:1
            agent:
              image: shop/agent:1
              network_mode: host
              command: --server=api:8000
        `,
      },
      {
        text: yaml`
          services:
            web:
              image: shop/web:4
              networks: [guests]
              environment:
                CACHE_HOST: cache
                #           ^^^^^ share only networks with \`enable_icc\` switched off
            cache:
              image: redis:7
              networks: [guests]
          networks:
            guests:
              driver_opts:
                com.docker.network.bridge.enable_icc: "false"
        `,
      },
    ],
    good: [
      yaml`
        services:
          frontend:
            image: shop/frontend:2
            networks: [web, data]
            environment:
              DATABASE_URL: postgresql://user:pass@database:5432/shop
              LEGACY_URL: http://legacy.example.com:8080
              QUEUE_URL: amqp://queue:5672
              VIRTUAL_HOST: worker
            labels:
              traefik.http.services.worker.loadbalancer.server.url: http://worker:9000
            extra_hosts:
              - "queue:172.20.9.9"
          database:
            image: postgres:17
            networks: [data]
          queue:
            image: rabbitmq:4.0
            networks: [jobs]
          worker:
            image: shop/worker:2
            command: ["run", "--image", "queue:4"]
            networks:
              - \${NETWORK}
          hidden:
            image: shop/hidden:1
            networks: [one]
            environment:
              API: http://seen:80
          seen:
            image: shop/seen:1
            networks: [two]
        networks:
          web: {}
          data: {}
          jobs: {}
          one:
            external: true
            name: \${ONE}
          two:
            external: true
            name: \${TWO}
      `,
    ],
  },
  *check(project) {
    for (const { service, target, mention, obstacle } of failingUses(project))
      if (obstacle) yield describe(project, service, target, mention, obstacle);
  },
});

function describe(project: Project, from: Service, to: Service, mention: Mention, obstacle: Obstacle): Finding {
  const span = mention.hostSpan;
  const related = [{ span: to.nameSpan, message: `\`${to.name}\` is defined here` }];
  switch (obstacle) {
    case 'no shared network': {
      const fix = joinFix(project, from, to);
      const alternative = commonNeighbours(project, from, to);
      const hint = alternative.length > 0 ? ` ${inWords(alternative)} can talk to both.` : '';
      return {
        span,
        message: `\`${from.name}\` shares no network with \`${to.name}\`: the name does not resolve and the connection fails.${hint}`,
        related,
        fixes: fix ? [fix] : [],
      };
    }
    case 'target shares a network':
    case 'target on host network': {
      const space = networkSpace(project, to);
      if (space.kind !== 'networks') {
        const message = `\`${to.name}\` uses the network of the host and has no name in the networks of \`${from.name}\`: it does not resolve.`;
        return { span, message, related };
      }
      const owner = space.owner.name;
      return {
        span,
        message: `\`${to.name}\` uses the network of \`${owner}\`: it is reached as \`${owner}\`, not under its own name.`,
        related,
        fixes: [
          { title: `Change to \`${owner}\``, safety: 'unsafe', edits: [{ kind: 'replace', span, newText: owner }] },
        ],
      };
    }
    case 'host network':
      return {
        span,
        message: `\`${from.name}\` uses the network of the host, where the names of services do not resolve: use a published port of \`${to.name}\`.`,
        related,
      };
    case 'members kept apart': {
      const [shared] = from.attachments.filter(({ network }) =>
        to.attachments.some((each) => each.network === network),
      );
      const option = project.networkNamed
        .get(shared?.network ?? '')
        ?.driverOptions.find(({ name }) => name === 'com.docker.network.bridge.enable_icc');
      return {
        span,
        message: `\`${from.name}\` and \`${to.name}\` share only networks with \`enable_icc\` switched off, whose members cannot talk to each other: the connection times out.`,
        related: option ? [...related, { span: option.span, message: 'It is switched off here' }] : related,
      };
    }
    case 'no network':
      return {
        span,
        message: `\`${from.name}\` cannot reach \`${to.name}\`: one of them has \`network_mode: none\`.`,
        related,
      };
  }
}

function joinFix(project: Project, from: Service, to: Service): Fix | undefined {
  const [own, other] = [networkSpace(project, from), networkSpace(project, to)];
  if (own.kind !== 'networks' || other.kind !== 'networks') return undefined;
  const network = networkToJoin(project, other.attachments);
  const edit = network === undefined ? undefined : joinEdit(own.owner, network);
  return edit && { title: `Let \`${own.owner.name}\` join \`${network}\``, safety: 'unsafe', edits: [edit] };
}

/** Services that share a network with either side. */
function commonNeighbours(project: Project, from: Service, to: Service): readonly string[] {
  if (project.services.length > 200) return [];
  return project.services
    .filter((each) => each !== from && each !== to)
    .filter((each) =>
      [from, to].every(
        (side) => networkSpace(project, each).kind === 'networks' && obstacleBetween(project, each, side) === undefined,
      ),
    )
    .map(({ name }) => name)
    .slice(0, 2);
}
