import type { Party } from '../../model/policy.ts';
import type { Project } from '../../model/project.ts';
import { isResource } from '../../model/symbol.ts';
import type { Flow, Place } from '../../reach/verdicts.ts';
import { servicesCalled } from '../../rules/serviceNames.ts';
import { touches } from '../../text/span.ts';
import { entityAt } from '../entityAt.ts';
import { nameAt } from '../names.ts';
import type { Snapshot } from '../snapshot.ts';

/** The flow that a place of the file speaks of; ends that it does not tell are absent. */
export type FlowAt = Partial<Pick<Flow, 'from' | 'to' | 'protocol'>> & { readonly port?: number };

/**
 * A host in a URL: from the service that names it, to the one that is meant, on the URL's port. A published port: from
 * the internet. A statement of `x-reach`: what it says. A service's own entry: from that service.
 */
export function flowAt(snapshot: Snapshot, offset: number): FlowAt {
  return statementFlow(snapshot, offset) ?? mentionFlow(snapshot, offset) ?? nameFlow(snapshot, offset) ?? {};
}

function statementFlow({ project, uri }: Snapshot, offset: number): FlowAt | undefined {
  const statement = project.policy?.statements.find(({ span }) => touches(span, uri, offset));
  if (!statement) return undefined;
  const [from, to] = [placeOf(statement.from), placeOf(statement.to)];
  const { port, protocol } = statement;
  return { ...(from ? { from } : {}), ...(to ? { to } : {}), ...(port === null ? {} : { port }), protocol };
}

function placeOf({ kind, name }: Party): Place | undefined {
  if (kind === 'network' || kind === 'undefined') return undefined;
  return kind === 'service' ? { kind, name } : { kind };
}

function mentionFlow({ project, uri }: Snapshot, offset: number): FlowAt | undefined {
  for (const service of project.services) {
    if (!touches(service.span, uri, offset) && !service.alsoDeclared?.some(({ span }) => touches(span, uri, offset)))
      continue;
    const mention = service.mentions.find(({ hostSpan, portSpan }) =>
      [hostSpan, portSpan].some((span) => span && touches(span, uri, offset)),
    );
    const target = mention && servicesCalled(project, mention.host).find((each) => each !== service);
    if (mention && target) {
      const port = mention.port === undefined ? {} : { port: mention.port };
      return { from: { kind: 'service', name: service.name }, to: { kind: 'service', name: target.name }, ...port };
    }
  }
  return undefined;
}

function nameFlow(snapshot: Snapshot, offset: number): FlowAt | undefined {
  const { project, uri } = snapshot;
  const entity = entityAt(snapshot, offset)?.entity;
  if (entity?.kind === 'port') {
    const { service, port } = entity;
    const to: Place = { kind: 'service', name: service.name };
    return { from: { kind: 'internet' }, to, port: port.target.first, protocol: port.protocol };
  }
  const own = project.services.find(({ span, alsoDeclared = [] }) =>
    [span, ...alsoDeclared.map((each) => each.span)].some((each) => touches(each, uri, offset)),
  );
  if (!own) return undefined;
  const target = namedService(project, snapshot, offset);
  return {
    from: { kind: 'service', name: own.name },
    ...(target !== undefined && target !== own.name ? { to: { kind: 'service', name: target } } : {}),
  };
}

function namedService(project: Project, snapshot: Snapshot, offset: number): string | undefined {
  const name = nameAt(snapshot, offset);
  const [symbol] = name?.symbols.filter(({ kind }) => kind !== 'network' && !isResource(kind)) ?? [];
  const owner = symbol?.container ?? symbol?.name;
  return owner !== undefined && project.serviceNamed.has(owner) ? owner : undefined;
}
