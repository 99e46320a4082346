import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

/** The checkout; dist/test, where this is bundled to, is as deep. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/** A part of the environment that is not there, and why. */
export interface Missing {
  readonly reason: string;
}

/**
 * Reads the outcome of a script in .ci/install: what it prints, or why it failed.
 * `npm test` runs these before the tests and hands the results over in variables; this is for a
 * vitest that was started by hand.
 */
export async function runInstallScript(
  name: string,
  ...args: readonly string[]
): Promise<{ readonly output: string } | Missing> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [path.join(ROOT, '.ci/install', name), ...args]);
    return { output: stdout.trim() };
  } catch (error) {
    return { reason: lastLine((error as { stderr?: string }).stderr ?? String(error)) };
  }
}

/** What `npm test` found missing, by the name of the part. */
export function skipped(part: 'engine' | 'vscode' | 'browser' | 'envoy' | 'cni'): Missing | undefined {
  const reasons: Partial<Record<string, string>> = JSON.parse(process.env.BULKHEAD_SKIPPED ?? '{}');
  const reason = reasons[part];
  return reason === undefined ? undefined : { reason };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
