// Asks docker compose about thousands of mutants of real files; prints how often the rules agree and what they miss.
//
//   npm run test:oracle     BULKHEAD_MUTANTS=N and BULKHEAD_SEED=N choose how many and which
import { ROOT } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

const env = { BULKHEAD_MUTANTS: '3000', ...process.env };
const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'docker', 'test/docker/oracle.test.ts'];
process.exitCode = await run(process.execPath, args, { cwd: ROOT, env });
