import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCni } from '../../server/src/cni/readCni.ts';
import { cniRules } from '../../server/src/rules/index.ts';
import { categorySeverity } from '../../server/src/rules/rule.ts';
import { type CniHost, startCniHost } from '../harness/cniHost.ts';
import { cniMutants } from '../harness/cniMutants.ts';
import { describeWithCni } from '../harness/suites.ts';

// The real libcni and plugins are the judges. BULKHEAD_MUTANTS says how many are asked about (npm run test:oracle),
// BULKHEAD_SEED which.
const count = Number(process.env.BULKHEAD_MUTANTS ?? 60);
const seed = Number(process.env.BULKHEAD_SEED ?? 1);

/** What is refused for reasons that no file tells: the kernel, other plugins and files, what another mutant left. */
const outside = new RegExp(
  [
    'operation not supported',
    'Link not found',
    "could not set bridge's mac",
    'already exists',
    'no IP addresses available',
    '/proc/sys/',
    'failed to find plugin',
    'no plugin configs found',
    'no net configuration with name',
    'no default route interface found',
  ].join('|'),
);

function errorsIn(text: string): readonly string[] {
  return readCni('file:///etc/cni/net.d/10-mutant.conflist', text).configs.flatMap((config) =>
    cniRules.flatMap((rule) =>
      [...(rule.check?.(config) ?? [])].flatMap(({ severity, message }) =>
        (severity ?? rule.severity ?? categorySeverity[rule.category]) === 'error' ? [`${rule.id}: ${message}`] : [],
      ),
    ),
  );
}

await describeWithCni('CNI rules and the real plugins', (tools) => {
  let host: CniHost;
  beforeAll(async () => {
    host = await startCniHost(tools);
    await host.run('ip', 'link', 'add', 'up0', 'type', 'veth', 'peer', 'name', 'up1');
    await host.run('ip', 'link', 'set', 'up0', 'up');
  });
  afterAll(() => host.stop());

  /** What libcni or a plugin says; undefined when the network can be added. */
  async function refusal(text: string, id: string): Promise<string | undefined> {
    await host.container(id);
    host.configure('10-mutant.conflist', text);
    const added = await host.cnitool('add', 'mutant', id, id);
    await host.cnitool('del', 'mutant', id, id);
    // what a failed ADD leaves must not decide about the next one
    await host.run('ip', 'netns', 'delete', id);
    await host.run('ip', 'link', 'delete', 'mut0');
    await host.run('sh', '-c', 'rm -rf /var/lib/cni/*');
    return added.code === 0 ? undefined : (added.stdout + added.stderr).trim().split('\n').at(-1);
  }

  it(
    `agree on ${count} mutants`,
    async () => {
      const alarms: string[] = [];
      const missed: string[] = [];
      const tally = { accepted: 0, refused: 0, flagged: 0, outside: 0 };
      for (const [index, { id, text }] of cniMutants(seed, count).entries()) {
        const errors = errorsIn(text);
        const said = await refusal(text, `m${index}`);
        if (said === undefined) {
          tally.accepted++;
          if (errors.length > 0) alarms.push(`${id}: ${errors.join(' | ')}`);
        } else if (errors.length === 0 && outside.test(said)) tally.outside++;
        else {
          tally.refused++;
          if (errors.length > 0) tally.flagged++;
          else missed.push(`${id}: ${said}`);
        }
      }
      console.log(`${JSON.stringify(tally)}\nmissed:\n${missed.join('\n')}`);
      expect(alarms).toEqual([]);
      expect(tally.flagged / tally.refused).toBeGreaterThanOrEqual(0.98);
      expect(tally.accepted).toBeGreaterThan(count / 10);
    },
    60_000 + count * 2_000,
  );
});
