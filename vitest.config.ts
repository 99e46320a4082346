import { defineConfig } from 'vitest/config';

const MINUTE = 60_000;

/** Tests with containers or windows: one file at a time, because they share one engine and few cores. */
const alone = {
  pool: 'forks' as const,
  poolOptions: { forks: { singleFork: true } },
  testTimeout: 2 * MINUTE,
  hookTimeout: 3 * MINUTE,
};

// Projects of different `groupOrder` never run at the same time.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{server,client}/src/**/*.test.ts', 'test/{harness,lsp,corpus,fuzz,manifest}/**/*.test.ts'],
          setupFiles: ['test/harness/propertySeed.ts'],
          testTimeout: MINUTE,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'envoy',
          include: ['test/envoy/**/*.test.ts'],
          setupFiles: ['test/harness/propertySeed.ts'],
          ...alone,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: { name: 'docker', include: ['test/docker/**/*.test.ts'], ...alone, sequence: { groupOrder: 1 } },
      },
      {
        test: { name: 'cni', include: ['test/cni/**/*.test.ts'], ...alone, sequence: { groupOrder: 4 } },
      },
      {
        test: { name: 'vscode', include: ['test/vscode/**/*.test.ts'], ...alone, sequence: { groupOrder: 2 } },
      },
    ],
  },
});
