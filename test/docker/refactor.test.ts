import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import type { Refactoring } from '../../server/src/features/refactor/refactoring.ts';
import { refactorings } from '../../server/src/features/refactor/refactorings.ts';
import { applyTextEdits } from '../../server/src/text/edit.ts';
import { shop, snapshotOf } from '../harness/cursor.ts';
import type { Engine } from '../harness/engine.ts';
import { randomNumbers } from '../harness/mutants.ts';
import { ROOT } from '../harness/prepared.ts';
import { describeWithEngine } from '../harness/suites.ts';

// `docker compose config` is the judge: another form has to mean the same, and whatever else is done has to be accepted.
const corpus = path.resolve(ROOT, '../shared/corpus/compose');
const count = Number(process.env.BULKHEAD_REFACTORINGS ?? 40);
const seed = Number(process.env.BULKHEAD_SEED ?? 1);

const forms = `name: forms
services:
  web:
    image: nginx
    ports:
      - "8080:80" # shop
      - 81
      - "8090-8092:90-92/udp"
      - "9000-9002:85"
      - '127.0.0.1:53:53/udp'
      - "[::1]:70:70"
      - "127.0.0.1::72"
      - "0:73"
      - "3000-3001"
      - target: 4000 # long
        # of the host
        published: 4000
        mode: ingress
      - {target: 4001, published: "4001-4003", host_ip: "::1"}
      - {target: 4002, protocol: udp}
    environment:
      - A=1
      - B= x
      - C
      - D=
      - "E=a: \${F:-f}"
      - N=n
      - S=yes
      - T=010
      - U=a=b#c
      - V=E0
      - NO=Y
      - W=1_000
      - X=0x1F
      - Y=1e3
      - Z=12:30:45
    networks:
      - front # users
      - "back"
    depends_on: [api, db]
  api:
    image: node
    environment:
      A: 1
      B: true
      C:
      D: "x # y"
      E: a=\${F:-f}
      G: yes
      H: '010'
      I: ""
      J: -7
    depends_on:
      db:
        condition: service_started
    networks: {back: , front: }
    ports: ["82:82", {target: 83}]
  db:
    image: postgres
    networks:
    - back
    environment: {P: x, Q: "y,z"}
    depends_on: []
networks:
  front:
  back:
    internal: true
`;

/** The project as compose reads it, or what it says against it. */
async function configOf(engine: Engine, text: string, folder: string): Promise<unknown> {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'bulkhead-refactor-'));
  const file = path.join(scratch, 'compose.yaml');
  writeFileSync(file, text);
  const args = ['compose', '--project-directory', folder, '-f', file, 'config', '--format', 'json'];
  try {
    const env = { ...process.env, ...engine.env };
    const { stdout } = await promisify(execFile)('docker', args, { env, maxBuffer: 1 << 26 });
    return JSON.parse(stdout);
  } catch (error) {
    return { refused: String((error as { stderr?: string }).stderr).replaceAll(file, 'compose.yaml') };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

interface Step {
  readonly refactoring: Refactoring;
  readonly text: string;
}

/** Every refactoring of a text once, wherever it is offered. */
function everyStep(text: string): readonly Step[] {
  const snapshot = snapshotOf(text);
  const found = new Map<string, Step>();
  for (const [line, content] of text.split('\n').entries()) {
    const start = snapshot.lines.lineStart(line);
    for (const offset of new Set([start, start + content.length, start + content.search(/\S|$/) + 1])) {
      for (const refactoring of refactorings(snapshot, { start: offset, end: offset })) {
        const after = applyTextEdits(text, refactoring.changes());
        found.set(refactoring.title + after, { refactoring, text: after });
      }
    }
  }
  return [...found.values()];
}

const isForm = ({ refactoring }: Step): boolean => refactoring.title.startsWith('Write ');

await describeWithEngine('docker compose config after a refactoring', (engine) => {
  const judge = async (step: Step, folder: string, before: unknown): Promise<void> => {
    const after = await configOf(engine, step.text, folder);
    const { title } = step.refactoring;
    if (isForm(step)) expect({ title, project: after }).toEqual({ title, project: before });
    else expect({ title, after }).not.toHaveProperty('after.refused');
  };

  it.each([
    ['the forms', forms, 25],
    ['the shop', shop, 25],
  ])('is the same for another form, and accepted for the rest: %s', async (_, text, atLeast) => {
    const before = await configOf(engine, text, os.tmpdir());
    expect(before).not.toHaveProperty('refused');
    const steps = everyStep(text);
    expect(steps.length).toBeGreaterThan(atLeast);
    for (const step of steps) await judge(step, os.tmpdir(), before);
  });

  it.runIf(existsSync(corpus))(`holds in real files (${count}, seed ${seed})`, { timeout: 3_600_000 }, async () => {
    const manifest: readonly { file: string; accepted: boolean }[] = JSON.parse(
      readFileSync(path.join(corpus, 'manifest.json'), 'utf8'),
    );
    const files = manifest.filter(({ accepted }) => accepted).map(({ file }) => path.join(corpus, file));
    const random = randomNumbers(seed);
    const tally = new Map<string, number>();
    for (let done = 0; done < count; ) {
      const file = files[Math.floor(random() * files.length)] ?? '';
      const text = readFileSync(file, 'utf8');
      const steps = everyStep(text);
      const folder = path.dirname(file);
      const before = steps.length > 0 ? await configOf(engine, text, folder) : { refused: 'nothing to do' };
      // Files that need an environment or other files are refused with and without a change.
      if (typeof before !== 'object' || before === null || 'refused' in before) continue;
      for (let i = 0; i < Math.min(3, steps.length); i++, done++) {
        const step = steps[Math.floor(random() * steps.length)] as Step;
        const [kind = ''] = step.refactoring.title.split(' `');
        tally.set(kind, (tally.get(kind) ?? 0) + 1);
        await judge(step, folder, before);
      }
    }
    console.log([...tally].map(([kind, times]) => `${kind} ${times}`).join(', '));
    expect(tally.size).toBeGreaterThan(2);
  });
});
