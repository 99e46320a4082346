import type { Protocol } from '../model/service.ts';
import type { StackFacts } from '../reach/firewall/stackFacts.ts';
import { type Docker, runDocker } from './docker.ts';
import { whatIsLeft } from './inventory.ts';
import { at, parseJson, textAt } from './json.ts';
import { inspectNetworks } from './networks.ts';
import { type Outcome, success } from './outcome.ts';
import { type ComposeOptions, resolveProject } from './resolveProject.ts';

/** Asks compose for the project's name, and the engine for its addresses and how it writes firewall rules. */
export async function readStackFacts(
  docker: Docker,
  files: readonly string[],
  options: ComposeOptions = {},
): Promise<Outcome<StackFacts>> {
  const { signal } = options;
  const project = await resolveProject(docker, files, options);
  if (!project.ok) return project;
  const [inventory, info] = await Promise.all([
    whatIsLeft(docker, project.value.name, signal),
    runDocker(docker, ['info', '--format', '{{json .}}'], { signal }),
  ]);
  if (!inventory.ok) return inventory;
  if (!info.ok) return info;
  const containers = inventory.value.containers.filter(({ state }) => state === 'running');
  const ids = new Set([
    ...inventory.value.networks.map(({ id }) => id),
    ...containers.flatMap((container) => container.networks.map(({ id }) => id)),
  ]);
  const networks = await inspectNetworks(docker, [...ids], signal);
  if (!networks.ok) return networks;
  return success({
    project: project.value.name,
    networks: networks.value.map(({ name, driver, subnets }) => ({ name, driver, subnets })),
    addresses: containers.flatMap(({ service, networks: own }) =>
      own.flatMap(({ name, addresses }) => addresses.map((address) => ({ service, network: name, address }))),
    ),
    publishedPorts: containers.flatMap(({ service, ports }) =>
      ports.map(({ hostPort, containerPort, protocol }) => ({
        service,
        hostPort,
        containerPort,
        protocol: protocol as Protocol,
      })),
    ),
    ...engineOf(parseJson(info.value)),
  });
}

function engineOf(info: unknown): Pick<StackFacts, 'backend' | 'filtersBridges' | 'desktop'> {
  const driver = textAt(info, 'FirewallBackend', 'Driver');
  const filters = at(info, 'BridgeNfIptables');
  // since 28 engines do not look, and older clients show that as false
  const looks = Number.parseInt(textAt(info, 'ServerVersion'), 10) < 28;
  return {
    backend: driver.startsWith('iptables') ? 'iptables' : driver.startsWith('nftables') ? 'nftables' : 'unknown',
    filtersBridges: looks && typeof filters === 'boolean' ? filters : 'unknown',
    desktop: textAt(info, 'OperatingSystem') === 'Docker Desktop',
  };
}
