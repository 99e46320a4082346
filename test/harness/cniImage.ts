import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Engine, runWithEngine } from './engine.ts';

const run = promisify(execFile);

const programs = [
  ...['ip', 'iptables', 'iptables-save', 'ip6tables', 'ip6tables-save', 'nft', 'bash', 'find', 'timeout', 'cat'],
  ...['mkdir', 'ls', 'sleep'],
];

/** Makes an image of this machine's own tools, with what a trial of a CNI network needs; gives its name. */
export async function makeCniImage(engine: Engine): Promise<string> {
  const image = 'bulkhead-test-cni:latest';
  const root = mkdtempSync(path.join(tmpdir(), 'bulkhead-image-'));
  try {
    const { stdout } = await run('sh', ['-c', `for each in "$@"; do command -v "$each"; done`, 'sh', ...programs]);
    for (const program of stdout.trim().split('\n')) {
      const { stdout: libraries } = await run('ldd', [program]);
      const files = [program, ...[...libraries.matchAll(/(\/\S+\.so\S*)/g)].map((match) => match[1] ?? '')];
      for (const file of files) cpSync(file, path.join(root, file), { dereference: true });
    }
    const extensions = '/usr/lib/x86_64-linux-gnu/xtables';
    cpSync(extensions, path.join(root, extensions), { recursive: true, dereference: true });
    for (const folder of ['bin', 'tmp', 'run', 'var/lib', 'etc'])
      mkdirSync(path.join(root, folder), { recursive: true });
    symlinkSync('/usr/bin/bash', path.join(root, 'bin/sh'));
    await run('tar', ['-C', root, '-cf', path.join(root, '..', `${path.basename(root)}.tar`), '.']);
    await runWithEngine(engine, 'docker', ['import', `${root}.tar`, image]);
    return image;
  } finally {
    rmSync(root, { recursive: true });
    rmSync(`${root}.tar`, { force: true });
  }
}
