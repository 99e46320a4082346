import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';

/** By port of the machine: the service that publishes it, an item that is being written left out. */
export function holderOf(
  project: Project,
  service: Service,
  item: string | number | undefined,
): ReadonlyMap<number, string> {
  const held = new Map<number, string>();
  for (const { name, ports } of project.services) {
    for (const { published, known, index } of ports) {
      if (!known || !published || (name === service.name && index === item)) continue;
      for (let port = published.first; port <= published.last; port++) held.set(port, name);
    }
  }
  return held;
}

/** A port of the machine near the usual one that no service of the project publishes. */
export function freeHostPort(held: ReadonlyMap<number, string>, port: number): number {
  // Ports below 1024 need rights that not everyone has.
  let candidate = port < 1024 ? port + 8000 : port;
  while (held.has(candidate) && candidate < 65535) candidate++;
  return candidate;
}
