import { type Cidr, containsCidr, parseCidr } from '../../model/address.ts';
import { privateBlocks } from '../../model/addressClass.ts';
import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { namespaceOf } from '../namespace.ts';
import { membershipsOf } from '../segment.ts';
import type { AddressBook, Blocks } from './addressBook.ts';
import { type Peer, peerOf } from './firewallRule.ts';
import type { End } from './intent.ts';
import { servicesOf } from './sharedAddresses.ts';

/** The addresses of one end of a statement, by the network that they belong to. */
export interface ContainerEnd {
  readonly kind: 'containers';
  readonly places: readonly ContainerPlace[];
  readonly services: readonly Service[];
}

export interface ContainerPlace extends Blocks {
  readonly network: string;
}

export type ResolvedEnd =
  | ContainerEnd
  | { readonly kind: 'outside'; readonly peers: readonly Peer[] }
  /** Its packets do not pass the chain; `why` is a sentence. */
  | { readonly kind: 'beyond'; readonly why: string };

/** Finds the addresses of an end. `own` are all blocks of the project, which are no part of LAN or internet. */
export function resolveEnd(project: Project, book: AddressBook, own: readonly Cidr[], end: End): ResolvedEnd {
  switch (end.kind) {
    case 'service': {
      const service = project.serviceNamed.get(end.name);
      return service ? serviceEnd(project, book, service) : { kind: 'beyond', why: `There is no service ${end.name}.` };
    }
    case 'network':
      return networkEnd(project, book, end.name);
    case 'lan':
      return { kind: 'outside', peers: lanPeers(own) };
    case 'internet':
      return { kind: 'outside', peers: internetPeers(own) };
    case 'host':
      return { kind: 'beyond', why: 'What the host itself sends and gets is not forwarded and passes no such rule.' };
    case 'undefined':
      return { kind: 'beyond', why: `The project has nothing of the name ${end.name}.` };
  }
}

function serviceEnd(project: Project, book: AddressBook, service: Service): ResolvedEnd {
  const namespace = namespaceOf(project, service);
  if (namespace.kind === 'host')
    return { kind: 'beyond', why: `${service.name} uses the network of the host, whose packets are not forwarded.` };
  if (namespace.kind === 'none') return { kind: 'beyond', why: `${service.name} has no network at all.` };
  if (namespace.kind === 'unknown')
    return { kind: 'beyond', why: `Nothing is known about the network of ${service.name}: ${namespace.why}.` };
  const { owner } = namespace;
  const memberships = membershipsOf(project, owner).filter(({ network }) => network && book.isBridge(network));
  if (memberships.length === 0)
    return { kind: 'beyond', why: `${service.name} is on no bridge of this machine, so nothing is forwarded for it.` };
  const places = memberships.map(({ attachment }) => ({
    network: attachment.network,
    ...book.addressesIn(owner, attachment),
  }));
  return { kind: 'containers', places, services: [service] };
}

/** All services of a network: its whole subnet, and what they have in other networks. */
function networkEnd(project: Project, book: AddressBook, name: string): ResolvedEnd {
  const network = project.networkNamed.get(name);
  if (!network) return { kind: 'beyond', why: `There is no network ${name}.` };
  if (!book.isBridge(network))
    return { kind: 'beyond', why: `${name} is no bridge of this machine, so nothing is forwarded for it.` };
  const services = servicesOf(project, { kind: 'network', name });
  // a network made elsewhere has members of other projects, about which the statement says nothing
  const subnets = network.external !== false ? { blocks: [], missing: ['its subnet'] } : book.subnetsOf(network);
  const bySubnet = subnets.missing.length === 0;
  const ends = services.flatMap((service) => {
    const end = serviceEnd(project, book, service);
    return end.kind === 'containers' ? [end] : [];
  });
  const others = ends.flatMap(({ places }) => places.filter((place) => !bySubnet || place.network !== name));
  return {
    kind: 'containers',
    places: bySubnet ? [{ network: name, ...subnets }, ...others] : others,
    services,
  };
}

const linkLocal = ['169.254.0.0/16', '100.64.0.0/10', 'fe80::/10'].flatMap((text) => parseCidr(text) ?? []);
const lanBlocks = [...privateBlocks, ...linkLocal];

/** Private addresses that are not the project's own. */
function lanPeers(own: readonly Cidr[]): readonly Peer[] {
  return lanBlocks.map((block) => ({ ...peerOf(block), except: own.filter((each) => containsCidr(block, each)) }));
}

/** Every other address that is not the project's own. */
function internetPeers(own: readonly Cidr[]): readonly Peer[] {
  return ([4, 6] as const).map((family) => ({
    family,
    except: [...lanBlocks, ...own.filter((each) => !lanBlocks.some((block) => containsCidr(block, each)))].filter(
      (block) => block.family === family,
    ),
  }));
}
