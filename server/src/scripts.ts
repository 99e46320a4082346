import type { DocumentChange } from './documents.ts';
import type { RuleSettings } from './features/ruleSettings.ts';
import { analyzeScript, type ScriptSnapshot } from './features/script.ts';
import { applyTextEdits } from './text/edit.ts';
import { indexLines } from './text/lineIndex.ts';

interface OpenScript {
  version: number;
  text: string;
}

/** The open shell scripts. One that does not touch the engine's firewall costs no more than its text. */
export class Scripts {
  readonly #open = new Map<string, OpenScript>();

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
    this.#open.set(uri, { version, text });
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }

  change(uri: string, version: number, changes: readonly DocumentChange[]): void {
    const script = this.#open.get(uri);
    if (!script) return;
    for (const { range, text } of changes) {
      const lines = range && indexLines(script.text);
      const start = range && lines ? lines.offsetAt(range.start) : 0;
      const end = range && lines ? lines.offsetAt(range.end) : script.text.length;
      script.text = applyTextEdits(script.text, [{ start, end, newText: text }]);
    }
    script.version = version;
  }

  /** The newest version; undefined for a script that has nothing to do with the engine's firewall. */
  snapshot(uri: string, settings: RuleSettings): ScriptSnapshot | undefined {
    const script = this.#open.get(uri);
    return script && analyzeScript(uri, script.version, script.text, settings);
  }
}
