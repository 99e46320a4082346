import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnvFile } from '../compose/envFile.ts';

type Shell = Readonly<Record<string, string | undefined>>;

/** The variables that compose knows for a project in this folder. */
export async function loadEnvironment(
  folder: string,
  shell: Shell = process.env,
): Promise<ReadonlyMap<string, string>> {
  const ofShell = new Map(
    Object.entries(shell).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
  const ofFile = parseEnvFile(await readIfThere(path.join(folder, '.env')), ofShell);
  return new Map([...ofFile, ...ofShell]);
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return '';
  }
}
