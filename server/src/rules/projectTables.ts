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

/** Something made of all services that an edit changes only in part. */
export interface ProjectTable<T> {
  make(services: readonly Service[]): T;
  /** What `make` gives for `services`; may change `table` and return it. */
  update(table: T, change: ServiceChange, services: readonly Service[]): T;
}

interface Kept {
  /** The services that the tables hold. */
  services: readonly Service[];
  readonly tables: Map<ProjectTable<unknown>, unknown>;
}

const keptByProject = new WeakMap<Project, Kept>();

// With more changes than this a table is made anew, which costs less than many updates.
const mostChanges = 16;

/** The tables of `previous`, which is not used any more, go over to the project that an edit made of it. */
export function takeOverTables(project: Project, previous: Project): void {
  const kept = keptByProject.get(previous);
  if (!kept || project === previous) return;
  keptByProject.delete(previous);
  keptByProject.set(project, kept);
}

/** The table for the project, made or brought up to date when it is asked for first. */
export function tableOf<T>(project: Project, definition: ProjectTable<T>): T {
  const { services } = project;
  let kept = keptByProject.get(project);
  if (!kept) {
    kept = { services, tables: new Map() };
    keptByProject.set(project, kept);
  }
  if (kept.services !== services) bringUpToDate(kept, services);
  const key = definition as ProjectTable<unknown>;
  let table = kept.tables.get(key) as T | undefined;
  if (table === undefined) {
    table = definition.make(services);
    kept.tables.set(key, table);
  }
  return table;
}

function bringUpToDate(kept: Kept, services: readonly Service[]): void {
  const change = changeBetween(kept.services, services);
  kept.services = services;
  if (change.removed.length + change.added.length === 0) return;
  if (change.removed.length + change.added.length > mostChanges) {
    kept.tables.clear();
    return;
  }
  for (const [definition, table] of kept.tables)
    kept.tables.set(definition, definition.update(table, change, services));
}

function changeBetween(before: readonly Service[], after: readonly Service[]): ServiceChange {
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
