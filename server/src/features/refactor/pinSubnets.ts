import { type Cidr, containsCidr, formatAddress, overlaps, parseCidr } from '../../model/address.ts';
import { privateBlocks } from '../../model/addressClass.ts';
import type { AddressPool, Network } from '../../model/network.ts';
import type { Project } from '../../model/project.ts';
import { isManaged, staticAddresses } from '../../rules/addressPlan.ts';
import type { Edit } from '../../text/edit.ts';
import { textEditsFor } from '../../text/yamlEdit.ts';
import { freeIpv6Subnet } from '../completion/freeIpv6Subnet.ts';
import { freeSubnets } from '../completion/freeSubnets.ts';
import { withNetwork } from '../supposed.ts';
import type { Refactoring, RefactorPlace } from './refactoring.ts';

/**
 * Writes down a free subnet for the network at the cursor, and for every network that has none, so that addresses stay
 * the same from one `up` to the next and meet no other network of the file.
 */
export function pinSubnets({ snapshot, path }: RefactorPlace): readonly Refactoring[] {
  const [section, name] = path;
  if (section !== 'networks') return [];
  const { project, tree, uri } = snapshot;
  const pinnable = project.networks.filter((network) => network.uri === uri && isPinnable(network));
  const here = pinnable.find((network) => network.name === name);
  const offer = (title: (count: number) => string, networks: readonly Network[]): readonly Refactoring[] => {
    const edits = pinEdits(project, networks);
    const changes = textEditsFor(edits, tree);
    return changes.length > 0 ? [{ title: title(edits.length), kind: 'refactor.rewrite', changes }] : [];
  };
  return [
    ...(here ? offer(() => `Pin a free subnet for \`${here.name}\``, [here]) : []),
    ...(pinnable.length > (here ? 1 : 0)
      ? offer((count) => `Pin free subnets for all networks without one (${count})`, pinnable)
      : []),
  ];
}

/** Made by compose, with addresses from the engine; the subnet of a LAN cannot be chosen. */
function isPinnable(network: Network): boolean {
  const { driver, implicit, pools, span } = network;
  return (
    span !== undefined &&
    !implicit &&
    pools.length === 0 &&
    !network.keys.has('ipam') &&
    isManaged(network) &&
    (driver === 'bridge' || driver === 'overlay')
  );
}

function pinEdits(project: Project, networks: readonly Network[]): readonly Edit[] {
  let supposed = project;
  const edits: Edit[] = [];
  for (const network of networks) {
    const subnets = subnetsFor(supposed, network);
    if (subnets.length === 0) continue;
    supposed = withNetwork(supposed, { ...network, pools: subnets.flatMap((subnet) => poolOf(network, subnet)) });
    const path = ['networks', network.name, 'ipam'];
    edits.push({ kind: 'set', uri: network.uri, path, value: { config: subnets.map((subnet) => ({ subnet })) } });
  }
  return edits;
}

/** IPv4 unless it is switched off, IPv6 where it is switched on. */
function subnetsFor(project: Project, network: Network): readonly string[] {
  const asked = staticAddresses(project, network);
  const v4 =
    network.enableIpv4 === false ? undefined : asked.length > 0 ? around(project, network) : freeSubnets(project)[0];
  const v6 = network.enableIpv6 === true ? freeIpv6Subnet(project) : undefined;
  if (asked.some(({ key }) => key === 'ipv6_address')) return [];
  return network.enableIpv4 !== false && v4 === undefined ? [] : [v4, v6].flatMap((subnet) => subnet ?? []);
}

/** The /24 block that holds every address that members ask for, if it is private and nothing overlaps it. */
function around(project: Project, network: Network): string | undefined {
  const [first, ...others] = staticAddresses(project, network).map(({ text }) => text.address);
  if (first?.family !== 4) return undefined;
  const text = `${formatAddress({ family: 4, value: (first.value >> 8n) << 8n })}/24`;
  const block = parseCidr(text);
  if (!block || others.some((each) => !each || !inside(block, each.value))) return undefined;
  const free = project.networks.every(({ pools }) =>
    pools.every(({ subnet }) => !subnet?.cidr || !overlaps(block, subnet.cidr)),
  );
  return free && privateBlocks.some((each) => containsCidr(each, block)) ? text : undefined;
}

const inside = ({ first, last }: Cidr, value: bigint): boolean => value >= first && value <= last;

function poolOf(network: Network, text: string): readonly AddressPool[] {
  const { nameSpan: span } = network;
  const cidr = parseCidr(text);
  if (!span || !cidr) return [];
  const written = { value: text, raw: text, span, known: true, variables: [], type: 'string' } as const;
  return [{ span, subnet: { text: written, cidr }, auxAddresses: [] }];
}
