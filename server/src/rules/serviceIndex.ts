import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { type ProjectTable, type ServiceChange, tableOf } from './projectTables.ts';

/**
 * The services that have something, each list in the order of the file. Most rules are about keys that few services
 * have, and in a project of thousands of services looking at each of them again in each rule is what a keystroke costs.
 * A list is the same array as long as none of its services changed.
 */
export type ServiceLists = Map<string, readonly Service[]>;

function keysOf({ keys, attachments }: Service): Iterable<string> {
  if (attachments.every((each) => each.keys.size === 0)) return keys.keys();
  return [...keys.keys(), ...attachments.flatMap((each) => [...each.keys.keys()].map((key) => `networks.${key}`))];
}

/** Lists of services under the names that `listsOf` gives for each; it must look at nothing but the service. */
export function servicesBy(listsOf: (service: Service) => Iterable<string>): ProjectTable<ServiceLists> {
  const make = ({ services }: Project): ServiceLists => {
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
  const update = (lists: ServiceLists, change: ServiceChange, { services }: Project): ServiceLists => {
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

const byKey = servicesBy(keysOf);
const byNetwork = servicesBy(({ attachments }) => attachments.map(({ network }) => network));

function has(names: Iterable<string>, wanted: string): boolean {
  for (const name of names) if (name === wanted) return true;
  return false;
}

/**
 * The services that have at least one of the keys, each once and in the order of the file. `networks.mac_address` is
 * the key `mac_address` of a membership. What a service says under a key is not empty only if it is in this list.
 */
export function servicesWith(project: Project, ...keys: readonly string[]): readonly Service[] {
  const [key = ''] = keys;
  return keys.length === 1 ? (tableOf(project, byKey).get(key) ?? []) : servicesWithAny(keys)(project);
}

const byKeys = new Map<string, (project: Project) => readonly Service[]>();

function servicesWithAny(keys: readonly string[]): (project: Project) => readonly Service[] {
  const name = keys.join(' ');
  let list = byKeys.get(name);
  if (!list) {
    list = servicesThat((service) => keys.some((key) => has(keysOf(service), key)));
    byKeys.set(name, list);
  }
  return list;
}

/** A list of the services for which `holds`, which must look at nothing but the service. In the order of the file. */
export function servicesThat(holds: (service: Service) => boolean): (project: Project) => readonly Service[] {
  const table = servicesBy((service) => (holds(service) ? ['all'] : []));
  return (project) => tableOf(project, table).get('all') ?? [];
}

/** The services that join each network themselves, by the network's key; the same array as long as they are the same. */
export function membersByNetwork(project: Project): ReadonlyMap<string, readonly Service[]> {
  return tableOf(project, byNetwork);
}
