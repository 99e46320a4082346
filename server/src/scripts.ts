import type { DocumentChange } from './documents.ts';
import type { DialectSnapshot } from './features/dialectFindings.ts';
import type { RuleSettings } from './features/ruleSettings.ts';
import { analyzeScript } from './features/script.ts';
import { OpenTexts } from './openTexts.ts';

/** The open shell scripts. One that does not touch the engine's firewall costs no more than its text. */
export class Scripts {
  readonly #texts = new OpenTexts();

  get uris(): readonly string[] {
    return this.#texts.uris;
  }

  has(uri: string): boolean {
    return this.#texts.has(uri);
  }

  versionOf(uri: string): number | undefined {
    return this.#texts.get(uri)?.version;
  }

  open(uri: string, version: number, text: string): void {
    this.#texts.open(uri, version, text);
  }

  close(uri: string): void {
    this.#texts.close(uri);
  }

  change(uri: string, version: number, changes: readonly DocumentChange[]): void {
    this.#texts.change(uri, version, changes);
  }

  /** The newest version; undefined for a script that has nothing to do with the engine's firewall. */
  snapshot(uri: string, settings: RuleSettings): DialectSnapshot | undefined {
    const file = this.#texts.get(uri);
    return file && analyzeScript(file, settings);
  }
}
