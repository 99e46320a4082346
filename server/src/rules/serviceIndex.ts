import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';

/**
 * What one pass over the services finds out for all rules. Most rules are about keys that few services have, and in a
 * project of thousands of services looking at each of them again in each rule is what a keystroke costs.
 */
interface ServiceIndex {
  readonly byKey: ReadonlyMap<string, readonly Service[]>;
  readonly byNetwork: ReadonlyMap<string, readonly Service[]>;
}

const indexes = new WeakMap<Project, ServiceIndex>();

function indexOf(project: Project): ServiceIndex {
  let index = indexes.get(project);
  if (!index) {
    index = makeIndex(project);
    indexes.set(project, index);
  }
  return index;
}

function makeIndex(project: Project): ServiceIndex {
  const byKey = new Map<string, Service[]>();
  const byNetwork = new Map<string, Service[]>();
  for (const service of project.services) {
    for (const key of service.keys.keys()) add(byKey, key, service);
    for (const { network, keys } of service.attachments) {
      add(byNetwork, network, service);
      if (keys.size > 0) for (const key of keys.keys()) add(byKey, `networks.${key}`, service);
    }
  }
  return { byKey, byNetwork };
}

function add(index: Map<string, Service[]>, key: string, service: Service): void {
  const list = index.get(key);
  if (!list) index.set(key, [service]);
  else if (list[list.length - 1] !== service) list.push(service);
}

/**
 * The services that have at least one of the keys, each once and in the order of the file. `networks.mac_address` is
 * the key `mac_address` of a membership. What a service says under a key is not empty only if it is in this list.
 */
export function servicesWith(project: Project, ...keys: readonly string[]): readonly Service[] {
  const { byKey } = indexOf(project);
  const lists = keys.flatMap((key) => {
    const list = byKey.get(key);
    return list ? [list] : [];
  });
  const [first, ...others] = lists;
  if (!first || others.length === 0) return first ?? [];
  const any = new Set(lists.flat());
  return project.services.filter((service) => any.has(service));
}

/** The services that join each network themselves, by the network's key. */
export function membersByNetwork(project: Project): ReadonlyMap<string, readonly Service[]> {
  return indexOf(project).byNetwork;
}
