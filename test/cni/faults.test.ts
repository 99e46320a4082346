import { afterAll, beforeAll, expect, it } from 'vitest';
import { cniRules } from '../../server/src/rules/index.ts';
import { categorySeverity } from '../../server/src/rules/rule.ts';
import { knownFaults } from '../corpus/cniFaults.ts';
import { cniExample } from '../harness/cniFile.ts';
import { type CniHost, startCniHost } from '../harness/cniHost.ts';
import { describeWithCni } from '../harness/suites.ts';

// What is called an error of a known fault is held against the real libcni and plugins.

/** Not to be had on every kernel, or not among the plugins that are built for tests. */
const needsMore = /operation not supported|failed to find plugin "(?:tap|dummy|dhcp)"/;

await describeWithCni('known faults and the real plugins', (tools) => {
  let host: CniHost;
  beforeAll(async () => {
    host = await startCniHost(tools);
    await host.run('ip', 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', 'other');
    await host.run('ip', 'link', 'set', 'eth0', 'up');
    await host.run('ip', 'link', 'set', 'other', 'up');
  });
  afterAll(() => host.stop());

  for (const [id, fault] of Object.entries(knownFaults)) {
    if ('unseen' in fault || fault.files || fault.installed) continue;
    it(`agree on ${id}`, async () => {
      const { text, name = '10-net.conflist' } = fault;
      const { configs } = cniExample(text, name);
      const found = configs.flatMap((config) =>
        cniRules.flatMap((rule) =>
          [...(rule.check?.(config) ?? [])].map(({ severity, message }) => ({
            severity: severity ?? rule.severity ?? categorySeverity[rule.category],
            message: `${rule.id}: ${message}`,
          })),
        ),
      );
      host.empty();
      host.configure(name, text);
      await host.container('one');
      const network = configs[0]?.name?.value || 'n';
      const added = await host.cnitool('add', network, 'one', 'one');
      await host.cnitool('del', network, 'one', 'one');
      await host.run('ip', 'netns', 'delete', 'one');
      for (const bridge of ['b0', 'cni0']) await host.run('ip', 'link', 'delete', bridge);
      await host.run('sh', '-c', 'rm -rf /var/lib/cni/*');
      const said = (added.stdout + added.stderr).trim().split('\n').at(-1) ?? '';
      if (added.code === 0) expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
      // An error, or a warning where other runtimes or hosts may take it.
      else if (!needsMore.test(said))
        expect(found.map(({ severity }) => severity)).toContainEqual(expect.stringMatching(/error|warning/));
    });
  }
});
