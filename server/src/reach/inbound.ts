import { type Address, contains, parseCidr } from '../model/address.ts';
import { privateBlocks } from '../model/addressClass.ts';
import type { Network } from '../model/network.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { noNetwork, notAttached, unknownNamespace } from './commonDecisions.ts';
import { bestOf, type Decision, decision, step } from './decision.ts';
import type { EngineFacts } from './engine.ts';
import { fromHostAlong, hostToPublished } from './host.ts';
import { namespaceOf } from './namespace.ts';
import { type Publication, publicationsOf } from './publication.ts';
import { membershipsOf, segmentKind } from './segment.ts';
import type { Flow } from './verdicts.ts';

/** From the machine that runs the engine: to published ports and, on Linux, to every container's address. */
export function fromHost(project: Project, target: Service, flow: Flow, engine: EngineFacts): Decision {
  const namespace = namespaceOf(project, target);
  if (namespace.kind === 'none') return noNetwork(target, namespace.span);
  if (namespace.kind === 'host' && flow.via?.kind === 'published') return notPublished(target, flow.port);
  if (namespace.kind === 'host')
    return decision('open', 'host-mode-target', `${target.name} listens on the host itself.`, namespace.span);
  if (namespace.kind === 'unknown') return unknownNamespace(target, namespace);
  const { via } = flow;
  const published = hostToPublished(project, target, flow, engine);
  if (via?.kind === 'published' || (!via && published.verdict === 'open')) return published;
  const family = via?.kind === 'address' ? via.family : undefined;
  const ways = membershipsOf(project, namespace.owner)
    .filter(({ attachment }) => via?.kind !== 'address' || via.network === attachment.network)
    .map((membership) => fromHostAlong(membership, target.name, family, engine));
  return bestOf(ways) ?? notAttached(target);
}

/** From another machine of the host's network, or from the internet. */
export function fromOutside(project: Project, target: Service, flow: Flow, engine: EngineFacts): Decision {
  const namespace = namespaceOf(project, target);
  if (namespace.kind === 'none') return noNetwork(target, namespace.span);
  if (namespace.kind === 'host') {
    return decision(
      'open',
      'host-mode-target',
      `${target.name} listens on the host's own addresses; only the host's firewall stands before it.`,
      namespace.span,
    );
  }
  if (namespace.kind === 'unknown') return unknownNamespace(target, namespace);
  const internet = flow.from.kind === 'internet';
  const ways = [
    ...(flow.protocol === 'icmp' ? [] : publicationsOf(project, target, flow.port, flow.protocol, engine)).map(
      (publication) => throughPublication(publication, target.name, internet),
    ),
    ...(internet
      ? []
      : onTheLink(
          membershipsOf(project, namespace.owner).map(({ network }) => network),
          target.name,
        )),
  ];
  return bestOf(ways) ?? notPublished(target, flow.port);
}

function throughPublication(publication: Publication, target: string, internet: boolean): Decision {
  const { port, scope, hostPort, hostAddress } = publication;
  switch (scope) {
    case 'all':
      return decision(
        'open',
        'published',
        `Port ${hostPort} is published on every address of the host: everyone who can route to this machine reaches ${target}, past ufw and firewalld.`,
        port.span,
      );
    case 'address': {
      const onlyLocal = internet && isNotRouted(port.hostAddress?.address);
      const why = onlyLocal
        ? `Port ${hostPort} is published on ${hostAddress}, a private address: the internet comes in only if a router forwards it.`
        : `Port ${hostPort} is published on ${hostAddress}: everyone who can route to that address reaches ${target}.`;
      return decision(onlyLocal ? 'unknown' : 'open', 'published', why, port.span);
    }
    case 'loopback':
      return decision(
        'blocked',
        'published-on-loopback',
        `Port ${hostPort} is published on ${hostAddress}: only the host itself gets in.`,
        port.span,
      );
    case 'nowhere':
      return decision(
        'blocked',
        'internal-only',
        `${target} has internal networks only: the engine publishes nothing, and says nothing.`,
        port.span,
      );
    case 'unknown':
      return decision(
        'unknown',
        'publication-unknown',
        publication.routed
          ? `Port ${hostPort} is open at the address of ${target} in a routed network: who gets there depends on the routes outside.`
          : `Whether and where port ${hostPort} is published depends on a variable or on a network made elsewhere.`,
        port.span,
      );
  }
}

/** Containers on macvlan and ipvlan have an address on the parent's link, like machines. */
function onTheLink(networks: readonly (Network | undefined)[], target: string): readonly Decision[] {
  return networks.flatMap((network) => {
    if (!network) return [];
    const kind = segmentKind(network);
    if (kind === 'macvlan' || kind === 'ipvlan') {
      return [
        decision(
          'open',
          'on-parent-link',
          `${target} has an address of its own on the link under ${network.name}.`,
          network.nameSpan,
        ),
      ];
    }
    if (network.external === true) {
      return [
        decision(
          'unknown',
          'segment-unknown',
          `${network.name} is made outside this project; it may be a macvlan that the LAN reaches.`,
          network.nameSpan,
        ),
      ];
    }
    return [];
  });
}

function notPublished(target: Service, port: number | null): Decision {
  const why =
    port === null
      ? `${target.name} publishes no port on the host.`
      : `Port ${port} of ${target.name} is not published on the host.`;
  return decision('blocked', 'not-published', why, target.nameSpan, [
    step('outside', 'From outside, the only way in is a port of the host.'),
  ]);
}

/** Blocks that no router of the internet forwards: private ones, link-local ones and those behind a provider's NAT. */
const notRouted = [
  ...privateBlocks,
  ...['169.254.0.0/16', '100.64.0.0/10', 'fe80::/10'].flatMap((text) => parseCidr(text) ?? []),
];

function isNotRouted(address: Address | undefined): boolean {
  return address !== undefined && notRouted.some((block) => contains(block, address));
}
