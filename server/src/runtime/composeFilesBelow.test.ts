import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeFilesBelow } from './composeFilesBelow.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'bulkhead-below-'));
  writeFileSync(path.join(root, 'compose.big.yaml'), '#'.repeat(101));
  for (const file of [
    ...['b/compose.yaml', 'b/docker-compose.prod.yml', 'b/other.yaml', 'compose.override.yaml', 'compose.yaml'],
    ...['.git/compose.yaml', 'node_modules/x/compose.yaml', 'a/deep/er/compose.yml'],
  ]) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), '');
  }
});
afterAll(() => rmSync(root, { recursive: true }));

const below = async (files: number, folders = 100): Promise<readonly string[]> => {
  const base = pathToFileURL(root).href;
  const found = await composeFilesBelow([base, `${base}/none`, 'vscode-vfs://github/a'], {
    files,
    folders,
    bytes: 100,
  });
  return found.map((uri) => uri.slice(base.length + 1));
};

describe('composeFilesBelow', () => {
  it('finds the files, the nearest first', async () => {
    expect(await below(100)).toEqual([
      'compose.yaml',
      'compose.override.yaml',
      'b/compose.yaml',
      'b/docker-compose.prod.yml',
      'a/deep/er/compose.yml',
    ]);
  });

  it('stops at its limits', async () => {
    expect(await below(3)).toEqual(['compose.yaml', 'compose.override.yaml', 'b/compose.yaml']);
    expect(await below(100, 2)).toEqual(['compose.yaml', 'compose.override.yaml']);
  });
});
