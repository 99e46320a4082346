import { expect, it } from 'vitest';
import type { CniHostFacts } from '../../server/src/reach/cni/cniHost.ts';
import { cniCells, cniHostOf } from '../harness/cniCells.ts';
import { startCniWorld } from '../harness/cniReach.ts';
import { type RandomCniHost, randomCniHost } from '../harness/randomCniNetworks.ts';
import { describeWithCni } from '../harness/suites.ts';

// Real plugins, real connections. BULKHEAD_NETWORKS says how many hosts are made (npm run test:oracle -- cni),
// BULKHEAD_SEED which.
const count = Number(process.env.BULKHEAD_NETWORKS ?? 10);
const seed = Number(process.env.BULKHEAD_SEED ?? 1);

await describeWithCni('reachability of CNI networks and real connections', (tools) => {
  it(
    `agree on ${count} hosts`,
    async () => {
      const wrong: string[] = [];
      const reasons = new Map<string, number>();
      const tally = { cells: 0, open: 0, blocked: 0, unknown: 0, unknownOfUnknownHost: 0, refusedContainers: 0 };
      for (let index = 0; index < count; index++) {
        const wanted = randomCniHost(seed, index);
        const facts = factsOf(wanted);
        const world = await startCniWorld(tools, wanted);
        try {
          const cells = cniCells(wanted, world.attached);
          const answers = await world.measure(cells.map(({ probe }) => probe));
          tally.refusedContainers += wanted.networks.length * 2 - world.attached.length;
          for (const [place, { name, answers: expected, predict }] of cells.entries()) {
            const isOpen = answers[place] === expected;
            const known = predict(cniHostOf(wanted, facts));
            const careful = predict(cniHostOf(wanted, {}));
            tally.cells++;
            tally[known.verdict]++;
            if (careful.verdict === 'unknown') tally.unknownOfUnknownHost++;
            const key = `${known.verdict} ${known.reason}`;
            reasons.set(key, (reasons.get(key) ?? 0) + 1);
            for (const said of [known, ...(isUsual(wanted) ? [careful] : [])])
              if (said.verdict !== 'unknown' && (said.verdict === 'open') !== isOpen)
                wrong.push(
                  `${wanted.id} ${name}: ${said.verdict} (${said.reason}), measured ${isOpen}. ${said.why}\n${inWords(wanted)}`,
                );
          }
        } finally {
          await world.stop();
        }
      }
      const list = [...reasons].map(([key, number]) => `  ${key}: ${number}`).sort();
      console.log(`${JSON.stringify(tally)}\n${list.join('\n')}`);
      expect(wrong.slice(0, 12).join('\n')).toBe('');
      expect(tally.open).toBeGreaterThan(count);
      expect(tally.blocked).toBeGreaterThan(count);
    },
    60_000 + count * 20_000,
  );
});

const factsOf = ({ forward, bridgeNetfilter }: RandomCniHost): CniHostFacts => ({
  forward,
  bridgeNetfilter,
  ownBridges: true,
});

/** Of a machine that nothing is known of, its own firewall is taken not to interfere within a bridge. */
const isUsual = ({ forward, bridgeNetfilter }: RandomCniHost): boolean => forward === 'accept' || !bridgeNetfilter;

const inWords = (wanted: RandomCniHost): string =>
  [JSON.stringify(factsOf(wanted)), ...wanted.networks.map(({ text }) => text.replace(/\s+/g, ''))].join('\n');
