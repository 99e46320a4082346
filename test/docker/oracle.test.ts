import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { analyze } from '../../server/src/features/analyze.ts';
import type { Snapshot } from '../../server/src/features/snapshot.ts';
import { rules } from '../../server/src/rules/index.ts';
import { loadEnvironment } from '../../server/src/runtime/readFiles.ts';
import { type Span, toRange } from '../../server/src/text/span.ts';
import type { Engine } from '../harness/engine.ts';
import { type Mutant, mutate, randomNumbers } from '../harness/mutants.ts';
import { ROOT } from '../harness/prepared.ts';
import { describeWithEngine } from '../harness/suites.ts';

// `docker compose config` is the judge of what a compose file may say. Real files and mutants of them are asked about
// when they are beside the project: BULKHEAD_MUTANTS says how many (npm run test:oracle), BULKHEAD_SEED which.
const corpus = path.resolve(ROOT, '../shared/corpus/compose');
const count = Number(process.env.BULKHEAD_MUTANTS ?? 120);
const seed = Number(process.env.BULKHEAD_SEED ?? 1);
const environment = await loadEnvironment(os.tmpdir());

/** What compose says of a text, as if the file stood in `folder`; undefined when it accepts it. */
async function refusalOf(engine: Engine, text: string, folder: string): Promise<string | undefined> {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'bulkhead-oracle-'));
  const file = path.join(scratch, 'compose.yaml');
  writeFileSync(file, text);
  const args = ['compose', '--project-directory', folder, '-f', file, 'config', '--quiet'];
  try {
    return await new Promise((resolve) => {
      execFile('docker', args, { env: { ...process.env, ...engine.env } }, (error, _, stderr) => {
        const said = stderr.split('\n').filter((line) => line !== '' && !line.includes('level=warning'));
        resolve(error ? said.join(' ').replaceAll(file, 'compose.yaml') || 'refused' : undefined);
      });
    });
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

interface ReportedError {
  readonly rule: string;
  readonly line: number;
  /** Lines that the finding points to: the first of two duplicates, the name that may be meant. */
  readonly related: readonly number[];
  readonly message: string;
}

function errorsIn(snapshot: Snapshot): readonly ReportedError[] {
  const lineOf = (span: Span): number => snapshot.lines.positionAt(toRange(span).start).line;
  return snapshot.findings
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, span, message, related = [] }) => ({
      rule: rule.id,
      line: lineOf(span),
      related: related.map((each) => lineOf(each.span)),
      message,
    }));
}

function analyzed(text: string, folder: string, variables: ReadonlyMap<string, string> = environment): Snapshot {
  const uri = pathToFileURL(path.join(folder, 'compose.yaml')).href;
  return analyze({ uri, version: 1, text, environment: variables, directoryName: path.basename(folder) });
}

// A missing variable or file is no fault of the text. A service without an image gets a warning only: compose accepts
// it when another file completes it.
const outside = /required variable|(?:env|label) file .* not found|no such file|neither an image nor a build/;
// These are refused when the containers are made, not by `config`.
const refusedAtUp = new Set([
  'invalid-address',
  'invalid-subnet',
  'overlapping-subnets',
  'gateway-outside-subnet',
  'static-address-outside-subnet',
  'subnet-host-bits',
  'duplicate-static-address',
  'duplicate-host-port',
  'bad-mac-address',
  'driver-option-value',
  'unknown-driver',
  'several-subnets-on-bridge',
  'duplicate-network-name',
  'shared-namespace-conflict',
  'bridge-name-too-long',
  'reserved-aux-address',
  'reserved-network-name',
  'macvlan-parent-in-use',
  'invalid-host-address',
  'bad-interface-name',
]);

await describeWithEngine('docker compose config', (engine) => {
  it('accepts what the rules show as good', { timeout: 300_000 }, async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'shop-'));
    // Files that good examples name.
    mkdirSync(path.join(folder, 'common'));
    const refused: string[] = [];
    for (const rule of rules) {
      for (const text of rule.examples.good) {
        // Here compose would put in nothing for a variable that the example leaves open on purpose.
        if (analyzed(text, folder).project.variables.some(({ source }) => source === 'none')) continue;
        const said = await refusalOf(engine, text, folder);
        if (said !== undefined && !outside.test(said) && !/include|extends/.test(text))
          refused.push(`${rule.id}: ${said}`);
      }
    }
    rmSync(folder, { recursive: true });
    expect(refused).toEqual([]);
  });

  it.runIf(existsSync(corpus))(
    `agrees about mutants of real files (${count}, seed ${seed})`,
    { timeout: 3_600_000 },
    async () => {
      const manifest: readonly { file: string; accepted: boolean }[] = JSON.parse(
        readFileSync(path.join(corpus, 'manifest.json'), 'utf8'),
      );
      const files = manifest.filter(({ accepted }) => accepted).map(({ file }) => file);
      const random = randomNumbers(seed);
      const wrong: string[] = [];
      const missed: string[] = [];
      const elsewhere: string[] = [];
      const tally = { refused: 0, flagged: 0, onLine: 0, pointed: 0, accepted: 0 };

      const judge = async (file: string, mutant: Mutant): Promise<void> => {
        const folder = path.dirname(path.join(corpus, file));
        const variables = new Map([...environment, ...(await loadEnvironment(folder))]);
        const snapshot = analyzed(mutant.text, folder, variables);
        const errors = errorsIn(snapshot);
        const said = await refusalOf(engine, mutant.text, folder);
        if (said === undefined) {
          tally.accepted++;
          wrong.push(
            ...errors
              .filter(({ rule }) => !refusedAtUp.has(rule))
              .map(({ rule, message }) => `${file}, ${mutant.change}: ${rule}, ${message}`),
          );
        } else if (!outside.test(said)) {
          tally.refused++;
          if (errors.length > 0) tally.flagged++;
          else missed.push(`${said.slice(0, 160)} (${file}:${mutant.line + 1}, ${mutant.change})`);
          const isNear = (line: number): boolean => Math.abs(line - mutant.line) <= 1;
          if (errors.some(({ line }) => isNear(line))) tally.onLine++;
          else if (errors.some(({ related }) => related.some(isNear))) tally.pointed++;
          else if (errors[0])
            elsewhere.push(
              `${said.slice(0, 160)} (${file}:${mutant.line + 1}, ${mutant.change}): ${errors[0].line + 1}, ${errors[0].rule}, ${errors[0].message}`,
            );
        }
      };

      const work = Array.from({ length: count }, () => {
        const file = files[Math.floor(random() * files.length)] ?? '';
        const mutant = mutate(readFileSync(path.join(corpus, file), 'utf8'), random);
        return mutant ? () => judge(file, mutant) : async () => {};
      });
      const take = async (): Promise<void> => {
        for (let next = work.pop(); next; next = work.pop()) await next();
      };
      await Promise.all([take(), take()]);

      const { refused, flagged, onLine, pointed, accepted } = tally;
      console.log(
        `${refused} refused: ${flagged} flagged, ${onLine} on the line of the change, ${pointed} more point to it. ${accepted} accepted: ${wrong.length} with an error.`,
      );
      for (const each of missed.sort()) console.log(`  missed: ${each}`);
      for (const each of elsewhere.sort()) console.log(`  on another line: ${each}`);
      expect(wrong).toEqual([]);
      expect(flagged / Math.max(1, refused)).toBeGreaterThan(0.98);
      expect((onLine + pointed) / Math.max(1, refused)).toBeGreaterThan(0.95);
    },
  );
});
