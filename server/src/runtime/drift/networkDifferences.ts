import { formatCidr, parseCidr } from '../../model/address.ts';
import type { Network } from '../../model/network.ts';
import type { Project } from '../../model/project.ts';
import type { Span } from '../../text/span.ts';
import type { EngineNetwork } from '../networks.ts';
import type { Difference } from './difference.ts';

/**
 * Options with which networks of the project were made and that the files give otherwise. Compose 2.26 leaves a network
 * as it is at the next `up`, 2.40 makes it again (measured). What a variable hides is not compared, nor what the files
 * leave to the engine.
 */
export function networkDifferences(project: Project, running: readonly EngineNetwork[]): readonly Difference[] {
  return running.flatMap((found): readonly Difference[] => {
    const network = project.networks.find(({ realName }) => realName.known && realName.value === found.name);
    if (!network) return project.networks.every(({ realName }) => realName.known) ? [leftover(found)] : [];
    if (network.external !== false) return [];
    return [
      ...driver(network, found),
      ...flags(network, found),
      ...subnets(network, found),
      ...options(network, found),
    ];
  });
}

const leftover = ({ name, members }: EngineNetwork): Difference => ({
  kind: 'leftover',
  message: `The network \`${name}\` still exists${members.length > 0 ? ` with ${members.map((each) => `\`${each.name}\``).join(', ')} in it` : ''}; the files no longer have it.`,
});

const differs = (network: Network, span: Span | undefined, runs: string, says: string): Difference => {
  const place = span ?? network.nameSpan;
  return {
    kind: 'network',
    message: `\`${network.name}\` runs ${runs}; the file says ${says}. It has to be made again for that.`,
    ...(place ? { span: place } : {}),
  };
};

function driver(network: Network, found: EngineNetwork): readonly Difference[] {
  if (network.driver === undefined || network.driver === found.driver) return [];
  // Without the key the engine's default decides.
  if (!network.driverText && found.driver === 'overlay') return [];
  return [differs(network, network.driverText?.span, `with the driver \`${found.driver}\``, `\`${network.driver}\``)];
}

function flags(network: Network, found: EngineNetwork): readonly Difference[] {
  const compare = (
    key: 'internal' | 'attachable' | 'enable_ipv4' | 'enable_ipv6',
    says: boolean | undefined,
    runs: boolean,
  ): readonly Difference[] => {
    const flag = network.flags[key];
    // What is left out has a default that engines may set otherwise, but not for `internal`.
    if (says === undefined || says === runs || (!flag && key !== 'internal')) return [];
    return [differs(network, flag?.text.span, `with \`${key}: ${runs}\``, `\`${key}: ${says}\``)];
  };
  return [
    ...compare('internal', network.internal, found.internal),
    ...compare('attachable', network.attachable, found.attachable),
    ...compare('enable_ipv4', network.enableIpv4, found.ipv4),
    ...compare('enable_ipv6', network.enableIpv6, found.ipv6),
  ];
}

function subnets(network: Network, found: EngineNetwork): readonly Difference[] {
  const runs = found.subnets.flatMap((text) => {
    const cidr = parseCidr(text);
    return cidr ? [formatCidr(cidr)] : [];
  });
  return network.pools.flatMap(({ subnet, gateway }): readonly Difference[] => {
    const cidr = subnet?.cidr;
    if (!cidr || !subnet.text.known) return [];
    const says = formatCidr(cidr);
    if (!runs.includes(says)) return [differs(network, subnet.text.span, `with ${inWords(runs)}`, `\`${says}\``)];
    if (!gateway?.address || !gateway.text.known || found.gateways.includes(gateway.text.value)) return [];
    // an isolated network has no gateway to compare
    if (found.gateways.length === 0) return [];
    return [
      differs(network, gateway.text.span, `with the gateway ${inWords(found.gateways)}`, `\`${gateway.text.value}\``),
    ];
  });
}

function options(network: Network, found: EngineNetwork): readonly Difference[] {
  const runs = new Map(found.options.map(({ name, value }) => [name, value]));
  const says = new Set(network.driverOptions.map(({ name }) => name));
  const changed = network.driverOptions.flatMap(({ name, value, span }): readonly Difference[] => {
    if (!value?.known || runs.get(name) === value.value) return [];
    const now = runs.get(name);
    const running = now === undefined ? `without \`${name}\`` : `with \`${name}: ${now}\``;
    return [differs(network, span, running, `\`${value.value}\``)];
  });
  // The engine adds options of its own; of these it never does.
  const dropped = [...runs].filter(([name]) => name.startsWith('com.docker.network.bridge.') && !says.has(name));
  return [
    ...changed,
    ...dropped.map(([name, value]) => differs(network, undefined, `with \`${name}: ${value}\``, 'nothing of it')),
  ];
}

const inWords = (texts: readonly string[]): string =>
  texts.length === 0 ? 'none' : texts.map((text) => `\`${text}\``).join(', ');
