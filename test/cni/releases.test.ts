import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cniFacts } from '../../server/src/cni/facts.ts';
import { compareVersions, newestInstalled, specificationOf } from '../../server/src/cni/installed.ts';
import type { CniKeyFacts, CniPluginFacts } from '../../server/src/model/cniConfig.ts';
import { type CniHost, startCniHost } from '../harness/cniHost.ts';
import { runInstallScript } from '../harness/prepared.ts';
import { describeWithCni } from '../harness/suites.ts';

// Which release knows which key is asked of the plugins themselves: a value of a wrong type is refused by one that knows
// the key, and ignored by one that does not. BULKHEAD_CNI_RELEASES names older releases, which are built for it.
const older = (process.env.BULKHEAD_CNI_RELEASES ?? '').split(',').filter((release) => release !== '');

/** Known to two releases only, and taken out again; `ineffective-cni-key` tells. */
const takenOut = new Set(['bandwidth.shapedSubnets', 'bandwidth.unshapedSubnets']);

interface AskedKey {
  readonly type: string;
  readonly plugin: CniPluginFacts;
  readonly path: string;
  readonly facts: CniKeyFacts;
  readonly configuration: object;
}

const wrongValue = ({ type }: CniKeyFacts): unknown => (type.startsWith('string') ? { x: 1 } : 'x');

const asked: readonly AskedKey[] = Object.entries(cniFacts.plugins).flatMap(([type, plugin]) =>
  plugin.foreign
    ? []
    : [
        ...Object.entries(plugin.keys)
          .filter(([key, { type: wanted }]) => /^\w+$/.test(key) && key !== 'ipam' && wanted !== 'any')
          .map(([key, facts]) => {
            const own = { [key]: wrongValue(facts) };
            const configuration = plugin.kind === 'ipam' ? { ipam: { type, ...own } } : own;
            return { type, plugin, path: `${type}.${key}`, facts, configuration };
          }),
        ...(type === 'host-local' ? Object.entries(cniFacts.route) : []).map(([key, facts]) => ({
          ...{ type, plugin, path: `${type}.routes.${key}`, facts },
          configuration: { ipam: { type, routes: [{ dst: '10.0.0.0/8', [key]: wrongValue(facts) }] } },
        })),
      ],
);

await describeWithCni('releases of the plugins', (tools) => {
  let host: CniHost;
  beforeAll(async () => {
    host = await startCniHost(tools);
  });
  afterAll(() => host.stop());

  describe.each([newestInstalled.plugins, ...older])('%s', (release) => {
    let folder = '';
    beforeAll(async () => {
      if (release === newestInstalled.plugins) folder = tools.folder;
      else {
        const built = await runInstallScript('cni.mjs', release);
        if ('reason' in built) throw new Error(built.reason);
        folder = built.output;
      }
    }, 600_000);

    const call = async (type: string, command: string, configuration: object): Promise<string> => {
      const text = JSON.stringify({ cniVersion: '0.4.0', name: 'web', type, ...previous, ...configuration });
      const env = `CNI_COMMAND=${command} CNI_CONTAINERID=c CNI_IFNAME=eth0 CNI_NETNS=/run/netns/none CNI_PATH=${folder}`;
      const { stdout, stderr } = await host.run(
        'sh',
        '-c',
        `echo "$1" | ${env} "$2"`,
        'sh',
        text,
        path.join(folder, type),
      );
      return stdout + stderr;
    };

    it('know the keys that the facts say they know', async () => {
      const wrong: string[] = [];
      let count = 0;
      for (const { type, plugin, path: key, facts, configuration } of asked) {
        if (!existsSync(path.join(folder, type)) || takenOut.has(key)) continue;
        const isKnown = (await call(type, 'ADD', configuration)).includes('cannot unmarshal');
        const since = facts.since ?? plugin.since;
        const expected = since === undefined || compareVersions(since, release) <= 0;
        if (isKnown !== expected) wrong.push(`${key}, since ${since}: ${isKnown}`);
        count++;
      }
      console.log(`${release}: ${count} keys`);
      expect(wrong).toEqual([]);
      expect(count).toBeGreaterThan(60);
    }, 120_000);

    it('run with the versions of the specification that are assumed of them', async () => {
      const { supportedVersions } = JSON.parse(await call('bridge', 'VERSION', {}));
      expect(supportedVersions.at(-1)).toBe(specificationOf(release));
    });
  });
});

/** What chained plugins want to see before anything else. */
const previous = { prevResult: { cniVersion: '0.4.0', interfaces: [{ name: 'eth0', sandbox: '/x' }], ips: [] } };
