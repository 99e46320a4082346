// Asks docker compose, Envoy and the CNI plugins about thousands of mutants; prints how often the rules agree and what
// they miss.
//
//   npm run test:oracle [-- compose|envoy|cni] BULKHEAD_MUTANTS=N, BULKHEAD_INSERTIONS=N, BULKHEAD_VARIANTS=N,
//                                              BULKHEAD_NETWORKS=N and BULKHEAD_SEED=N choose how many and which
import { ROOT } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

const [only] = process.argv.slice(2);
const suites = [
  { name: 'compose', args: ['--project', 'docker', 'test/docker/oracle.test.ts'], mutants: '3000' },
  { name: 'envoy', args: ['--project', 'envoy'], mutants: '5000' },
  {
    name: 'cni',
    args: ['--project', 'cni', 'test/cni/agreement.test.ts', 'test/cni/releases.test.ts', 'test/cni/reach.test.ts'],
    mutants: '2000',
  },
];
for (const { args, mutants } of suites.filter((suite) => only === undefined || suite.name === only)) {
  const all = {
    BULKHEAD_MUTANTS: mutants,
    BULKHEAD_INSERTIONS: '2000',
    BULKHEAD_PATTERNS: '500',
    BULKHEAD_NETWORKS: '200',
    BULKHEAD_RULES: 'all',
    BULKHEAD_CNI_RELEASES: '0.9.1,1.1.1,1.3.0,1.5.1,1.6.2,1.7.1',
    BULKHEAD_VARIANTS: '400',
  };
  const env = { ...all, ...process.env };
  const code = await run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...args], { cwd: ROOT, env });
  process.exitCode = Math.max(Number(process.exitCode ?? 0), code);
}
