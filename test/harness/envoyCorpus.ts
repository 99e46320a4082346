import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './prepared.ts';

const folder = path.resolve(ROOT, '../shared/corpus/envoy');

/** True when the real files are beside the project. */
export const hasEnvoyCorpus = existsSync(folder);

const manifest: readonly { file: string; accepted: boolean }[] = hasEnvoyCorpus
  ? JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'))
  : [];

export const realEnvoyFiles: readonly string[] = manifest.map(({ file }) => file);

export const acceptedEnvoyFiles: readonly string[] = manifest
  .filter(({ accepted }) => accepted)
  .map(({ file }) => file);

export const realEnvoyText = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
