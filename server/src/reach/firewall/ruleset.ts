import { type Cidr, formatCidr } from '../../model/address.ts';
import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { type Publication, publicationsOf } from '../publication.ts';
import { driverOption, membershipsOf } from '../segment.ts';
import { type AddressBook, addressBook } from './addressBook.ts';
import { type ContainerEnd, type ResolvedEnd, resolveEnd } from './ends.ts';
import { between, everyone, type FirewallRule, type Peer, type Ports, peerOf } from './firewallRule.ts';
import { type Intent, type Statement, statementText } from './intent.ts';
import { sharedWith } from './sharedAddresses.ts';
import type { StackFacts } from './stackFacts.ts';

/** What the policy of a project becomes for forwarded packets. */
export interface Ruleset {
  /** In the order in which they are asked; the first that matches decides. */
  readonly rules: readonly FirewallRule[];
  /** By statement: why there is no rule for it, in a sentence. */
  readonly beyond: ReadonlyMap<Statement, string>;
  /** Clauses: what has to be known first. As long as there is one, nothing is dropped by default. */
  readonly missing: readonly string[];
}

/**
 * The narrower statement comes first: service before network, with port before without. Of two equally narrow ones the
 * one that forbids does.
 */
export function makeRuleset(project: Project, intent: Intent, facts: StackFacts): Ruleset {
  const book = addressBook(project, facts);
  const own = ownBlocks(project, book);
  const beyond = new Map<Statement, string>();
  const missing = new Set(intent.deniesOthers ? own.missing : []);
  const rules = byWidth(intent.statements).flatMap((statement) => {
    const from = resolveEnd(project, book, own.blocks, statement.from);
    const to = resolveEnd(project, book, own.blocks, statement.to);
    const why = whyNone(project, intent, statement, from, to);
    if (why !== undefined) {
      beyond.set(statement, why);
      return [];
    }
    const lacking = [from, to].flatMap((end) =>
      end.kind === 'containers' ? end.places.flatMap((place) => place.missing) : [],
    );
    for (const each of lacking) missing.add(each);
    const made = rulesFor(project, facts, statement, from, to);
    if (made.length === 0 && lacking[0] !== undefined) beyond.set(statement, `Not known yet: ${lacking.join(', ')}.`);
    return made;
  });
  const last = intent.deniesOthers && missing.size === 0 ? finalDrops(own.blocks) : [];
  return { rules: withoutRepetitions([...rules, ...last]), beyond, missing: [...missing] };
}

function byWidth(statements: readonly Statement[]): readonly Statement[] {
  const narrow = ({ from, to, port }: Statement): number =>
    Number(from.kind !== 'network') + Number(to.kind !== 'network') + Number(port !== null);
  const denies = ({ intent }: Statement): number => Number(intent === 'not-reach');
  return statements.toSorted((a, b) => narrow(b) - narrow(a) || denies(b) - denies(a));
}

function whyNone(
  project: Project,
  { statements }: Intent,
  statement: Statement,
  from: ResolvedEnd,
  to: ResolvedEnd,
): string | undefined {
  if (from.kind === 'beyond') return from.why;
  if (to.kind === 'beyond') return to.why;
  if (from.kind === 'outside' && to.kind === 'outside') return 'Neither end is part of this project.';
  if (statement.intent === 'reach') return undefined;
  const allowed = contradicted(project, statements, statement);
  return allowed && `${allowed} has the same addresses and is allowed it; packets do not tell the two apart.`;
}

/** A service with the addresses of one that is forbidden something, and to which the same is allowed. */
function contradicted(project: Project, statements: readonly Statement[], forbidden: Statement): string | undefined {
  const meets = (each: Statement): boolean =>
    each.intent === 'reach' && (each.port === null || forbidden.port === null || each.port === forbidden.port);
  const inPlace = (own: 'from' | 'to', other: 'from' | 'to'): string | undefined =>
    sharedWith(project, forbidden[own]).find((name) =>
      statements.some((each) => meets(each) && each[own].name === name && each[other].name === forbidden[other].name),
    );
  return inPlace('from', 'to') ?? inPlace('to', 'from');
}

function rulesFor(
  project: Project,
  facts: StackFacts,
  statement: Statement,
  from: ResolvedEnd,
  to: ResolvedEnd,
): readonly FirewallRule[] {
  const base = {
    action: statement.intent === 'reach' ? 'pass' : 'drop',
    label: statementText(statement),
    ...protocolAndPort(statement),
  } as const;
  if (from.kind === 'outside' && to.kind === 'containers')
    return statement.intent === 'reach'
      ? to.services.flatMap((service) => publishedRules(project, facts, statement, from.peers, to, service))
      : between(from.peers, peersOf(to), base);
  if (from.kind === 'containers' && to.kind === 'outside') return between(peersOf(from), to.peers, base);
  if (from.kind === 'containers' && to.kind === 'containers') return betweenContainers(from, to, base);
  return [];
}

