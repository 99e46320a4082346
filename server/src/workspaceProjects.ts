import { setImmediate as pause } from 'node:timers/promises';
import { canonicalUri } from './compose/fileUri.ts';
import type { Documents, ProjectPlan } from './documents.ts';
import type { Snapshot } from './features/snapshot.ts';
import type { SymbolSource } from './features/workspaceSymbols.ts';
import { mountsFile } from './model/mounting.ts';
import { otherProjects } from './model/otherProjects.ts';
import type { Project } from './model/project.ts';
import type { ProjectPlans } from './projectPlans.ts';
import { composeFilesBelow } from './runtime/composeFilesBelow.ts';
import type { SourceStore } from './runtime/sourceStore.ts';

// Beyond these a workspace is a collection of examples, whose projects have nothing to do with each other. What nobody
// opened is not worth the memory of thousands of services.
const limits = { files: 300, folders: 5_000, bytes: 500_000 };

/**
 * Every compose project below the folders of the workspace. They are found in the background, one file after the
 * other; the projects themselves are read when somebody asks for them, and open documents count as they are on the
 * screen. A workspace without a file system has none.
 */
export class WorkspaceProjects {
  readonly #documents: Documents;
  readonly #plans: ProjectPlans;
  readonly #store: SourceStore;
  #found: readonly ProjectPlan[] = [];
  #search: Promise<void> | undefined;
  #isOutdated = false;

  constructor(documents: Documents, plans: ProjectPlans, store: SourceStore) {
    this.#documents = documents;
    this.#plans = plans;
    this.#store = store;
  }

  /** Looks for projects again; resolves when all are known. While that goes on a further call asks for one more round. */
  refresh(): Promise<void> {
    this.#isOutdated = true;
    this.#search ??= this.#searchAll().finally(() => {
      this.#search = undefined;
    });
    return this.#search;
  }

  /** Resolves when no search goes on. */
  async settled(): Promise<void> {
    await this.#search;
  }

  /** The projects beside one, in their newest version. */
  others(project: Project): readonly Project[] {
    return this.#found.length === 0 ? [] : otherProjects(project, this.#projects());
  }

  /** All projects, in their newest version. */
  all(): readonly Project[] {
    return this.#projects();
  }

  /** Every file of every project, and every open one. */
  files(): readonly SymbolSource[] {
    const open = this.#documents.uris.flatMap((uri) => this.#documents.snapshot(uri) ?? []);
    const seen = new Set(open.map(({ uri }) => canonicalUri(uri)));
    const closed = this.#projects().flatMap((project) =>
      project.files.flatMap(({ uri }): readonly SymbolSource[] => {
        const file = seen.has(canonicalUri(uri)) ? undefined : this.#documents.fileOf(uri);
        seen.add(canonicalUri(uri));
        return file ? [{ uri, lines: file.lines, project }] : [];
      }),
    );
    return [...open, ...closed];
  }

  /** The projects whose services mount a file, each as its main file shows it. */
  mounting(uri: string): readonly Snapshot[] {
    const open = this.#documents.uris.flatMap((each) => this.#documents.snapshot(each) ?? []);
    const found = new Map(open.map((snapshot) => [canonicalUri(snapshot.project.uri), snapshot]));
    for (const plan of this.#found) {
      const main = canonicalUri(plan.files[0]);
      const project = found.has(main) ? undefined : this.#documents.analysis(plan)?.project;
      const snapshot = project && mountsFile(project, uri) && this.#documents.snapshotIn(plan, plan.files[0]);
      if (snapshot) found.set(main, snapshot);
    }
    return [...found.values()].filter(({ project }) => mountsFile(project, uri));
  }

  #projects(): readonly Project[] {
    const open = new Map<string, Project>();
    for (const uri of this.#documents.uris) {
      const project = this.#documents.snapshot(uri)?.project;
      if (project) open.set(canonicalUri(project.uri), project);
    }
    return this.#found.flatMap(
      (plan) => open.get(canonicalUri(plan.files[0])) ?? this.#documents.analysis(plan)?.project ?? [],
    );
  }

  async #searchAll(): Promise<void> {
    while (this.#isOutdated) {
      this.#isOutdated = false;
      const plans = new Map<string, ProjectPlan>();
      for (const uri of await composeFilesBelow(this.#plans.roots, limits)) {
        if (!this.#documents.isOpen(uri)) await this.#store.preload(uri);
        const plan = await this.#plans.planOf(uri);
        const main = canonicalUri(plan.files[0]);
        // Files over the usual ones make another variant of the same project.
        if (!plans.has(main)) plans.set(main, plan);
        // Requests of the editor come first.
        await pause();
      }
      this.#found = [...plans.values()];
    }
  }
}
