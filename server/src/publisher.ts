import type { Diagnostic } from 'vscode-languageserver-types';

export interface PublishedDiagnostics {
  readonly uri: string;
  readonly diagnostics: Diagnostic[];
  readonly version?: number;
}

/** Sends diagnostics of files that are not analysed at every key, and nothing twice. */
export class Publisher {
  readonly #send: (diagnostics: PublishedDiagnostics) => void;
  /** What was sent last of files with findings, as JSON. */
  readonly #open = new Map<string, string>();
  readonly #closed = new Map<string, string>();

  constructor(send: (diagnostics: PublishedDiagnostics) => void) {
    this.#send = send;
  }

  /** Of an open file; nothing is sent about one without findings that never had any. */
  show(uri: string, diagnostics: Diagnostic[], version: number | undefined): void {
    const json = JSON.stringify([version, diagnostics]);
    if (diagnostics.length === 0 ? !this.#open.delete(uri) : this.#open.get(uri) === json) return;
    if (diagnostics.length > 0) this.#open.set(uri, json);
    this.#send({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
  }

  /** The file was closed. */
  clear(uri: string): void {
    this.#open.delete(uri);
    this.#send({ uri, diagnostics: [] });
  }

  /** All files that no editor shows and that have findings; `isOpen` tells those that have come on the screen. */
  showClosed(files: ReadonlyMap<string, readonly Diagnostic[]>, isOpen: (uri: string) => boolean): void {
    for (const uri of [...this.#closed.keys()].filter((each) => !files.has(each))) {
      this.#closed.delete(uri);
      if (!isOpen(uri)) this.#send({ uri, diagnostics: [] });
    }
    for (const [uri, diagnostics] of files) {
      const json = JSON.stringify(diagnostics);
      if (this.#closed.get(uri) === json) continue;
      this.#closed.set(uri, json);
      this.#send({ uri, diagnostics: [...diagnostics] });
    }
  }
}
