// What VS Code loads to run the tests in its extension host.
import fs from 'node:fs';
import { format } from 'node:util';
import Mocha from 'mocha';
import { activation } from './activation.ts';
import { languageFeatures } from './languageFeatures.ts';
import { neighbours } from './neighbours.ts';
import { reachability } from './reachability.ts';
import { scripts } from './scripts.ts';
import { virtualFiles } from './virtualFiles.ts';

/** What BULKHEAD_SUITES can name, in the order in which the suites run. */
const SUITES: Readonly<Record<string, readonly (() => void)[]>> = {
  features: [activation, scripts, languageFeatures, virtualFiles, reachability],
  neighbours: [neighbours],
};

/** One test's outcome; `error` is there when it failed. */
export interface HostResult {
  readonly title: string;
  readonly error?: string;
}

/**
 * Runs the suites; rejects when a test fails.
 * BULKHEAD_HOST_OUTPUT names a file for the report that people read, BULKHEAD_HOST_RESULTS one for
 * the results as JSON: what the extension host prints does not reach the terminal everywhere.
 */
export async function run(): Promise<void> {
  const output = process.env.BULKHEAD_HOST_OUTPUT;
  if (output) {
    Mocha.reporters.Base.consoleLog = (...values) => fs.appendFileSync(output, `${format(...values)}\n`);
  }
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', color: false, timeout: 30_000 });
  // defines `describe` and `it`, as Mocha does before it loads a file
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const suite of SUITES[process.env.BULKHEAD_SUITES ?? 'features'] ?? []) {
    suite();
  }
  const results = await runMocha(mocha);
  if (process.env.BULKHEAD_HOST_RESULTS) {
    fs.writeFileSync(process.env.BULKHEAD_HOST_RESULTS, JSON.stringify(results));
  }
  const failed = results.filter(({ error }) => error !== undefined);
  if (failed.length > 0 || results.length === 0) {
    throw new Error(`${failed.length} of ${results.length} tests failed`);
  }
}

function runMocha(mocha: Mocha): Promise<HostResult[]> {
  const results: HostResult[] = [];
  return new Promise((resolve) => {
    const runner = mocha.run(() => resolve(results));
    runner.on('pass', (test) => results.push({ title: test.fullTitle() }));
    runner.on('fail', (test, error) => {
      results.push({ title: test.fullTitle(), error: error.stack ?? error.message });
    });
  });
}
