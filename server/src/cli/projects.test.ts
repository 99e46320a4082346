import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { findDocker } from '../runtime/docker.ts';
import { runProgram } from './program.ts';

let folder = '';

const files = {
  'compose.yaml': `include: [extra/compose.yaml]
services:
  web:
    image: nginx
    networks: [front, back]
    extends: {file: common.yaml, service: base}
  tool:
    image: busybox
    profiles: [debug]
    networks: [front]
networks:
  front:
`,
  // Means nothing without the file below it.
  'compose.override.yaml': 'services:\n  web:\n    ports: ["80:80", "81"]\n    networks: [nowhere]\n',
  'compose.prod.yaml': 'services:\n  web:\n    networks: [missing]\n',
  'extra/compose.yaml': 'services:\n  cache:\n    image: redis\n    networks: [back]\nnetworks:\n  back:\n',
  'common.yaml': 'services:\n  base:\n    image: nginx\n    ports: ["70000:80"]\n',
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bulkhead-projects-'));
  await mkdir(path.join(folder, 'extra'));
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
});

afterAll(() => rm(folder, { recursive: true }));

async function run(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = {
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
    signal: new AbortController().signal,
  };
  const placed = args.map((argument) => (/^[\w./]+$/.test(argument) ? path.join(folder, argument) : argument));
  const [command = '', ...rest] = placed;
  const tools = { docker: findDocker('/nowhere/docker'), rules, version: '1.2.3' };
  const code = await runProgram([path.basename(command), ...rest], tools, terminal);
  return { code, out: out.join('').replaceAll(`${folder}/`, ''), err: err.join('').replaceAll(`${folder}/`, '') };
}

const places = (out: string, rule: string): readonly string[] =>
  out.split('\n').flatMap((line) => (line.endsWith(`[${rule}]`) ? [line.slice(0, line.indexOf(': '))] : []));

describe('bulkhead check', () => {
  it('judges the files of a project together, and tells each finding once and where it stands', async () => {
    const { code, out } = await run('check', '.');
    expect(code).toBe(1);
    expect(places(out, 'undefined-network')).toEqual(['compose.override.yaml:4:16', 'compose.prod.yaml:3:16']);
    // What is taken from a file by `extends` is told where it is taken.
    expect(places(out, 'bad-port')).toEqual(['compose.yaml:6:21']);
    expect(out).toMatch(/^5 files: /m);
  });

  it('tells only what stands in the file when another one is the main file', async () => {
    const { code, out } = await run('check', 'compose.override.yaml');
    expect(code).toBe(1);
    expect(places(out, 'undefined-network')).toEqual(['compose.override.yaml:4:16']);
    expect(out).toMatch(/^1 file: /m);
    expect(await run('check', 'extra/compose.yaml')).toMatchObject({ code: 0 });
  });

  it('reads exactly the files of -f together', async () => {
    const { out } = await run('check', '-f', 'compose.yaml', '--file', 'compose.prod.yaml');
    expect(places(out, 'undefined-network')).toEqual(['compose.prod.yaml:3:16']);
  });

  it('takes either paths or -f', async () => {
    expect(await run('check', '.', '-f', 'compose.yaml')).toMatchObject({
      code: 2,
      err: 'error: give paths, or files with -f\n',
    });
    expect(await run('check', '-f', 'none.yaml')).toMatchObject({
      code: 2,
      err: 'bulkhead: none.yaml: no such file or directory\n',
    });
  });
});

describe('bulkhead matrix', () => {
  const flows = async (...args: readonly string[]) => {
    const { code, out } = await run('matrix', ...args, '--format=json');
    expect(code).toBe(0);
    return JSON.parse(out).flows as readonly { from: string; to: string; port: number | null; verdict: string }[];
  };
  const published = (found: Awaited<ReturnType<typeof flows>>): boolean =>
    found.some(({ from, to, port, verdict }) => from === 'lan' && to === 'web' && port === 80 && verdict === 'open');

  it('finds the override of a file, and leaves it out with -f', async () => {
    expect(published(await flows('compose.yaml'))).toBe(true);
    expect(published(await flows('extra/compose.yaml'))).toBe(true);
    expect(published(await flows('-f', 'compose.yaml'))).toBe(false);
  });

  it('leaves out services whose profiles are not active', async () => {
    const names = (found: Awaited<ReturnType<typeof flows>>) => new Set(found.map(({ from }) => from));
    expect(names(await flows('compose.yaml'))).toContain('tool');
    expect(names(await flows('compose.yaml', '--profile=debug'))).toContain('tool');
    expect(names(await flows('compose.yaml', '--profile=other'))).not.toContain('tool');
  });

  it('takes one file or -f', async () => {
    expect(await run('matrix')).toMatchObject({ code: 2, err: 'error: give one file, or files with -f\n' });
    expect(await run('matrix', 'compose.yaml', '-f', 'compose.yaml')).toMatchObject({ code: 2 });
  });
});

describe('bulkhead diagram', () => {
  it('draws all files of the project, without the services of other profiles', async () => {
    const { out } = await run('diagram', 'compose.override.yaml');
    expect(out).toContain('>cache<');
    expect(out).toContain('>tool<');
    expect((await run('diagram', 'compose.yaml', '--profile=other')).out).not.toContain('>tool<');
  });
});
