import { readCni } from './cni/readCni.ts';
import { isNetworkFolder } from './cni/recognize.ts';
import type { DocumentChange } from './documents.ts';
import { analyzeCni, type CniSnapshot } from './features/cni/cniSnapshot.ts';
import type { RuleSettings } from './features/ruleSettings.ts';
import type { CniFile } from './model/cniConfig.ts';
import { indexLines } from './text/lineIndex.ts';

interface OpenFile {
  version: number;
  text: string;
  /** Of the newest version; undefined when it is not made yet, null for a file of something else. */
  snapshot: CniSnapshot | null | undefined;
}

/** What is on the disk, as far as it has been read. */
interface Disk {
  text(uri: string): string | 'missing' | 'unread';
  names(folder: string): readonly string[] | 'missing' | 'unread';
}

/** The open files some of which hold configurations of CNI networks. */
export class Cnis {
  readonly #open = new Map<string, OpenFile>();
  readonly #disk: Disk;
  #settings: RuleSettings = { levels: {} };

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  versionOf(uri: string): number | undefined {
    return this.#open.get(uri)?.version;
  }

  open(uri: string, version: number, text: string): void {
    this.#open.set(uri, { version, text, snapshot: undefined });
    this.folderChanged(uri);
  }

  close(uri: string): void {
    this.#open.delete(uri);
    this.folderChanged(uri);
  }

  change(uri: string, version: number, changes: readonly DocumentChange[]): void {
    const file = this.#open.get(uri);
    if (!file) return;
    for (const { range, text } of changes) {
      const lines = indexLines(file.text);
      const start = range ? lines.offsetAt(range.start) : 0;
      const end = range ? lines.offsetAt(range.end) : file.text.length;
      file.text = file.text.slice(0, start) + text + file.text.slice(end);
    }
    file.version = version;
    this.folderChanged(uri);
  }

  setSettings(settings: RuleSettings): void {
    this.#settings = settings;
    for (const file of this.#open.values()) file.snapshot = undefined;
  }

  /** What is said about a file may depend on the others of its folder; gives those that are open. */
  folderChanged(uri: string): readonly string[] {
    const changed = [...this.#open.keys()].filter((each) => each === uri || isNetworkFolder(uri, each));
    for (const each of changed) {
      const file = this.#open.get(each);
      if (file) file.snapshot = undefined;
    }
    return changed;
  }

  /** The newest version; undefined for a file that is not open or not for CNI. */
  snapshot(uri: string): CniSnapshot | undefined {
    const file = this.#open.get(uri);
    if (!file) return undefined;
    const { text, version } = file;
    if (file.snapshot === undefined) {
      const source = { uri, text, version, folder: (own: CniFile) => this.#folder(own) };
      file.snapshot = analyzeCni(source, this.#settings) ?? null;
    }
    return file.snapshot ?? undefined;
  }

  /** The open files of the folder that a file is in: those of one host. The file itself is the first. */
  together(uri: string): readonly CniSnapshot[] {
    const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
    const others = [...this.#open.keys()].filter(
      (each) => each !== uri && each.startsWith(folder) && !each.slice(folder.length).includes('/'),
    );
    return [uri, ...others].flatMap((each) => this.snapshot(each) ?? []);
  }

  /** What stands in an editor is newer than what is on the disk. */
  #folder(own: CniFile): readonly CniFile[] {
    const beside = this.#besides(own.uri).flatMap((uri): readonly CniFile[] => {
      const text = this.#open.get(uri)?.text ?? this.#disk.text(uri);
      return text === 'missing' || text === 'unread' ? [] : [readCni(uri, text)];
    });
    return [own, ...beside].sort((a, b) => (a.uri < b.uri ? -1 : 1));
  }

  /** The other files of the folder, those that are only open among them. */
  #besides(own: string): readonly string[] {
    if (!isNetworkFolder(own, own)) return [];
    const folder = own.slice(0, own.lastIndexOf('/') + 1);
    const names = this.#disk.names(folder);
    const listed = typeof names === 'string' ? [] : names.map((name) => `${folder}${encodeURIComponent(name)}`);
    const all = new Set([...listed, ...this.#open.keys()]);
    return [...all].filter((uri) => uri !== own && isNetworkFolder(own, uri));
  }
}
