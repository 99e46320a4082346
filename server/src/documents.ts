import { canonicalUri } from './compose/fileUri.ts';
import type { SourceFiles } from './compose/sourceFiles.ts';
import { analyzeProject, fileTextOf, type ProjectAnalysis, snapshotOf } from './features/analyze.ts';
import type { RuleSettings } from './features/ruleSettings.ts';
import type { FileText, Snapshot } from './features/snapshot.ts';
import { mountsFile } from './model/mounting.ts';
import type { Project } from './model/project.ts';
import { indexLines, type LineIndex, type Position } from './text/lineIndex.ts';
import { parseYaml, type YamlTree } from './text/yamlTree.ts';

/** One change of a document, as the Language Server Protocol sends it; without a range the whole text is new. */
export interface DocumentChange {
  readonly range?: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

/** Which files make up the project of a document, and what their meaning depends on. */
export interface ProjectPlan {
  /** The main file and those read on top of it. */
  readonly files: readonly [string, ...string[]];
  readonly environment: ReadonlyMap<string, string>;
  readonly directoryName: string;
  /** Files outside the project that include or extend the main one. */
  readonly usedBy: readonly string[];
}

interface OpenDocument {
  readonly uri: string;
  version: number;
  tree: YamlTree;
  lines: LineIndex;
  plan: ProjectPlan;
  /** Absent while changes wait to be analysed. */
  snapshot: Snapshot | undefined;
}

interface ProjectState {
  readonly plan: ProjectPlan;
  /** Absent while changes wait to be analysed. */
  analysis: ProjectAnalysis | undefined;
  /** Of the analysis before; what was made of it is taken over. */
  previous: Project | undefined;
}

/**
 * The open compose files and their projects. A change is put into the tree at once and costs about the size of the
 * edited entry; a project is analysed when it is asked for, so that several changes in a row cost one. Documents of one
 * project share its analysis.
 */
export class Documents {
  readonly #open = new Map<string, OpenDocument>();
  readonly #projects = new Map<string, ProjectState>();
  readonly #disk: SourceFiles;
  #settings: RuleSettings;
  /** Open files that are no compose files: what services mount counts as it is on the screen. */
  beside: (uri: string) => YamlTree | undefined = () => undefined;
  /** The projects of the workspace beside one. */
  others: (project: Project) => readonly Project[] = () => [];

  /** `disk` knows the files that are not open. */
  constructor(settings: RuleSettings, disk: SourceFiles) {
    this.#settings = settings;
    this.#disk = disk;
  }

