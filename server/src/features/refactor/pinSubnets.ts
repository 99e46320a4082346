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
import { isOwnEntry } from './ownEntry.ts';
import type { Refactoring, RefactorPlace } from './refactoring.ts';

/**
 * Writes down a free subnet for the network at the cursor, and for every network that has none, so that addresses stay
 * the same from one `up` to the next and meet no other network of the file.
 */
export function pinSubnets({ snapshot, path }: RefactorPlace): readonly Refactoring[] {
  const [section, name] = path;
  if (section !== 'networks') return [];
  const { project, tree, uri } = snapshot;
  const pinnable = project.networks.filter(
    (network) => network.uri === uri && isPinnable(network) && hasRoom(project, network),
  );
  const here = pinnable.find((network) => network.name === name && isOwnEntry(tree, ['networks', name, 'ipam']));
  const offer = (title: string, networks: readonly Network[]): Refactoring => ({
    title,
    kind: 'refactor.rewrite',
    // One by one: they are in entries of their own, and together each would take a parse of the file.
    changes: () => pinEdits(project, networks).flatMap((edit) => textEditsFor([edit], tree)),
  });
  return [
    ...(here ? [offer(`Pin a free subnet for \`${here.name}\``, [here])] : []),
    ...(pinnable.length > (here ? 1 : 0)
      ? [offer(`Pin free subnets for all networks without one (${pinnable.length})`, pinnable)]
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

/** True when there is a subnet for it that the addresses of its members allow. */
function hasRoom(project: Project, network: Network): boolean {
  const asked = staticAddresses(project, network);
  return asked.length === 0 || (network.enableIpv4 !== false && around(project, network) !== undefined);
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
  const asked = staticAddresses(project, network).length > 0;
  const v4 = asked ? around(project, network) : freeSubnets(project)[0];
  const v6 = network.enableIpv6 === true ? freeIpv6Subnet(project) : undefined;
  return [network.enableIpv4 === false ? undefined : v4, v6].flatMap((subnet) => subnet ?? []);
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
