import type { Family } from '../../reach/verdicts.ts';
import type { Container } from '../containers.ts';
import type { EngineNetwork } from '../networks.ts';

/** The containers and networks of a project as they are now. */
export interface RunningStack {
  readonly containers: readonly Container[];
  /** Every network that one of the containers is in, by its id. */
  readonly networks: ReadonlyMap<string, EngineNetwork>;
  /** The engine runs in Docker Desktop's virtual machine, so its host is not the user's machine. */
  readonly desktop: boolean;
  /** Real names of the project's networks, by their keys in the file. */
  readonly networkNames: ReadonlyMap<string, string>;
}

/** The running containers of a service. */
export function runningContainers(stack: RunningStack, service: string): readonly Container[] {
  return stack.containers.filter((container) => container.service === service && container.state === 'running');
}

/** Why nothing can be measured from or to the service. */
export function whyNotRunning(stack: RunningStack, service: string): string {
  const container = stack.containers.find((candidate) => candidate.service === service);
  if (!container) return `${service} has no container`;
  return container.state === 'exited'
    ? `${service} ended with exit code ${container.exitCode}`
    : `${service} is ${container.state}`;
}

/** The container whose network namespace this one is in: its own, or another one's with `network_mode: service:…`. */
export function namespaceOwner(stack: RunningStack, container: Container): Container | undefined {
  const shared = /^container:(.+)$/.exec(container.networkMode)?.[1];
  if (shared === undefined) return container;
  const owner = stack.containers.find(({ id, name }) => id === shared || name === shared);
  return owner && owner !== container ? namespaceOwner(stack, owner) : undefined;
}

export function addressesOf(container: Container): readonly string[] {
  return container.networks.flatMap(({ addresses }) => addresses);
}

/** Its addresses in one network of the file, of one family; any where none is given. */
export function addressesIn(
  stack: RunningStack,
  container: Container,
  network: string | undefined,
  family: Family | undefined,
): readonly string[] {
  const name = network === undefined ? undefined : stack.networkNames.get(network);
  return container.networks
    .filter((each) => network === undefined || each.name === name)
    .flatMap(({ addresses }) => addresses)
    .filter((address) => family === undefined || address.includes(':') === (family === 'ipv6'));
}

/**
 * The addresses of the engine's machine in the container's networks. Only a bridge's gateway is the machine itself; a
 * macvlan's is a router of the user's network.
 */
export function gatewaysOf(stack: RunningStack, container: Container): readonly string[] {
  return container.networks.flatMap(({ id }) => {
    const network = stack.networks.get(id);
    return network?.driver === 'bridge' ? network.gateways : [];
  });
}
