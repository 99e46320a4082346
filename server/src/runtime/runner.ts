/** Starts programs. Tests put another one in its place where a fault cannot be had from a real program. */
export interface Runner {
  /**
   * Runs a program to its end. Arguments go to the program as they are: there is no shell. Never rejects.
   */
  run(command: string, args: readonly string[], options?: RunOptions): Promise<RunResult>;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Variables over those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** What it reads on standard input; nothing when absent. */
  readonly input?: string;
  /** Ends the program: asks it first, as Ctrl+C does, and ends it by force when it does not follow. */
  readonly signal?: AbortSignal | undefined;
  /** Gets every line as it comes, without its line end. */
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
}

/** How a program ended. The output is what it printed; of very much output the end. */
export type RunResult =
  | { readonly kind: 'exited'; readonly exitCode: number; readonly stdout: string; readonly stderr: string }
  /** `code` is the system's: `ENOENT` where there is no such program. */
  | { readonly kind: 'not-started'; readonly code: string; readonly message: string }
  /** The signal ended it. */
  | { readonly kind: 'aborted'; readonly stdout: string; readonly stderr: string };
