import { servicesMounting } from '../../model/mounting.ts';
import type { Snapshot } from '../snapshot.ts';

// What the schema covers.
const [oldest, newest] = [36, 40];

/**
 * The minor version of Envoy 1.x that runs a file, from the image of the services that mount it: the nearest one that
 * is known. Undefined where they disagree or say nothing.
 */
export function envoyVersionIn(projects: readonly Snapshot[], uri: string): number | undefined {
  const versions = projects.flatMap(({ project }) =>
    servicesMounting(project, uri).flatMap(({ proxy }) => (proxy ? [proxy.version] : [])),
  );
  const [version, another] = new Set(versions);
  if (version === undefined || another !== undefined) return undefined;
  return Math.min(newest, Math.max(oldest, version));
}
