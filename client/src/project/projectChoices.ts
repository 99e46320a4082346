import type * as vscode from 'vscode';

/** What the user chose for the project of a folder; what is absent is as compose does it. */
export interface ProjectChoice {
  /** URIs in the order of `-f`. */
  readonly files?: readonly string[];
  /** Profiles that are switched on. */
  readonly profiles?: readonly string[];
}

const key = 'bulkhead.projects';

/** Choices by the URI of the folder that holds the main file; they outlive the window. */
export class ProjectChoices {
  readonly #state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  get(folder: string): ProjectChoice {
    return this.#all()[folder] ?? {};
  }

  /** The sets of files of all folders. */
  get sets(): readonly (readonly string[])[] {
    return Object.values(this.#all()).flatMap(({ files }) => (files ? [files] : []));
  }

  async set(folder: string, choice: ProjectChoice): Promise<void> {
    await this.#state.update(key, { ...this.#all(), [folder]: choice });
  }

  #all(): Readonly<Record<string, ProjectChoice>> {
    return this.#state.get(key, {});
  }
}
