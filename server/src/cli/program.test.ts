import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { findDocker } from '../runtime/docker.ts';
import { runProgram } from './program.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bulkhead-cli-'));
  const write = (name: string, text: string) => writeFile(path.join(folder, name), text);
  await write('compose.yaml', 'services:\n  web:\n    image: nginx\n    networks: [front]\nnetworks:\n  front:\n');
  await write(
    'bad.compose.yaml',
    'services:\n  web:\n    image: nginx\n    networks: [front, nowhere]\nnetworks:\n  front:\n',
  );
});

afterAll(() => rm(folder, { recursive: true }));

/** Runs the program in the test's folder; FOLDER stands for it in arguments and output. */
async function run(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = {
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
    signal: new AbortController().signal,
  };
  const tools = { docker: findDocker('/nowhere/docker'), rules, version: '1.2.3' };
  const placed = args.map((argument) => argument.replaceAll('FOLDER', folder));
  const code = await runProgram(placed, tools, terminal);
  const text = (parts: readonly string[]): string => parts.join('').replaceAll(folder, 'FOLDER');
  return { code, out: text(out), err: text(err) };
}

describe('bulkhead check', () => {
  it('is content with a good file', async () => {
    expect(await run('check', 'FOLDER/compose.yaml')).toEqual({
      code: 0,
      out: '1 file: 0 errors, 0 warnings, 0 information, 0 hints\n',
      err: '',
    });
  });

  it('walks a folder, prints places that count from 1 and gives 1 for an error', async () => {
    const { code, out } = await run('check', 'FOLDER');
    expect(code).toBe(1);
    expect(out).toMatch(/^FOLDER\/bad\.compose\.yaml:4:23: error: .*nowhere.* \[undefined-network\]\n/);
    expect(out).toMatch(/2 files: 1 error, /);
  });

  it('prints JSON', async () => {
    const { code, out } = await run('check', 'FOLDER', '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toContainEqual({
      file: 'FOLDER/bad.compose.yaml',
      line: 4,
      column: 23,
      endLine: 4,
      endColumn: 30,
      severity: 'error',
      rule: 'undefined-network',
      message: expect.stringContaining('nowhere'),
    });
  });

  it('gives 2 for what cannot be read', async () => {
    expect(await run('check', 'FOLDER/none.yaml')).toEqual({
      code: 2,
      out: '',
      err: 'bulkhead: FOLDER/none.yaml: no such file or directory\n',
    });
    expect(await run('check', path.dirname(new URL(import.meta.url).pathname))).toMatchObject({
      code: 2,
      err: expect.stringContaining('no compose, Envoy or CNI file in'),
    });
  });
});

describe('bulkhead matrix', () => {
  it('prints JSON and text', async () => {
    const { code, out } = await run('matrix', 'FOLDER/compose.yaml', '--format', 'json');
    expect(code).toBe(0);
    const { flows } = JSON.parse(out);
    expect(flows).toContainEqual({
      from: 'internet',
      to: 'web',
      port: 80,
      protocol: 'tcp',
      verdict: 'blocked',
      why: expect.stringContaining('not published'),
    });
    const lines = (await run('matrix', 'FOLDER/compose.yaml')).out.trimEnd().split('\n');
    expect(lines).toHaveLength(flows.length + 1);
    expect(lines[0]).toMatch(/^FROM +TO +PORT +VERDICT +WHY$/);
    expect(lines.at(-1)).toMatch(/^web +internet +any +open +\S/);
  });

  it('gives 2 for what cannot be read', async () => {
    expect(await run('matrix', 'FOLDER/none.yaml')).toMatchObject({ code: 2, out: '' });
  });
});

describe('bulkhead firewall', () => {
  it('gives 2 for a file that does not say who shall reach whom', async () => {
    expect(await run('firewall', 'FOLDER/compose.yaml')).toEqual({
      code: 2,
      out: '',
      err: 'bulkhead: FOLDER/compose.yaml has no x-reach, which says who shall reach whom\n',
    });
  });
});

