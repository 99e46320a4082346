import type { Service } from '../../model/service.ts';
import type { Snapshot } from '../snapshot.ts';

/** The service of the snapshot's own file with this name, when compose knows all of it from here. */
export function ownServiceNamed({ project, uri }: Snapshot, name: unknown): Service | undefined {
  const service = typeof name === 'string' ? project.serviceNamed.get(name) : undefined;
  return service?.uri === uri ? service : undefined;
}
