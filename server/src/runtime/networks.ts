import { formatAddress, parseCidr } from '../model/address.ts';
import type { FoundNetwork } from '../reach/foundNetworks.ts';
import { type Docker, runDocker } from './docker.ts';
import { at, entriesAt, listAt, parseJson, textAt } from './json.ts';
import { failed, type Outcome, success } from './outcome.ts';

/** A network, as the engine sees it. */
export interface EngineNetwork extends FoundNetwork {
  readonly id: string;
  readonly attachable: boolean;
  /** Its blocks of addresses, IPv4 and IPv6. */
  readonly subnets: readonly string[];
  /** The addresses of its gateways, IPv4 and IPv6. */
  readonly gateways: readonly string[];
  /** The running containers in it. */
  readonly members: readonly { readonly id: string; readonly name: string }[];
}

/** The networks with a label `name=value`, in order of their names. */
export async function networksLabelled(
  docker: Docker,
  label: string,
  signal?: AbortSignal,
): Promise<Outcome<readonly EngineNetwork[]>> {
  const args = ['network', 'ls', '-q', '--no-trunc', '--filter', `label=${label}`];
  const list = await runDocker(docker, args, { signal });
  return list.ok ? inspectNetworks(docker, list.value.split(/\s+/), signal) : list;
}

/** Those of the networks that still exist. */
export async function inspectNetworks(
  docker: Docker,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<Outcome<readonly EngineNetwork[]>> {
  const wanted = ids.filter((id) => id !== '');
  if (wanted.length === 0) return success([]);
  const inspected = await runDocker(docker, ['network', 'inspect', ...wanted], { signal });
  if (inspected.ok) {
    return success(
      listAt(parseJson(inspected.value))
        .map(readNetwork)
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
  }
  const gone = /network (\S+) not found|No such network: (\S+)/.exec(inspected.failure.output);
  const id = gone?.[1] ?? gone?.[2];
  if (id === undefined || !wanted.includes(id)) return failed(inspected.failure);
  // it was removed between the list and this
  return inspectNetworks(
    docker,
    wanted.filter((other) => other !== id),
    signal,
  );
}

/** One item of what `docker network inspect` prints. */
export function readNetwork(json: unknown): EngineNetwork {
  const pools = (key: string): readonly string[] =>
    listAt(json, 'IPAM', 'Config')
      .map((pool) => textAt(pool, key))
      .filter((text) => text !== '');
  return {
    id: textAt(json, 'Id'),
    name: textAt(json, 'Name'),
    driver: textAt(json, 'Driver'),
    internal: at(json, 'Internal') === true,
    attachable: at(json, 'Attachable') === true,
    // engines before 28 have no such field and always IPv4
    ipv4: at(json, 'EnableIPv4') !== false,
    ipv6: at(json, 'EnableIPv6') === true,
    options: entriesAt(json, 'Options').flatMap(([name, value]) =>
      typeof value === 'string' ? [{ name, value }] : [],
    ),
    subnets: pools('Subnet'),
    gateways: listAt(json, 'IPAM', 'Config').flatMap((pool) => gatewayOf(json, pool)),
    members: entriesAt(json, 'Containers').map(([id, member]) => ({ id, name: textAt(member, 'Name') })),
  };
}

/** Engine 28 tells the gateway only where it was asked for or the subnet is its own choice; it is the first address then. */
function gatewayOf(network: unknown, pool: unknown): readonly string[] {
  const told = textAt(pool, 'Gateway');
  if (told !== '') return [told];
  const subnet = parseCidr(textAt(pool, 'Subnet'));
  if (!subnet || textAt(network, 'Driver') !== 'bridge' || textAt(pool, 'IPRange') !== '') return [];
  const family = subnet.family === 4 ? 'ipv4' : 'ipv6';
  const mode = textAt(network, 'Options', `com.docker.network.bridge.gateway_mode_${family}`);
  return mode === 'isolated' ? [] : [formatAddress({ family: subnet.family, value: subnet.first + 1n })];
}
