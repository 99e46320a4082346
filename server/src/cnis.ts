import { newestInstalled } from './cni/installed.ts';
import { readCni } from './cni/readCni.ts';
import { isNetworkFolder } from './cni/recognize.ts';
import { analyzeCni, type CniSnapshot, type CniSource } from './features/cni/cniSnapshot.ts';
import type { CniText } from './features/cni/cniText.ts';
import type { RuleSettings } from './features/ruleSettings.ts';
import type { CniFile, CniInstalled } from './model/cniConfig.ts';
import type { Project } from './model/project.ts';
import type { OpenTexts } from './openTexts.ts';
import { indexLines, type LineIndex } from './text/lineIndex.ts';

/** What is on the disk, as far as it has been read. */
interface Disk {
  text(uri: string): string | 'missing' | 'unread';
  names(folder: string): readonly string[] | 'missing' | 'unread';
}

/** The compose projects of the workspace, which may be for the same machine. */
interface ComposeBeside {
  projects(): readonly Project[];
  fileOf(uri: string): { readonly lines: LineIndex } | undefined;
}

/** The open files some of which hold configurations of CNI networks. */
export class Cnis {
  readonly #texts: OpenTexts;
  readonly #disk: Disk;
  readonly #compose: ComposeBeside;
  /** Null for a file of something else. */
  readonly #snapshots = new Map<string, { readonly version: number; readonly snapshot: CniSnapshot | null }>();
  /** Files beside those that are open, as they were read last. */
  readonly #read = new Map<string, { readonly text: string; readonly file: CniFile }>();
  #settings: RuleSettings = { levels: {} };
  #installed = newestInstalled;

  /** `texts`: the open files, whatever they are for. */
  constructor(disk: Disk, texts: OpenTexts, compose: ComposeBeside) {
    this.#disk = disk;
    this.#compose = compose;
    this.#texts = texts;
  }

  setSettings(settings: RuleSettings, installed: CniInstalled): void {
    this.#settings = settings;
    this.#installed = installed;
    this.#snapshots.clear();
    this.#read.clear();
  }

  /** What is said about a file may depend on the others of its folder; gives those that are open. */
  folderChanged(uri: string): readonly string[] {
    const changed = this.#texts.uris.filter((each) => each === uri || isNetworkFolder(uri, each));
    for (const each of [uri, ...changed]) this.#snapshots.delete(each);
    return changed;
  }

  /** What is said may depend on compose projects; gives the open files. */
  projectsChanged(): readonly string[] {
    const open = [...this.#snapshots].flatMap(([uri, { snapshot }]) => (snapshot ? [uri] : []));
    for (const uri of open) this.#snapshots.delete(uri);
    return open;
  }

  /** The newest version; undefined for a file that is not open or not for CNI. */
  snapshot(uri: string): CniSnapshot | undefined {
    const file = this.#texts.get(uri);
    if (!file) return undefined;
    const known = this.#snapshots.get(uri);
    if (known?.version === file.version) return known.snapshot ?? undefined;
    const { text, version } = file;
    const source: CniSource = {
      ...{ uri, text, version, installed: this.#installed },
      get lines() {
        return file.lines;
      },
      folder: (own) => this.#folder(own),
      projects: () => this.#compose.projects(),
      fileOf: (other) => this.#fileOf(other),
    };
    const snapshot = analyzeCni(source, this.#settings);
    this.#snapshots.set(uri, { version, snapshot: snapshot ?? null });
    return snapshot;
  }

  /** The open files of the folder that a file is in: those of one host. The file itself is the first. */
  together(uri: string): readonly CniSnapshot[] {
    const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
    const others = this.#texts.uris.filter(
      (each) => each !== uri && each.startsWith(folder) && !each.slice(folder.length).includes('/'),
    );
    return [uri, ...others].flatMap((each) => this.snapshot(each) ?? []);
  }

  /** All files of the folder that libcni reads, the file itself among them: what is on one machine with it. */
  folderOf(uri: string): readonly CniText[] {
    const own = this.snapshot(uri);
    if (!own) return [];
    return this.#folder(own.file).flatMap((file): readonly CniText[] => {
      if (file === own.file) return [own];
      const text = this.#textOf(file.uri);
      return text === undefined ? [] : [{ uri: file.uri, file, text, lines: indexLines(text) }];
    });
  }

  /** What stands in an editor is newer than what is on the disk. */
  #folder(own: CniFile): readonly CniFile[] {
    const beside = this.#besides(own.uri).flatMap((uri): readonly CniFile[] => {
      const text = this.#textOf(uri);
      return text === undefined ? [] : [this.#fileWith(uri, text)];
    });
    return [own, ...beside].sort((a, b) => (a.uri < b.uri ? -1 : 1));
  }

  #fileWith(uri: string, text: string): CniFile {
    const known = this.#read.get(uri);
    if (known?.text === text) return known.file;
    const file = readCni(uri, text, this.#installed);
    this.#read.set(uri, { text, file });
    return file;
  }

  #fileOf(uri: string): { readonly lines: LineIndex } | undefined {
    const compose = this.#compose.fileOf(uri);
    if (compose) return compose;
    const text = this.#textOf(uri);
    return text === undefined ? undefined : { lines: indexLines(text) };
  }

  #textOf(uri: string): string | undefined {
    const text = this.#texts.get(uri)?.text ?? this.#disk.text(uri);
    return text === 'missing' || text === 'unread' ? undefined : text;
  }

  /** The other files of the folder, those that are only open among them. */
  #besides(own: string): readonly string[] {
    if (!isNetworkFolder(own, own)) return [];
    const folder = own.slice(0, own.lastIndexOf('/') + 1);
    const names = this.#disk.names(folder);
    const listed = typeof names === 'string' ? [] : names.map((name) => `${folder}${encodeURIComponent(name)}`);
    const all = new Set([...listed, ...this.#texts.uris]);
    return [...all].filter((uri) => uri !== own && isNetworkFolder(own, uri));
  }
}