describe('bulkhead kubernetes', () => {
  it('prints policies, and gives 1 when a statement cannot be one', async () => {
    const text = (flows: string): string =>
      `name: shop\nx-reach: [${flows}]\nservices:\n  web: {image: nginx}\n  db: {image: postgres}\n`;
    await writeFile(path.join(folder, 'intent.yaml'), text('web -x-> db'));
    const made = await run('kubernetes', 'FOLDER/intent.yaml', '--label', 'app');
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toContain('kind: NetworkPolicy\nmetadata:\n  name: db-ingress\n');
    expect(made.out).toContain('- key: app\n');
    await writeFile(path.join(folder, 'intent.yaml'), text('host -x-> db'));
    expect(await run('kubernetes', 'FOLDER/intent.yaml')).toMatchObject({
      code: 1,
      err: 'bulkhead: 1 of 1 statements cannot be expressed; see the comments\n',
    });
  });

  it('gives 2 for a file that does not say who shall reach whom', async () => {
    expect(await run('kubernetes', 'FOLDER/compose.yaml')).toMatchObject({ code: 2, out: '' });
  });
});

describe('bulkhead diagram', () => {
  it('writes the picture to a file or to standard output', async () => {
    const file = path.join(folder, 'out.svg');
    expect(await run('diagram', 'FOLDER/compose.yaml', '-o', file)).toEqual({ code: 0, out: '', err: '' });
    const svg = await readFile(file, 'utf8');
    expect(svg).toMatch(/^<svg [\s\S]*front[\s\S]*<\/svg>\n$/);
    expect((await run('diagram', 'FOLDER/compose.yaml')).out).toBe(svg);
    expect((await run('diagram', 'FOLDER/compose.yaml', '--theme', 'dark')).out).not.toBe(svg);
  });

  it('gives 2 when the picture cannot be written', async () => {
    expect(await run('diagram', 'FOLDER/compose.yaml', '-o', 'FOLDER/none/out.svg')).toMatchObject({
      code: 2,
      err: 'bulkhead: FOLDER/none/out.svg: no such file or directory\n',
    });
  });
});

describe('bulkhead explain', () => {
  it('explains every rule', async () => {
    for (const { id, docs } of rules) {
      const { code, out } = await run('explain', id);
      expect(code).toBe(0);
      expect(out).toContain(docs.why);
    }
  });

  it('offers rules with a similar name', async () => {
    expect(await run('explain', 'undefined-networks')).toMatchObject({
      code: 2,
      err: expect.stringContaining('undefined-network'),
    });
  });
});

describe('bulkhead deploy, down, verify', () => {
  it.each(['deploy', 'down', 'verify'])('%s gives 2 and says what to do without docker', async (command) => {
    expect(await run(command, 'FOLDER/compose.yaml')).toEqual({
      code: 2,
      out: '',
      err: 'bulkhead: There is no program /nowhere/docker.\nInstall Docker, or put it on PATH; in VS Code, the setting bulkhead.docker.path can say where it is.\n',
    });
  });
});

describe('bulkhead', () => {
  it.each([
    [[]],
    [['bogus']],
    [['check']],
    [['matrix', 'a', 'b']],
    [['check', '.', '--format', 'xml']],
    [['verify', 'a', '--timeout', '1s']],
    [['diagram', 'a', '--theme', 'variables']],
  ])('gives 2 for wrong usage: %j', async (args) => {
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).not.toBe('');
  });

  it('knows its version and helps', async () => {
    expect(await run('--version')).toEqual({ code: 0, out: '1.2.3\n', err: '' });
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const name of ['check', 'matrix', 'diagram', 'explain', 'deploy', 'down', 'verify'])
      expect(out).toContain(name);
  });
});

describe('bulkhead trace', () => {
  beforeAll(() =>
    writeFile(
      path.join(folder, 'tiers.yaml'),
      'services:\n  web:\n    image: nginx\n    networks: [front]\n  db:\n    image: postgres\n    networks: [back]\nnetworks: {front: , back: }\n',
    ),
  );

  it('prints what blocks the way, each step with its line, and what would change that', async () => {
    const { code, out } = await run('trace', 'web', 'db:5432', 'FOLDER/tiers.yaml');
    const lines = out.replace(/\S*tiers\.yaml/g, 'tiers.yaml');
    expect(lines).toBe(`web cannot reach db on port 5432.

=> tiers.yaml:4: They share no network: web is on front, db on back.
   tiers.yaml:4: web is attached to front.
   tiers.yaml:7: db is attached to back.

What would change that:
   Attach web to back
   New internal network web-db for web and db only
`);
    expect(code).toBe(1);
  });

  it('gives 0 for an open way, as JSON too', async () => {
    const { code, out } = await run('trace', 'web', 'internet', 'FOLDER/tiers.yaml', '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'open', summary: 'web can reach internet.', fixes: [] });
  });

  it('refuses what is no target', async () => {
    expect(await run('trace', 'web', 'db:99999', 'FOLDER/tiers.yaml')).toMatchObject({
      code: 2,
      err: expect.stringContaining('such as db:5432'),
    });
  });
});
