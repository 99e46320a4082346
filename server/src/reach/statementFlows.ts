import type { Party, ReachStatement } from '../model/policy.ts';
import type { Project } from '../model/project.ts';
import { namespaceOf, sameNamespace } from './namespace.ts';
import { membersOfNetwork } from './networkMembers.ts';
import { type Flow, type Place, placeName } from './verdicts.ts';

/**
 * The flows that a statement speaks of: one for each pair of a source and a target. A service that is on both sides is
 * not asked about itself, nor about one in its own network namespace when a network brings both.
 */
export function flowsOf(project: Project, { from, to, port, protocol }: ReachStatement): readonly Flow[] {
  const targets = placesOf(project, to);
  const byNetwork = from.kind === 'network' || to.kind === 'network';
  return placesOf(project, from).flatMap((source) =>
    targets
      .filter((target) => !isItself(project, source, target, byNetwork))
      .map((target): Flow => ({ from: source, to: target, port, protocol })),
  );
}

/** The same for flows between the same two ends, whatever their port. */
export const pairKey = ({ from, to }: Pick<Flow, 'from' | 'to'>): string =>
  `${from.kind} ${placeName(from)} ${to.kind} ${placeName(to)}`;

function placesOf(project: Project, { kind, name }: Party): readonly Place[] {
  switch (kind) {
    case 'undefined':
      return [];
    case 'service':
      return [{ kind, name }];
    case 'network':
      return membersOfNetwork(project, name).map((service) => ({ kind: 'service', name: service.name }));
    default:
      return [{ kind }];
  }
}

function isItself(project: Project, a: Place, b: Place, byNetwork: boolean): boolean {
  // Nothing of the project is on either side.
  if (a.kind !== 'service' && b.kind !== 'service') return true;
  if (a.kind !== 'service' || b.kind !== 'service') return false;
  if (a.name === b.name) return true;
  const [one, other] = [project.serviceNamed.get(a.name), project.serviceNamed.get(b.name)];
  return (
    byNetwork &&
    one !== undefined &&
    other !== undefined &&
    sameNamespace(namespaceOf(project, one), namespaceOf(project, other))
  );
}
