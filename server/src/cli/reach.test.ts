import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xmlFault } from '../../../test/harness/wellFormedXml.ts';
import { printReach, type ReportFormat } from './reach.ts';

const stack = `services:
  frontend: {image: x, networks: [web]}
  backend: {image: x, networks: [web]}
  database: {image: postgres, networks: [data]}
  cache: {image: redis, networks: [else]}
networks:
  web: {internal: true}
  data: {internal: true}
  else: {external: true}
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bulkhead-reach-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(text: string, format: ReportFormat) {
  const file = path.join(folder, 'compose.yaml');
  await writeFile(file, `name: shop\n${text}`);
  const out: string[] = [];
  const err: string[] = [];
  const terminal = {
    out: (part: string) => void out.push(part),
    err: (part: string) => void err.push(part),
    signal: new AbortController().signal,
  };
  const code = await printReach({ file, files: [] }, format, terminal);
  return { code, out: out.join('').replaceAll(folder, 'FOLDER'), err: err.join('').replaceAll(folder, 'FOLDER') };
}

const mixed = `${stack}x-reach:
  - frontend -> backend:8000
  - frontend -> database
  - frontend -x-> cache
  - nobody -> backend
  - frontend => "backend"
`;

describe('bulkhead reach', () => {
  it('prints what holds and what does not, with the trace', async () => {
    const { code, out } = await run(mixed, 'text');
    expect(code).toBe(1);
    expect(out).toMatchInlineSnapshot(`
      "✓ frontend -> backend:8000
      ✗ frontend -> database
          Expected: frontend can reach database.
          Actual: The connection is not possible. They share no network: frontend is on web, database on data.
          Trace:
            1. frontend is attached to web.
            2. database is attached to data.
            3. They share no network: frontend is on web, database on data.
      ✓ frontend -x-> cache
      ✗ nobody -> backend
          Expected: nobody can reach backend.
          Actual: nobody is not defined.
      ✗ =>
          \`=>\` is no arrow here: a statement has \`->\` (reaches) or \`-x->\` (must not reach).
      shop: 2 hold, 3 do not, 0 not known
      "
    `);
  });

  it('gives 0 when everything holds or is not known', async () => {
    const { code, out } = await run(`${stack}x-reach: [frontend -> backend, cache -> internet]\n`, 'text');
    expect({ code, last: out.trim().split('\n').at(-1) }).toEqual({
      code: 0,
      last: 'shop: 1 hold, 0 do not, 1 not known',
    });
  });

  it('has one case for each statement in JUnit, its failure with expected, actual and trace', async () => {
    const { out } = await run(mixed, 'junit');
    expect(xmlFault(out.slice(out.indexOf('\n') + 1))).toBeUndefined();
    expect(out.match(/<testcase /g)).toHaveLength(5);
    expect(out).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites tests="5" failures="3" errors="0" skipped="0">
        <testsuite name="shop x-reach" tests="5" failures="3" errors="0" skipped="0">
          <testcase classname="shop x-reach" name="frontend -&gt; backend:8000" file="FOLDER/compose.yaml" line="12"/>
          <testcase classname="shop x-reach" name="frontend -&gt; database" file="FOLDER/compose.yaml" line="13">
            <failure message="The connection is not possible. They share no network: frontend is on web, database on data.">Expected: frontend can reach database.
      Actual: The connection is not possible. They share no network: frontend is on web, database on data.
      Trace:
        1. frontend is attached to web.
        2. database is attached to data.
        3. They share no network: frontend is on web, database on data.</failure>
          </testcase>
          <testcase classname="shop x-reach" name="frontend -x-&gt; cache" file="FOLDER/compose.yaml" line="14"/>
          <testcase classname="shop x-reach" name="nobody -&gt; backend" file="FOLDER/compose.yaml" line="15">
            <failure message="nobody is not defined.">Expected: nobody can reach backend.
      Actual: nobody is not defined.</failure>
          </testcase>
          <testcase classname="shop x-reach" name="=&gt;" file="FOLDER/compose.yaml" line="16">
            <failure message="\`=&gt;\` is no arrow here: a statement has \`-&gt;\` (reaches) or \`-x-&gt;\` (must not reach).">\`=&gt;\` is no arrow here: a statement has \`-&gt;\` (reaches) or \`-x-&gt;\` (must not reach).</failure>
          </testcase>
        </testsuite>
      </testsuites>
      "
    `);
  });

  it('has one case for what is not listed', async () => {
    const deny = `${stack}x-reach: {default: deny, flows: [frontend -> backend]}\n`;
    const { code, out } = await run(deny, 'json');
    expect(code).toBe(1);
    const { statements } = JSON.parse(out);
    expect(statements.map(({ name, outcome, line }: Record<string, unknown>) => [name, outcome, line])).toEqual([
      ['frontend -> backend', 'passed', 11],
      ['default: deny', 'failed', 11],
    ]);
    expect(statements[1].details[1]).toMatch(/^Actual: backend -> frontend is possible\. Both are attached to web\.$/);
  });

  it('gives 2 for a file that states nothing, and for none', async () => {
    expect(await run(stack, 'text')).toEqual({
      code: 2,
      out: '',
      err: 'bulkhead: FOLDER/compose.yaml states no intent under x-reach\n',
    });
  });
});
