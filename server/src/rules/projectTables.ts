import type { Network } from '../model/network.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';

/**
 * What one edit changed: services that are gone and services that are new, both in the order of the file. A service
 * is new when its entry was read again, whatever changed in it.
 */
export interface ServiceChange {
  readonly removed: readonly Service[];
  readonly added: readonly Service[];
  /** True when each removed service stands where the added one of the same number stood. */
  readonly replaced: boolean;
}

/** Something made of a project that an edit changes only in part. */
export interface ProjectTable<T> {
  make(project: Project): T;
  /** What `make` gives for `project`, from what it gave before the change; may change `table` and return it. */
  update(table: T, change: ServiceChange, project: Project): T;
}

interface KeptTable {
  value: unknown;
  /** The services that it holds. */
  services: readonly Service[];
}

interface KeptTables {
  readonly byDefinition: Map<ProjectTable<unknown>, KeptTable>;
  /** All tables are brought up to date over the same edit, so that what it changed is looked for once. */
  latest?: { readonly before: readonly Service[]; readonly after: readonly Service[]; readonly change: ServiceChange };
}

const tablesByProject = new WeakMap<Project, KeptTables>();

// With more changes than this a table is made anew, which costs less than many updates.
const mostChanges = 16;

/** The tables of `previous`, which is not used any more, go over to the project that an edit made of it. */
export function takeOverTables(project: Project, previous: Project): void {
  const tables = tablesByProject.get(previous);
  if (!tables || project === previous) return;
  tablesByProject.delete(previous);
  tablesByProject.set(project, tables);
}

/** The table for the project, made or brought up to date when it is asked for first. */
export function tableOf<T>(project: Project, definition: ProjectTable<T>): T {
  const { services } = project;
  let tables = tablesByProject.get(project);
  if (!tables) {
    tables = { byDefinition: new Map() };
    tablesByProject.set(project, tables);
  }
  const key = definition as ProjectTable<unknown>;
  const kept = tables.byDefinition.get(key);
  if (!kept) {
    const value = definition.make(project);
    tables.byDefinition.set(key, { value, services });
    return value;
  }
  if (kept.services !== services) {
    const change = changeBetween(tables, kept.services, services);
    const isSmall = change.removed.length + change.added.length <= mostChanges;
    kept.value = isSmall ? definition.update(kept.value as T, change, project) : definition.make(project);
    kept.services = services;
  }
  return kept.value as T;
}

function changeBetween(tables: KeptTables, before: readonly Service[], after: readonly Service[]): ServiceChange {
  const { latest } = tables;
  if (latest?.before === before && latest.after === after) return latest.change;
  const change = compareServices(before, after);
  tables.latest = { before, after, change };
  return change;
}

function compareServices(before: readonly Service[], after: readonly Service[]): ServiceChange {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const old = before.slice(start, before.length - end);
  const now = after.slice(start, after.length - end);
  if (old.length === now.length) {
    const differ = (_: Service, index: number) => old[index] !== now[index];
    const [removed, added] = [old.filter(differ), now.filter(differ)];
    const both = new Set(removed);
    if (!added.some((service) => both.has(service))) return { removed, added, replaced: true };
  }
  const [was, is] = [new Set(old), new Set(now)];
  const removed = old.filter((service) => !is.has(service));
  const added = now.filter((service) => !was.has(service));
  const kept = old.filter((service) => is.has(service));
  // Services that changed places are as good as new.
  const moved = now.filter((service) => was.has(service)).some((service, index) => service !== kept[index]);
  return moved ? { removed: old, added: now, replaced: false } : { removed, added, replaced: false };
}

/** What `make` makes of the networks alone; kept as long as an edit changes none of them. */
export function networkTable<T>(make: (networks: readonly Network[]) => T): (project: Project) => T {
  const table: ProjectTable<{ readonly networks: readonly Network[]; readonly value: T }> = {
    make: ({ networks }) => ({ networks, value: make(networks) }),
    update: (kept, _, project) => (areSame(kept.networks, project.networks) ? kept : table.make(project)),
  };
  return (project) => tableOf(project, table).value;
}

/** The default network that compose adds is made for every version of a project; only its name can differ. */
function areSame(before: readonly Network[], after: readonly Network[]): boolean {
  return before.length === after.length && before.every((network, index) => isSame(network, after[index]));
}

function isSame(network: Network, other: Network | undefined): boolean {
  if (network === other) return true;
  return (
    network.implicit &&
    other?.implicit === true &&
    network.uri === other.uri &&
    network.realName.value === other.realName.value &&
    network.realName.known === other.realName.known
  );
}
