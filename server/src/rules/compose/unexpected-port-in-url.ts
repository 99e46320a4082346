import type { PortRange, Service } from '../../model/service.ts';
import { isComplete } from '../completeness.ts';
import { dataServices } from '../imageCatalog.ts';
import { servicesUsed } from '../reaching.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const unexpectedPortInUrl = defineRule({
  id: 'unexpected-port-in-url',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'A service connects to a database or cache on a port on which that image does not listen.',
    why: 'The image listens on its usual port, and nothing in the file tells it otherwise. The connection is refused.',
    instead: 'Connect to the usual port. A port under `ports` changes only where it is published on the host.',
    references: ['https://docs.docker.com/compose/how-tos/networking/'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: shop/web:4
              environment:
                DATABASE_URL: postgres://db:5433/shop
                #                           ^^^^ \`db\` listens on port 5432
            db:
              image: postgres:17
        `,
        fixed: yaml`
          services:
            web:
              image: shop/web:4
              environment:
                DATABASE_URL: postgres://db:5432/shop
            db:
              image: postgres:17
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: shop/web:4
            environment:
              DATABASE_URL: postgres://db:5433/shop
              CACHE: redis://cache:6390
          db:
            image: postgres:17
            command: ["-p", "5433"]
          cache:
            image: redis:7
            volumes:
              - ./redis.conf:/usr/local/etc/redis/redis.conf
      `,
    ],
  },
  *check(project) {
    if (!dataServices(project).some((service) => onlyPortOf(service) !== undefined)) return;
    for (const { mention, targets, obstacle } of servicesUsed(project)) {
      const [target] = targets;
      const { port, portSpan } = mention;
      if (port === undefined || !portSpan || !target || targets.length > 1 || obstacle) continue;
      const usual = onlyPortOf(target);
      if (usual === undefined || usual === port || mayListenOn(target, port)) continue;
      yield {
        span: portSpan,
        message: `\`${target.name}\` listens on port ${usual}, the usual one of its image: nobody answers on ${port}.`,
        related: target.image ? [{ span: target.image.text.span, message: 'The image is given here' }] : [],
        fixes: [
          {
            title: `Change to ${usual}`,
            safety: 'unsafe',
            edits: [{ kind: 'replace', span: portSpan, newText: `${usual}` }],
          },
        ],
      };
    }
  },
});

/** Official images of one port, which they take over from no other service: only their own configuration changes it. */
const onlyPorts: ReadonlyMap<string, number> = new Map([
  ['postgres', 5432],
  ['postgis/postgis', 5432],
  ['pgvector/pgvector', 5432],
  ['mariadb', 3306],
  ['redis', 6379],
  ['valkey/valkey', 6379],
  ['memcached', 11211],
  ['mongo', 27017],
]);

function onlyPortOf({ image }: Service): number | undefined {
  return image?.text.known ? onlyPorts.get(image.repository) : undefined;
}

/** True when anything in the service may make it listen there; a port that is only published is another rule's. */
function mayListenOn(service: Service, port: number): boolean {
  const { keys, ports, exposed, environment, mounts } = service;
  if (!isComplete(service) || ['command', 'entrypoint', 'configs', 'env_file'].some((key) => keys.has(key)))
    return true;
  const holds = (range: PortRange | undefined): boolean =>
    range !== undefined && port >= range.first && port <= range.last;
  return (
    ports.some(({ target, published, known }) => !known || holds(target) || holds(published)) ||
    exposed.some(holds) ||
    environment.some(
      ({ name, value }) => /PORT/i.test(name) || value?.known !== true || value.value.includes(`${port}`),
    ) ||
    mounts.some(({ target }) => /\.\w+$|\/etc\//.test(target.value))
  );
}
