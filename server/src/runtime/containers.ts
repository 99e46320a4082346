import { type Docker, runDocker } from './docker.ts';
import { entriesAt, listAt, numberAt, parseJson, textAt } from './json.ts';
import { failed, type Outcome, success } from './outcome.ts';

/** A container's interface in one network. */
export interface ContainerNetwork {
  readonly name: string;
  readonly id: string;
  /** IPv4 and IPv6 addresses; none while the container does not run. */
  readonly addresses: readonly string[];
}

/** A port that is open on the host. */
export interface HostPort {
  readonly hostAddress: string;
  readonly hostPort: number;
  readonly containerPort: number;
  readonly protocol: string;
}

/** A container, as the engine sees it. */
export interface Container {
  readonly id: string;
  readonly name: string;
  /** Key of the compose service; empty for a container that compose did not make. */
  readonly service: string;
  /** The compose project; empty for a container that compose did not make. */
  readonly project: string;
  /** Made by `docker compose run`. */
  readonly oneOff: boolean;
  readonly state: string;
  readonly exitCode: number;
  /** `host`, `none`, `bridge`, a network's name, or `container:ID`. */
  readonly networkMode: string;
  readonly networks: readonly ContainerNetwork[];
  readonly ports: readonly HostPort[];
  /** Names of the volumes that it mounts, named and anonymous ones. */
  readonly volumes: readonly string[];
}

/** The containers with a label `name=value`, stopped ones included, in order of their names. */
export async function containersLabelled(
  docker: Docker,
  label: string,
  signal?: AbortSignal,
): Promise<Outcome<readonly Container[]>> {
  const list = await runDocker(docker, ['ps', '-aq', '--no-trunc', '--filter', `label=${label}`], { signal });
  return list.ok ? inspectContainers(docker, list.value.split(/\s+/), signal) : list;
}

/** Those of the containers that still exist. */
export async function inspectContainers(
  docker: Docker,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<Outcome<readonly Container[]>> {
  const wanted = ids.filter((id) => id !== '');
  if (wanted.length === 0) return success([]);
  const inspected = await runDocker(docker, ['container', 'inspect', ...wanted], { signal });
  if (inspected.ok) {
    return success(
      listAt(parseJson(inspected.value))
        .map(readContainer)
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
  }
  const gone = /No such container: (\S+)/.exec(inspected.failure.output)?.[1];
  if (gone === undefined || !wanted.includes(gone)) return failed(inspected.failure);
  // it ended between the list and this
  return inspectContainers(
    docker,
    wanted.filter((id) => id !== gone),
    signal,
  );
}

function readContainer(json: unknown): Container {
  const label = (name: string): string => textAt(json, 'Config', 'Labels', `com.docker.compose.${name}`);
  return {
    id: textAt(json, 'Id'),
    name: textAt(json, 'Name').replace(/^\//, ''),
    service: label('service'),
    project: label('project'),
    oneOff: label('oneoff') === 'True',
    state: textAt(json, 'State', 'Status'),
    exitCode: numberAt(json, 'State', 'ExitCode') ?? 0,
    networkMode: textAt(json, 'HostConfig', 'NetworkMode'),
    networks: entriesAt(json, 'NetworkSettings', 'Networks').map(([name, network]) => ({
      name,
      id: textAt(network, 'NetworkID'),
      addresses: [textAt(network, 'IPAddress'), textAt(network, 'GlobalIPv6Address')].filter((text) => text !== ''),
    })),
    ports: entriesAt(json, 'NetworkSettings', 'Ports').flatMap(([port, bindings]) => readPorts(port, bindings)),
    volumes: listAt(json, 'Mounts')
      .filter((mount) => textAt(mount, 'Type') === 'volume')
      .map((mount) => textAt(mount, 'Name')),
  };
}

/** `80/tcp` and its list of bindings, which is null for a port that is exposed only. */
function readPorts(port: string, bindings: unknown): HostPort[] {
  const [number = '', protocol = 'tcp'] = port.split('/');
  return listAt(bindings).map((binding) => ({
    hostAddress: textAt(binding, 'HostIp'),
    hostPort: Number(textAt(binding, 'HostPort')),
    containerPort: Number(number),
    protocol,
  }));
}