/** A statement without a port is about everything, pings and all protocols included. */
function protocolAndPort({ port, protocol }: Statement): Pick<FirewallRule, 'protocol' | 'ports'> {
  if (port === null) return protocol === 'tcp' ? {} : { protocol };
  return { protocol, ports: { first: port, last: port } };
}

/** What is allowed is allowed where both ends meet; what is forbidden is forbidden between all their addresses. */
function betweenContainers(
  from: ContainerEnd,
  to: ContainerEnd,
  rule: Omit<FirewallRule, 'family' | 'from' | 'to'>,
): readonly FirewallRule[] {
  const meeting = from.places.flatMap((a) =>
    to.places
      .filter((b) => b.network === a.network)
      .flatMap((b) => between(a.blocks.map(peerOf), b.blocks.map(peerOf), rule)),
  );
  return rule.action === 'pass' && meeting.length > 0 ? meeting : between(peersOf(from), peersOf(to), rule);
}

const peersOf = ({ places }: ContainerEnd): readonly Peer[] => places.flatMap(({ blocks }) => blocks.map(peerOf));

/**
 * From outside a service is reached through ports of the host. When the chain sees the packet its address is the
 * container's already; connection tracking knows the port that it was sent to.
 */
function publishedRules(
  project: Project,
  facts: StackFacts,
  statement: Statement,
  outside: readonly Peer[],
  end: ContainerEnd,
  service: Service,
): readonly FirewallRule[] {
  const label = statementText(statement);
  const translates = membershipsOf(project, service).every(
    ({ network }) =>
      !network || (driverOption(network, 'com.docker.network.bridge.gateway_mode_ipv4') ?? 'nat') === 'nat',
  );
  return publicationsOf(project, service, statement.port, statement.protocol)
    .filter(({ scope }) => scope !== 'nowhere')
    .flatMap((publication) => {
      const { port } = publication;
      const ports = statement.port === null ? port.target : { first: statement.port, last: statement.port };
      const originalPorts = translates ? hostPorts(facts, service, publication, ports) : undefined;
      return between(outside, peersOf(end), {
        action: 'pass',
        protocol: port.protocol,
        ports: { first: ports.first, last: ports.last },
        ...(originalPorts ? { originalPorts } : {}),
        label,
      });
    });
}

/** Undefined where the engine picks the port and does not run yet. */
function hostPorts(
  { publishedPorts }: StackFacts,
  service: Service,
  { port: { published, target, protocol } }: Publication,
  wanted: Ports,
): Ports | undefined {
  const live = publishedPorts.find(
    (each) => each.service === service.name && each.containerPort === wanted.first && each.protocol === protocol,
  );
  if (!published) {
    const isOne = wanted.first === wanted.last;
    return live && isOne ? { first: live.hostPort, last: live.hostPort } : undefined;
  }
  const isRange = published.last - published.first === target.last - target.first;
  if (!isRange) return { first: published.first, last: published.last };
  const shift = published.first - target.first;
  return { first: wanted.first + shift, last: wanted.last + shift };
}

/** The project's networks as a whole; of a network made elsewhere only the addresses of the project's services. */
function ownBlocks(project: Project, book: AddressBook): { blocks: readonly Cidr[]; missing: readonly string[] } {
  const found = project.networks
    .filter((network) => book.isBridge(network) || network.external !== false)
    .flatMap((network) => {
      if (network.external === false) return [book.subnetsOf(network)];
      return project.services.flatMap((service) =>
        service.attachments
          .filter((attachment) => attachment.network === network.name)
          .map((attachment) => book.addressesIn(service, attachment)),
      );
    });
  const blocks = new Map(found.flatMap((each) => each.blocks).map((block) => [formatCidr(block), block]));
  return { blocks: [...blocks.values()], missing: found.flatMap(({ missing }) => missing) };
}

function finalDrops(blocks: readonly Cidr[]): readonly FirewallRule[] {
  const rule = { action: 'drop', label: 'no statement allows it' } as const;
  return blocks.flatMap((block) => [
    ...between([peerOf(block)], everyone, rule),
    ...between(everyone, [peerOf(block)], rule),
  ]);
}

function withoutRepetitions(rules: readonly FirewallRule[]): readonly FirewallRule[] {
  const seen = new Set<string>();
  return rules.filter((rule) => {
    const key = JSON.stringify(rule, (_, value) => (typeof value === 'bigint' ? value.toString() : value));
    return !seen.has(key) && seen.add(key);
  });
}
