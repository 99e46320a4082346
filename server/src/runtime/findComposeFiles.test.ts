import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findComposeFiles } from './findComposeFiles.ts';
import { loadEnvironment } from './readFiles.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bulkhead-files-'));
  const files = {
    'compose.yaml': '\uFEFFservices: {}\n',
    '.env': 'TAG=1\nSHELL_WINS=file\n',
    'other.yaml': '',
    'shop/docker-compose.prod.yml': '',
    'shop/deep/shop.compose.yaml': '',
    '.git/compose.yaml': '',
    'node_modules/x/compose.yaml': '',
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
});

afterAll(() => rm(folder, { recursive: true }));

describe('findComposeFiles', () => {
  it('walks folders and takes a file as it is', async () => {
    const found = await findComposeFiles([folder, path.join(folder, 'other.yaml'), path.join(folder, 'compose.yaml')]);
    expect(found.map((file) => path.relative(folder, file))).toEqual([
      'compose.yaml',
      'other.yaml',
      'shop/deep/shop.compose.yaml',
      'shop/docker-compose.prod.yml',
    ]);
  });

  it('rejects for a path that is not there', async () => {
    await expect(findComposeFiles([path.join(folder, 'nope')])).rejects.toThrow('ENOENT');
  });
});

describe('loadEnvironment', () => {
  it('reads the .env file; the shell wins', async () => {
    const environment = await loadEnvironment(folder, { SHELL_WINS: 'shell', UNSET: undefined });
    expect(Object.fromEntries(environment)).toEqual({ TAG: '1', SHELL_WINS: 'shell' });
  });

  it('needs no .env', async () => {
    expect((await loadEnvironment(path.join(folder, 'shop'), {})).size).toBe(0);
  });
});
