import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { isReplicated } from './commonDecisions.ts';
import { inEngineOrder } from './defaultRoute.ts';
import { type EngineFacts, unknownEngine } from './engine.ts';
import { namespaceOf } from './namespace.ts';
import { type Membership, membershipsOf, sameNetwork } from './segment.ts';

/** An interface of a service's containers in a network, which is given by its key in the file. */
export interface Endpoint {
  readonly service: Service;
  readonly membership: Membership;
  /** The name leads to all containers of the service, not to one of several. */
  readonly whole: boolean;
}

/** What a name means inside a container. */
export type NameAnswer =
  /** Every address of these endpoints, in any order. */
  | { readonly kind: 'endpoints'; readonly endpoints: readonly Endpoint[] }
  /** The engine does not know it there and hands the question on to the host's name servers. `why` is a sentence. */
  | { readonly kind: 'not-ours'; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string };

/**
 * Looks a name up as the engine's name server (127.0.0.11) does for a container: it goes through the container's
 * networks and answers with all owners in the first that knows the name. An alias that `links` gives goes first.
 * Upper and lower case are one.
 */
export function lookUp(
  project: Project,
  source: Service,
  name: string,
  engine: EngineFacts = unknownEngine,
): NameAnswer {
  const namespace = namespaceOf(project, source);
  if (namespace.kind === 'host')
    return { kind: 'not-ours', why: `${source.name} asks the host's name servers, which know no service.` };
  if (namespace.kind === 'none') return { kind: 'not-ours', why: `${source.name} has no network.` };
  if (namespace.kind === 'unknown')
    return { kind: 'unknown', why: `Nothing is known about the network of ${source.name}.` };
  const owner = namespace.owner;
  const memberships = membershipsOf(project, owner);
  if (memberships.some(({ network }) => !network))
    return { kind: 'unknown', why: `A network of ${source.name} is not defined in this file.` };
  const ordered = inEngineOrder(memberships, engine);
  const wanted = name.toLowerCase();
  const linked = owner.links.find(({ alias }) => alias?.toLowerCase() === wanted);
  const answers = memberships.map((membership) => ownersIn(project, membership, linked?.service ?? wanted, !!linked));
  if (answers.includes('unknown')) return { kind: 'unknown', why: 'A variable hides a name.' };
  const known = new Map(memberships.map((membership, index) => [membership, answers[index] ?? []]));
  const telling = ordered ?? memberships;
  const first = telling.find((membership) => (known.get(membership)?.length ?? 0) > 0);
  if (!first)
    return { kind: 'not-ours', why: `No network of ${source.name} has a service, container or alias ${name}.` };
  const others = telling.filter((membership) => membership !== first && (known.get(membership)?.length ?? 0) > 0);
  if (!ordered && others.length > 0)
    return { kind: 'unknown', why: `Several networks of ${source.name} know ${name}, and a variable orders them.` };
  return { kind: 'endpoints', endpoints: (known.get(first) ?? []) as readonly Endpoint[] };
}

function ownersIn(
  project: Project,
  { network }: Membership,
  wanted: string,
  isLink: boolean,
): readonly Endpoint[] | 'unknown' {
  if (!network) return 'unknown';
  const found: Endpoint[] = [];
  for (const service of project.services) {
    for (const membership of membershipsOf(project, service)) {
      if (!membership.network || !sameNetwork(membership.network, network)) continue;
      const shared = isLink ? [] : sharedNames(service, membership);
      if (shared === 'unknown') return 'unknown';
      const owns = (names: readonly string[]): boolean => names.some((name) => name.toLowerCase() === wanted);
      const whole = owns(shared);
      if (whole || owns(isLink ? [service.name] : containerNames(project, service)))
        found.push({ service, membership, whole: whole || !isReplicated(service) });
    }
  }
  return found;
}

/** Names that lead to all containers of a service in one of its networks. */
function sharedNames(service: Service, { attachment }: Membership): readonly string[] | 'unknown' {
  if (attachment.aliases.some(({ known }) => !known) || service.containerName?.known === false) return 'unknown';
  return [service.name, ...attachment.aliases.map(({ value }) => value)];
}

/** Each leads to one container. */
function containerNames(project: Project, service: Service): readonly string[] {
  if (service.containerName) return [service.containerName.value];
  const count = service.replicas === undefined ? 1 : (service.replicas.value ?? 0);
  if (!project.name.known) return [];
  return Array.from({ length: count }, (_, i) => `${project.name.value}-${service.name}-${i + 1}`);
}
