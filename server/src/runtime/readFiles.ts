import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseEnvFile } from '../compose/envFile.ts';

/** A compose file and what its meaning depends on. */
export interface ComposeSource {
  readonly uri: string;
  readonly text: string;
  /** Variables of the `.env` file beside it, and of the shell, which win. */
  readonly environment: ReadonlyMap<string, string>;
  /** Name of its folder, from which compose makes the project's name. */
  readonly directoryName: string;
}

type Shell = Readonly<Record<string, string | undefined>>;

/** Reads a compose file from disk. Rejects with the system's error when it cannot be read; no `.env` is no error. */
export async function loadComposeFile(file: string, shell: Shell = process.env): Promise<ComposeSource> {
  const absolute = path.resolve(file);
  const folder = path.dirname(absolute);
  const [text, environment] = await Promise.all([readFile(absolute, 'utf8'), loadEnvironment(folder, shell)]);
  return {
    uri: pathToFileURL(absolute).href,
    text: text.replace(/^\uFEFF/, ''),
    environment,
    directoryName: path.basename(folder),
  };
}

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