  get uris(): readonly string[] {
    return [...this.#open.keys()];
  }

  /** Open documents first, then the disk. */
  readonly sources: SourceFiles = {
    tree: (uri) => this.#find(uri)?.tree ?? this.beside(uri) ?? this.#disk.tree(uri),
    text: (uri) => this.#find(uri)?.tree.text ?? this.beside(uri)?.text ?? this.#disk.text(uri),
    names: (folder) => this.#disk.names(folder),
  };

  open(uri: string, version: number, text: string, plan: ProjectPlan): void {
    const document = { uri, version, tree: parseYaml(uri, text), lines: indexLines(text), plan, snapshot: undefined };
    this.#open.set(uri, document);
    this.#forget();
  }

  close(uri: string): void {
    this.#open.delete(uri);
    this.#forget();
  }

  change(uri: string, version: number, changes: readonly DocumentChange[]): void {
    const document = this.#open.get(uri);
    if (!document) return;
    for (const { range, text } of changes) {
      const start = range ? document.lines.offsetAt(range.start) : 0;
      const end = range ? document.lines.offsetAt(range.end) : document.tree.text.length;
      const edit = { start, end, newText: text };
      document.tree = document.tree.edit(edit);
      document.lines = document.lines.edit(edit, document.tree.text);
    }
    document.version = version;
    this.#forget(uri);
  }

  setPlan(uri: string, plan: ProjectPlan): void {
    const document = this.#open.get(uri);
    if (!document) return;
    document.plan = plan;
    document.snapshot = undefined;
  }

  setSettings(settings: RuleSettings): void {
    this.#settings = settings;
    this.#forget();
  }

  /** Files on disk have changed or become known. */
  filesChanged(): void {
    this.#forget();
  }

  /** A file beside the open documents has changed on the screen; returns those whose projects mount or read it. */
  besideChanged(uri: string): readonly string[] {
    const reads = (project: Project): boolean =>
      mountsFile(project, uri) || project.files.some((file) => canonicalUri(file.uri) === canonicalUri(uri));
    for (const state of this.#projects.values())
      if (state.previous && reads(state.previous)) state.analysis = undefined;
    const affected = [...this.#open.values()].filter(({ snapshot }) => snapshot && reads(snapshot.project));
    for (const document of affected) document.snapshot = undefined;
    return affected.map((document) => document.uri);
  }

  /** The newest version of a file with everything known about it; undefined for a file that is not open. */
  snapshot(uri: string): Snapshot | undefined {
    const document = this.#open.get(uri);
    if (!document) return undefined;
    document.snapshot ??= this.#makeSnapshot(document);
    return document.snapshot;
  }

  /** A file of the plan's project that need not be open; undefined when it cannot be read. */
  snapshotIn(plan: ProjectPlan, uri: string): Snapshot | undefined {
    const analysis = this.analysis(plan);
    const file = this.fileOf(uri);
    return analysis && file && snapshotOf(analysis, file, 0, (other) => this.fileOf(other));
  }

  isOpen(uri: string): boolean {
    return this.#find(uri) !== undefined;
  }

  /** Open documents that belong to the same project as this one, itself among them. */
  sameProject(uri: string): readonly string[] {
    const project = this.snapshot(uri)?.project;
    return project ? this.uris.filter((other) => this.snapshot(other)?.project === project) : [];
  }

  /** The project of a plan; undefined when its main file cannot be read (yet). */
  analysis(plan: ProjectPlan): ProjectAnalysis | undefined {
    const [main, ...overrides] = plan.files.map((file) => this.sources.tree(file));
    if (!main || typeof main === 'string') return undefined;
    const key = `${plan.files.join('\n')}\n\n${plan.usedBy.join('\n')}`;
    let state = this.#projects.get(key);
    if (!state || state.plan.environment !== plan.environment || state.plan.directoryName !== plan.directoryName) {
      state = { plan, analysis: undefined, previous: undefined };
      this.#projects.set(key, state);
    }
    if (!state.analysis) {
      const { environment, directoryName, usedBy } = plan;
      const read = overrides.filter((tree) => typeof tree === 'object');
      const context = {
        environment,
        directoryName,
        usedBy,
        overrides: read,
        sources: this.sources,
        others: (project: Project) => this.others(project),
      };
      state.analysis = analyzeProject(main, context, this.#settings, state.previous);
      state.previous = state.analysis.project;
    }
    return state.analysis;
  }

  #makeSnapshot(document: OpenDocument): Snapshot {
    const { uri, version, tree, lines, plan } = document;
    const planned = this.analysis(plan);
    const role = planned?.project.files.find((file) => file.uri === uri)?.role;
    const belongs = role !== undefined && role !== 'extends';
    const analysis = planned && belongs ? planned : this.analysis({ ...plan, files: [uri] });
    if (!analysis) throw new Error(`${uri} is open and can be read`);
    return snapshotOf(
      analysis,
      { uri, text: tree.text, lines, tree },
      version,
      (other) => this.fileOf(other),
      this.sources,
    );
  }

  /** A file that is open or was read. */
  fileOf(uri: string): FileText | undefined {
    const document = this.#find(uri);
    if (document) return { uri: document.uri, text: document.tree.text, lines: document.lines, tree: document.tree };
    const tree = this.beside(uri) ?? this.#disk.tree(uri);
    return typeof tree === 'object' ? fileTextOf(tree) : undefined;
  }

  #find(uri: string): OpenDocument | undefined {
    const exact = this.#open.get(uri);
    if (exact) return exact;
    const canonical = canonicalUri(uri);
    for (const document of this.#open.values()) if (canonicalUri(document.uri) === canonical) return document;
    return undefined;
  }

  /** Analyses that are out of date: those of projects with this file, all of them without one. */
  #forget(uri?: string): void {
    for (const [key, state] of this.#projects) {
      if (uri !== undefined && !state.previous?.files.some((file) => file.uri === uri)) continue;
      if (state.analysis === undefined && uri === undefined && !this.#isUsed(state)) this.#projects.delete(key);
      state.analysis = undefined;
    }
    for (const document of this.#open.values()) {
      if (
        uri === undefined ||
        document.uri === uri ||
        document.snapshot?.project.files.some((file) => file.uri === uri)
      )
        document.snapshot = undefined;
    }
  }

  #isUsed({ plan }: ProjectState): boolean {
    for (const document of this.#open.values())
      if (document.plan.files.join('\n') === plan.files.join('\n') || document.uri === plan.files[0]) return true;
    return false;
  }
}
