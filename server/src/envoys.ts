import type { DocumentChange } from './documents.ts';
import { mayBeEnvoy } from './envoy/recognize.ts';
import { analyzeEnvoy, type EnvoySnapshot } from './features/envoy/envoySnapshot.ts';
import type { RuleSettings } from './features/ruleSettings.ts';
import { indexLines, type LineIndex } from './text/lineIndex.ts';
import { parseYaml, type YamlTree } from './text/yamlTree.ts';

interface OpenFile {
  version: number;
  text: string;
  /** Absent as long as the text shows that it is nothing for Envoy. */
  parsed: { tree: YamlTree; lines: LineIndex } | undefined;
  /** Of the newest version; undefined when it is not made yet, null for a file of something else. */
  snapshot: EnvoySnapshot | null | undefined;
}

/** The open YAML and JSON files that are no compose files, some of which are for Envoy. */
export class Envoys {
  readonly #open = new Map<string, OpenFile>();
  #settings: RuleSettings = { levels: {} };
  #api: (uri: string) => number;

  /** `api`: the minor version of Envoy 1.x that a file is for. */
  constructor(api: (uri: string) => number) {
    this.#api = api;
  }

  get uris(): readonly string[] {
    return [...this.#open.keys()];
  }

  has(uri: string): boolean {
    return this.#open.has(uri);
  }

  versionOf(uri: string): number | undefined {
    return this.#open.get(uri)?.version;
  }

  open(uri: string, version: number, text: string): void {
    this.#open.set(uri, { version, text, parsed: undefined, snapshot: undefined });
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }

  change(uri: string, version: number, changes: readonly DocumentChange[]): void {
    const file = this.#open.get(uri);
    if (!file) return;
    for (const { range, text } of changes) {
      const lines = file.parsed?.lines ?? indexLines(file.text);
      const start = range ? lines.offsetAt(range.start) : 0;
      const end = range ? lines.offsetAt(range.end) : file.text.length;
      const edit = { start, end, newText: text };
      if (file.parsed) {
        const tree = file.parsed.tree.edit(edit);
        file.parsed = { tree, lines: lines.edit(edit, tree.text) };
        file.text = tree.text;
      } else file.text = file.text.slice(0, start) + text + file.text.slice(end);
    }
    file.version = version;
    file.snapshot = undefined;
  }

  /** Settings have changed, or the version that a file is for. */
  setSettings(settings: RuleSettings): void {
    this.#settings = settings;
    for (const file of this.#open.values()) file.snapshot = undefined;
  }

  /** The newest version; undefined for a file that is not open or not for Envoy. */
  snapshot(uri: string): EnvoySnapshot | undefined {
    const file = this.#open.get(uri);
    if (!file) return undefined;
    if (file.snapshot === undefined) file.snapshot = this.#analyze(uri, file) ?? null;
    return file.snapshot ?? undefined;
  }

  #analyze(uri: string, file: OpenFile): EnvoySnapshot | undefined {
    if (!file.parsed) {
      if (!mayBeEnvoy(uri, file.text)) return undefined;
      file.parsed = { tree: parseYaml(uri, file.text), lines: indexLines(file.text) };
    }
    return analyzeEnvoy({ ...file.parsed, version: file.version }, this.#settings, this.#api(uri));
  }
}
