import { canonicalUri } from './compose/fileUri.ts';
import { noSourceFiles, type SourceFiles } from './compose/sourceFiles.ts';
import type { DocumentChange } from './documents.ts';
import { mayBeEnvoy } from './envoy/recognize.ts';
import { type EnvoyWorkspace, sameProxy } from './envoyProxies.ts';
import { analyzeEnvoy, type EnvoySnapshot } from './features/envoy/envoySnapshot.ts';
import type { RuleSettings } from './features/ruleSettings.ts';
import { type OpenText, OpenTexts } from './openTexts.ts';
import { parseYaml, type YamlTree } from './text/yamlTree.ts';

interface Reading {
  /** Absent as long as the text shows that it is nothing for Envoy. */
  tree: YamlTree | undefined;
  /** Of the newest version; undefined when it is not made yet, null for a file of something else. */
  snapshot: EnvoySnapshot | null | undefined;
  /** When it was found out last what belongs to the same proxy. */
  checked: number;
}

/** The open YAML and JSON files that are no compose files, some of which are for Envoy. */
export class Envoys {
  readonly #texts: OpenTexts;
  readonly #readings = new Map<string, Reading>();
  #settings: RuleSettings = { levels: {} };
  #api: (uri: string) => number;
  /** Grows with each change of any file. */
  #changes = 0;
  /** Files that are not open. */
  disk: SourceFiles = noSourceFiles;
  /** What compose projects say of the files. */
  projects: Pick<EnvoyWorkspace, 'startsOf' | 'startersOf'> = { startsOf: () => [], startersOf: () => [] };
  /** Folders of the workspace. */
  roots: readonly string[] = [];

  /** `api`: the minor version of Envoy 1.x that a file is for; `texts` keeps the open files. */
  constructor(api: (uri: string) => number, texts = new OpenTexts()) {
    this.#api = api;
    this.#texts = texts;
  }

  get uris(): readonly string[] {
    return this.#texts.uris;
  }

  /** Those that are for Envoy. */
  get recognized(): readonly string[] {
    return this.uris.filter((uri) => this.snapshot(uri));
  }

  has(uri: string): boolean {
    return this.#texts.has(uri);
  }

  versionOf(uri: string): number | undefined {
    return this.#texts.get(uri)?.version;
  }

  open(uri: string, version: number, text: string): void {
    this.#texts.open(uri, version, text);
    this.#readings.set(uri, { tree: undefined, snapshot: undefined, checked: 0 });
    this.#changes++;
  }

  close(uri: string): void {
    this.#texts.close(uri);
    this.#readings.delete(uri);
    this.#changes++;
  }

  change(uri: string, version: number, changes: readonly DocumentChange[]): void {
    const edits = this.#texts.change(uri, version, changes);
    const reading = this.#readings.get(uri);
    if (!reading) return;
    for (const edit of edits) reading.tree = reading.tree?.edit(edit);
    reading.snapshot = undefined;
    this.#changes++;
  }

  /** Files on disk have changed or become known. */
  filesChanged(): void {
    this.#changes++;
  }

  /** The other open files of the proxy that a file belongs to. */
  sameProxy(uri: string): readonly string[] {
    return this.recognized.filter(
      (each) => each !== uri && this.snapshot(each)?.files.configs.some((config) => config.uri === uri),
    );
  }

  /** The newest text of an open file, whatever it is for: a compose project may mount it. */
  tree(uri: string): YamlTree | undefined {
    const file = this.#texts.get(uri) ?? this.#spelledOtherwise(uri);
    return file && this.#treeOf(file);
  }

  #treeOf({ uri, text }: OpenText): YamlTree {
    const reading = this.#readings.get(uri);
    const tree = reading?.tree ?? parseYaml(uri, text);
    if (reading) reading.tree = tree;
    return tree;
  }

  #spelledOtherwise(uri: string): OpenText | undefined {
    if (this.#readings.size === 0) return undefined;
    const canonical = canonicalUri(uri);
    const other = this.uris.find((each) => canonicalUri(each) === canonical);
    return other === undefined ? undefined : this.#texts.get(other);
  }

  /** Projects have changed, which tell the version that a file is for. */
  projectsChanged(): void {
    this.#changes++;
    for (const [uri, reading] of this.#readings) {
      const { snapshot } = reading;
      // A file that says nothing of Envoy by itself may now be the one that some service starts with.
      const isOutdated =
        snapshot === null ? this.#proxy.isStart(uri) : snapshot && snapshot.config.version !== this.#api(uri);
      if (isOutdated) reading.snapshot = undefined;
    }
  }

  /** Settings have changed, or the version that a file is for. */
  setSettings(settings: RuleSettings): void {
    this.#settings = settings;
    for (const reading of this.#readings.values()) reading.snapshot = undefined;
  }

  /** The newest version; undefined for a file that is not open or not for Envoy. */
  snapshot(uri: string): EnvoySnapshot | undefined {
    const file = this.#texts.get(uri);
    const reading = this.#readings.get(uri);
    if (!file || !reading) return undefined;
    if (reading.snapshot && reading.checked !== this.#changes) this.#checkProxy(reading, reading.snapshot);
    if (reading.snapshot === undefined) {
      reading.checked = this.#changes;
      reading.snapshot = this.#analyze(file) ?? null;
    }
    return reading.snapshot ?? undefined;
  }

  /** What is said of a file depends on those of the same proxy, which may have changed. */
  #checkProxy(reading: Reading, { config, files }: EnvoySnapshot): void {
    reading.checked = this.#changes;
    const now = this.#proxy.filesOf(config);
    const isSame =
      now.knowsClusters === files.knowsClusters &&
      now.configs.length === files.configs.length &&
      now.configs.every((each, index) => each === files.configs[index]);
    if (!isSame) reading.snapshot = undefined;
  }

  #analyze(file: OpenText): EnvoySnapshot | undefined {
    const { uri, text, version, lines } = file;
    if (!mayBeEnvoy(uri, text) && !this.#proxy.isStart(uri)) return undefined;
    return analyzeEnvoy({ tree: this.#treeOf(file), lines, version }, this.#settings, this.#api(uri), this.#proxy);
  }

  readonly #sources: EnvoyWorkspace['sources'] = {
    tree: (uri) => this.tree(uri) ?? this.disk.tree(uri),
    names: (folder) => this.disk.names(folder),
  };

  readonly #proxy = sameProxy(
    () => ({ sources: this.#sources, ...this.projects, roots: this.roots }),
    () => this.uris,
  );
}
