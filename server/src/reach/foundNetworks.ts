import type { Network } from '../model/network.ts';
import type { Project } from '../model/project.ts';

/** A network that exists in an engine. */
export interface FoundNetwork {
  readonly name: string;
  readonly driver: string;
  readonly internal: boolean;
  readonly ipv4: boolean;
  readonly ipv6: boolean;
  readonly options: readonly { readonly name: string; readonly value: string }[];
}

/** The project with what is known of its external networks; those that were not found stay unknown. */
export function withFoundNetworks(project: Project, found: readonly FoundNetwork[]): Project {
  if (found.length === 0) return project;
  const networks = project.networks.map((network): Network => {
    const there = found.find(({ name }) => name === network.realName.value);
    return there && network.external === true && network.realName.known ? completed(network, there) : network;
  });
  return { ...project, networks, networkNamed: new Map(networks.map((network) => [network.name, network])) };
}

function completed(network: Network, { driver, internal, ipv4, ipv6, options }: FoundNetwork): Network {
  const span = network.realName.span ?? network.nameSpan ?? network.span;
  if (!span) return network;
  return {
    ...network,
    driver,
    internal,
    enableIpv4: ipv4,
    enableIpv6: ipv6,
    driverOptions: options.map(({ name, value }) => ({
      name,
      nameSpan: span,
      value: { value, raw: value, known: true, span, variables: [], type: 'string' },
      span,
    })),
  };
}
