import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { type ProjectTable, type ServiceChange, tableOf } from './projectTables.ts';

/**
 * The services that have something, each list in the order of the file. Most rules are about keys that few services
 * have, and in a project of thousands of services looking at each of them again in each rule is what a keystroke costs.
 * A list is the same array as long as none of its services changed.
 */
type ServiceLists = Map<string, readonly Service[]>;

/** `networks.mac_address` is the key `mac_address` of a membership. */
const byKey = serviceLists(function* (service) {
  yield* service.keys.keys();
  for (const { keys } of service.attachments) for (const key of keys.keys()) yield `networks.${key}`;
});

const byNetwork = serviceLists(function* (service) {
  for (const { network } of service.attachments) yield network;
});

function serviceLists(listsOf: (service: Service) => Iterable<string>): ProjectTable<ServiceLists> {
  const make = (services: readonly Service[]): ServiceLists => {
    const lists = new Map<string, Service[]>();
    for (const service of services) {
      for (const name of listsOf(service)) {
        const list = lists.get(name);
        if (!list) lists.set(name, [service]);
        else if (list[list.length - 1] !== service) list.push(service);
      }
    }
    return lists;
  };
  const update = (lists: ServiceLists, change: ServiceChange, services: readonly Service[]): ServiceLists => {
    const renew = (name: string): void => {
      const list = services.filter((service) => has(listsOf(service), name));
      if (list.length > 0) lists.set(name, list);
      else lists.delete(name);
    };
    if (!change.replaced) {
      const names = [...change.removed, ...change.added].flatMap((service) => [...listsOf(service)]);
      for (const name of new Set(names)) renew(name);
      return lists;
    }
    for (const [index, removed] of change.removed.entries()) {
      const added = change.added[index] as Service;
      const [before, after] = [new Set(listsOf(removed)), new Set(listsOf(added))];
      for (const name of before) {
        const list = lists.get(name);
        const at = after.has(name) ? list?.indexOf(removed) : undefined;
        // A list that was made again for another change holds this one already.
        if (!list || at === undefined) renew(name);
        else if (at >= 0) lists.set(name, list.with(at, added));
      }
      for (const name of after) if (!before.has(name)) renew(name);
    }
    return lists;
  };
  return { make, update };
}

function has(names: Iterable<string>, wanted: string): boolean {
  for (const name of names) if (name === wanted) return true;
  return false;
}

/**
 * The services that have at least one of the keys, each once and in the order of the file. `networks.mac_address` is
 * the key `mac_address` of a membership. What a service says under a key is not empty only if it is in this list.
 */
export function servicesWith(project: Project, ...keys: readonly string[]): readonly Service[] {
  const index = tableOf(project, byKey);
  const lists = keys.flatMap((key) => {
    const list = index.get(key);
    return list ? [list] : [];
  });
  const [first, ...others] = lists;
  if (!first || others.length === 0) return first ?? [];
  const any = new Set(lists.flat());
  return project.services.filter((service) => any.has(service));
}

/** The services that join each network themselves, by the network's key; the same array as long as they are the same. */
export function membersByNetwork(project: Project): ReadonlyMap<string, readonly Service[]> {
  return tableOf(project, byNetwork);
}
