import { defaultFiles } from './compose/fileSet.ts';
import { canonicalUri, folderOf, resolvePath } from './compose/fileUri.ts';
import type { Documents, ProjectPlan } from './documents.ts';
import type { Project } from './model/project.ts';
import { Environments, fileNamesIn, folderName } from './runtime/composeFolder.ts';
import type { SourceStore } from './runtime/sourceStore.ts';

// Files are included from folders above, seldom from far above.
const levels = 4;

/** The plan of a file of which nothing but its name is known. */
export function planAlone(uri: string): ProjectPlan {
  return { files: [uri], environment: new Map(), directoryName: folderName(folderOf(uri)), usedBy: [] };
}

/** Finds out to which project a file belongs. */
export class ProjectPlans {
  readonly #documents: Documents;
  readonly #store: SourceStore;
  readonly #environments = new Environments();
  #chosen: readonly (readonly string[])[] = [];
  /** Folders of the workspace; above them nothing is looked for. Empty: unknown. */
  roots: readonly string[] = [];

  constructor(documents: Documents, store: SourceStore) {
    this.#documents = documents;
    this.#store = store;
  }

  /** Sets of files that the user reads together, each in the order of `-f`. */
  choose(sets: readonly (readonly string[])[]): void {
    this.#chosen = sets;
  }

  /** True when the user chose the files of this plan. */
  isChosen({ files }: ProjectPlan): boolean {
    const same = (set: readonly string[]): boolean =>
      set.length === files.length && set.every((file, index) => sameFile(file, files[index] ?? ''));
    return this.#chosen.some(same);
  }

  /** Files have changed on disk. */
  refresh(): void {
    this.#environments.refresh();
  }

  /**
   * The files that the user chose, the project that includes the file, those that compose takes by itself, or the file
   * with the usual one that it completes; in this order, and otherwise the file alone.
   */
  async planOf(uri: string): Promise<ProjectPlan> {
    if (!uri.startsWith('file:')) return planAlone(uri);
    const chosen = this.#chosen.find((files) => files.some((file) => sameFile(file, uri)));
    if (chosen) return this.#planFor(spelledAs(chosen, uri), []);
    const usual = await this.#usualFiles(folderOf(uri));
    const usedBy: string[] = [];
    for (const files of await this.#candidates(uri)) {
      const plan = await this.#planFor(files, []);
      const role = (await this.read(plan))?.files.find((file) => sameFile(file.uri, uri))?.role;
      if (role === 'extends') usedBy.push(plan.files[0]);
      else if (role !== undefined) return plan;
    }
    if (usual.some((file) => sameFile(file, uri))) return this.#planFor(spelledAs(usual, uri), []);
    const alone = await this.#planFor([uri], usedBy);
    const base = usual[0];
    if (base === undefined || usedBy.length > 0) return alone;
    const completed = await this.#planFor([base], []);
    return completes(await this.read(alone), await this.read(completed)) ? this.#planFor([base, uri], []) : alone;
  }

  /** Reads the files that open documents name for the first time; false when there were none. */
  async load(): Promise<boolean> {
    const analyse = (): void => {
      for (const uri of this.#documents.uris) this.#documents.snapshot(uri);
    };
    analyse();
    let isNew = false;
    while (await this.#store.load()) {
      isNew = true;
      this.#documents.filesChanged();
      analyse();
    }
    return isNew;
  }

  async #planFor(files: readonly string[], usedBy: readonly string[]): Promise<ProjectPlan> {
    const [main = '', ...overrides] = files;
    const folder = folderOf(main);
    const environment = await this.#environments.of(folder);
    return { files: [main, ...overrides], environment, directoryName: folderName(folder), usedBy };
  }

  /** What `docker compose` without `-f` reads in this folder. */
  async #usualFiles(folder: string): Promise<readonly string[]> {
    const [names, environment] = await Promise.all([fileNamesIn(folder), this.#environments.of(folder)]);
    return defaultFiles(names, environment, process.platform === 'win32').flatMap(
      (file) => resolvePath(folder, file) ?? [],
    );
  }

  /** Projects that may include or extend the file: the usual ones here and above, and those that are open. */
  async #candidates(uri: string): Promise<readonly (readonly string[])[]> {
    const candidates: (readonly string[])[] = [];
    let folder = folderOf(uri);
    for (let level = 0; level < levels; level++) {
      candidates.push(await this.#usualFiles(folder));
      const above = folderOf(folder);
      if (above === folder || this.roots.some((root) => sameFile(root, folder))) break;
      folder = above;
    }
    for (const other of this.#documents.uris) {
      // The file itself has no plan yet; to read it now would be to read it twice.
      if (other === uri) continue;
      const files = this.#documents.snapshot(other)?.project.files ?? [];
      candidates.push(files.filter(({ role }) => role === 'main' || role === 'override').map((file) => file.uri));
    }
    const seen = new Set<string>();
    return candidates.filter((files) => {
      const key = files.map(canonicalUri).join('\n');
      if (files.length === 0 || seen.has(key) || files.some((file) => sameFile(file, uri))) return false;
      seen.add(key);
      return true;
    });
  }

  /** The project of a plan with all its files read; undefined when its main file cannot be. */
  async read(plan: ProjectPlan): Promise<Project | undefined> {
    let project = this.#documents.analysis(plan)?.project;
    while (await this.#store.load()) {
      this.#documents.filesChanged();
      project = this.#documents.analysis(plan)?.project;
    }
    return project;
  }
}

/** True for a file that changes services of another one and makes no sense without it. */
function completes(project: Project | undefined, base: Project | undefined): boolean {
  if (!project || !base) return false;
  const partial = project.services.filter(
    ({ image, build, keys, extends: extension }) => !image && !build && !extension && !keys.has('provider'),
  );
  return partial.length > 0 && partial.every(({ name }) => base.serviceNamed.has(name));
}

const sameFile = (a: string, b: string): boolean => canonicalUri(a) === canonicalUri(b);

/** An open document keeps the spelling of its editor. */
const spelledAs = (files: readonly string[], uri: string): readonly string[] =>
  files.map((file) => (sameFile(file, uri) ? uri : file));
