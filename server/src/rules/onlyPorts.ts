import type { PortRange, Service } from '../model/service.ts';
import { isComplete } from './completeness.ts';

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

/** The one port that the service listens on where `port` is another one and nothing makes it listen there. */
export function onlyPortInsteadOf(port: number, service: Service): number | undefined {
  const { image } = service;
  const only = image?.text.known ? onlyPorts.get(image.repository) : undefined;
  return only === undefined || only === port || mayListenOn(service, port) ? undefined : only;
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
