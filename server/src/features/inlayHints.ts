import type { InlayHint, Range } from 'vscode-languageserver-types';
import { type Cidr, formatAddress } from '../model/address.ts';
import { freeAddresses } from '../model/freeAddresses.ts';
import { distinctAttachments } from '../model/members.ts';
import type { AddressPool, Network } from '../model/network.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { type DefaultRoute, defaultRouteOf } from '../reach/defaultRoute.ts';
import { isPartOfMore } from '../rules/completeness.ts';
import { type Span, toRange } from '../text/span.ts';
import { roughly } from './markdown.ts';
import { membersOf } from './networkMembers.ts';
import type { Snapshot } from './snapshot.ts';

interface Words {
  readonly label: string;
  readonly tooltip: string;
}

/** What is to be said at an offset; without words nothing is true there. */
interface Note {
  readonly offset: number;
  readonly words?: Words;
}

/**
 * What follows from the text in `range`: which network of a service carries its default route, and the usable
 * addresses of a subnet. Nothing is said where a variable, another file or an external network hides the answer.
 */
export function inlayHints(snapshot: Snapshot, range: Range): InlayHint[] {
  const { project, lines } = snapshot;
  const first = lines.offsetAt(range.start);
  const last = lines.offsetAt(range.end);
  const inside = (span: Span): boolean => {
    const { start, end } = toRange(span);
    return span.anchor.uri === snapshot.uri && start <= last && end >= first;
  };
  const notes = [
    ...project.services.flatMap((service) => routeNotes(snapshot, service, inside)),
    ...project.networks.flatMap((network) => subnetNotes(snapshot, network, inside)),
  ].filter(({ offset }) => offset >= first && offset <= last);
  return agreed(notes).map(({ offset, words }) => ({
    position: lines.positionAt(offset),
    label: words.label,
    tooltip: words.tooltip,
    paddingLeft: true,
  }));
}

function routeNotes(snapshot: Snapshot, service: Service, inside: (span: Span) => boolean): readonly Note[] {
  const memberships = distinctAttachments(service).filter(({ explicit, network }) => explicit && network !== '');
  if (memberships.length < 2 || !memberships.some(({ nameSpan }) => inside(nameSpan))) return [];
  const { project } = snapshot;
  // What is merged with this service may add networks to it.
  const complete = !isPartOfMore(project) && service.extends?.followed !== false && !service.networkMode;
  const route: DefaultRoute = complete ? defaultRouteOf(project, service) : { kind: 'unknown' };
  const here = memberships.filter(({ nameSpan }) => nameSpan.anchor.uri === snapshot.uri);
  return here.map(({ network, nameSpan }) => ({
    offset: behind(snapshot, nameSpan, /^["']?(?:[ \t]*:(?=[\s,\]}]|$))?/),
    ...(route.kind === 'network' && route.network === network
      ? { words: { label: 'default route', tooltip: routeWords(service.name, route) } }
      : {}),
  }));
}

const reasons = {
  only: 'the only one of its networks that is not internal.',
  priority: 'its `gw_priority` is the highest (engine 28 and newer; older engines take the first by name).',
  ipv6: 'of its networks that are not internal one with IPv6 goes first.',
  name: 'of its networks that are not internal it is the first by name, and no `gw_priority` decides otherwise.',
};

const routeWords = (service: string, { network, because }: Extract<DefaultRoute, { kind: 'network' }>): string =>
  `Packets of ${service} to the outside go through ${network}: ${reasons[because]}`;

function subnetNotes(snapshot: Snapshot, network: Network, inside: (span: Span) => boolean): readonly Note[] {
  return network.pools.flatMap((pool): readonly Note[] => {
    if (!pool.subnet || !inside(pool.subnet.text.span)) return [];
    const words = subnetWords(snapshot.project, network, pool);
    return [{ offset: behind(snapshot, pool.subnet.text.span, /^["']?/), ...(words ? { words } : {}) }];
  });
}

function subnetWords(project: Project, network: Network, pool: AddressPool): Words | undefined {
  const cidr = pool.subnet?.cidr;
  const usable = cidr && network.external === false ? usableOf(cidr) : undefined;
  if (!cidr || !usable) return undefined;
  const { family } = cidr;
  const first = formatAddress({ family, value: usable.first });
  const last = formatAddress({ family, value: usable.last });
  const range = `${shortened(cidr, first)} – ${shortened(cidr, last)}`;
  const sentence = `Usable addresses: ${first} to ${last}.`;
  const free = freeIn(project, network, cidr);
  if (free === undefined) return { label: range, tooltip: sentence };
  const block = pool.ipRange ? `in ${pool.ipRange.text.value}, the part that the engine gives out` : 'here';
  return {
    label: `${range} · ${roughly(free)} free`,
    tooltip: `${sentence} ${roughly(free)} are free ${block}: gateway, reserved addresses and members are counted out.`,
  };
}

/** First and last address that a container or gateway can have. */
function usableOf({ family, prefix, first, last }: Cidr): Pick<Cidr, 'first' | 'last'> | undefined {
  if (family === 4) return prefix > 30 ? undefined : { first: first + 1n, last: last - 1n };
  return prefix > 126 ? undefined : { first: first + 1n, last };
}

/** Without the numbers that all addresses of the block share; IPv6 as it is, because its short form hides numbers. */
function shortened({ family, prefix }: Cidr, address: string): string {
  const shared = Math.floor(prefix / 8);
  return family === 6 || shared === 0 ? address : `.${address.split('.').slice(shared).join('.')}`;
}

/** Undefined where others may take addresses too, or where the number is that of several subnets together. */
function freeIn(project: Project, network: Network, { family }: Cidr): bigint | undefined {
  const { ipamDriver } = network;
  if (isPartOfMore(project) || (ipamDriver && !(ipamDriver.known && ipamDriver.value === 'default'))) return undefined;
  const families = network.pools.map(({ subnet }) => subnet?.cidr?.family);
  const counted = families.includes(4) ? 4 : 6;
  if (family !== counted || families.filter((each) => each === family).length !== 1) return undefined;
  return freeAddresses(network, membersOf(project, network.name));
}

/** The place behind the span and what closes it, a quote or the colon of a key. */
function behind({ text }: Snapshot, span: Span, closing: RegExp): number {
  const { end } = toRange(span);
  return end + (closing.exec(text.slice(end, end + 40))?.[0].length ?? 0);
}

/** Several entries share one place through an anchor; then only what holds for all of them is said there. */
function agreed(notes: readonly Note[]): readonly Required<Note>[] {
  const places = new Map<number, Note>();
  for (const note of notes) {
    const other = places.get(note.offset);
    const differs = other && other.words?.label !== note.words?.label;
    if (differs) places.set(note.offset, { offset: note.offset });
    else if (!other) places.set(note.offset, note);
  }
  return [...places.values()]
    .flatMap(({ offset, words }) => (words ? [{ offset, words }] : []))
    .toSorted((a, b) => a.offset - b.offset);
}
