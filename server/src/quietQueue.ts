/**
 * Collects names and hands them over as soon as all messages that are here have been handled: many changes in a row then
 * cost one piece of work. The connection handles one message in each round of the event loop, so that a round in which
 * nothing was added ends the wait.
 */
export class QuietQueue {
  readonly #work: (names: readonly string[]) => void;
  readonly #waiting = new Set<string>();
  #added = 0;
  #seen = -1;

  constructor(work: (names: readonly string[]) => void) {
    this.#work = work;
  }

  add(name: string): void {
    if (this.#waiting.size === 0) setImmediate(() => this.#look());
    this.#waiting.add(name);
    this.#added++;
  }

  #look(): void {
    if (this.#seen !== this.#added) {
      this.#seen = this.#added;
      setImmediate(() => this.#look());
      return;
    }
    const names = [...this.#waiting];
    this.#waiting.clear();
    this.#work(names);
  }
}
