import { analyze } from '../features/analyze.ts';
import type { Snapshot } from '../features/snapshot.ts';
import { loadComposeFile } from '../runtime/readFiles.ts';

/** Reads and analyses a compose file. Rejects with the system's error when it cannot be read. */
export async function analyzeFile(file: string): Promise<Snapshot> {
  return analyze({ ...(await loadComposeFile(file)), version: 0 });
}
