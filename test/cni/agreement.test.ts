import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCni } from '../../server/src/cni/readCni.ts';
import { cniRules } from '../../server/src/rules/index.ts';
import { categorySeverity } from '../../server/src/rules/rule.ts';
import { indexLines } from '../../server/src/text/lineIndex.ts';
import { toRange } from '../../server/src/text/span.ts';
import { changedLines, type LineRange, ownerLines } from '../harness/changedLines.ts';
import { type CniHost, startCniHost } from '../harness/cniHost.ts';
import { type CniMutant, cniMutants } from '../harness/cniMutants.ts';
import { describeWithCni } from '../harness/suites.ts';

// The real libcni and plugins are the judges. BULKHEAD_MUTANTS says how many are asked about (npm run test:oracle),
// BULKHEAD_SEED which.
const count = Number(process.env.BULKHEAD_MUTANTS ?? 60);
const seed = Number(process.env.BULKHEAD_SEED ?? 1);

/** What no file tells, by what it is that only the host knows. */
const outside = {
  'plugins in the folder of the network': /no plugin configs found/,
  'a plugin that is not installed': /failed to find plugin/,
  'a kernel that lacks something': /operation not supported/,
  'a file below /proc/sys': /\/proc\/sys\//,
  'an interface of the host': /Link not found|no default route interface found/,
} as const;

interface Told {
  readonly rule: string;
  readonly lines: readonly LineRange[];
}

function errorsIn(text: string): readonly Told[] {
  const index = indexLines(text);
  const linesOf = (span: Parameters<typeof toRange>[0]): LineRange => {
    const { start, end } = toRange(span);
    return { first: index.positionAt(start).line, last: index.positionAt(end).line };
  };
  return readCni('file:///etc/cni/net.d/10-mutant.conflist', text).configs.flatMap((config) =>
    cniRules.flatMap((rule) =>
      [...(rule.check?.(config) ?? [])].flatMap(({ severity, span, related = [] }) =>
        (severity ?? rule.severity ?? categorySeverity[rule.category]) === 'error'
          ? [{ rule: rule.id, lines: [linesOf(span), ...related.map((each) => linesOf(each.span))] }]
          : [],
      ),
    ),
  );
}

/** On the line of the change or pointing to it, at the object that has the change in it, or somewhere else. */
function placeOf({ base, text }: CniMutant, errors: readonly Told[]): 'line' | 'owner' | 'elsewhere' {
  const changed = changedLines(base, text);
  const meets = (range: LineRange): boolean =>
    errors.some(({ lines }) => lines.some(({ first, last }) => first <= range.last && last >= range.first));
  const owners = ownerLines(text, changed);
  return meets(changed) ? 'line' : owners.some((line) => meets({ first: line, last: line })) ? 'owner' : 'elsewhere';
}

/** The name that the file gives to its network, by which it is looked for. */
function nameIn(text: string): string {
  try {
    const name: unknown = JSON.parse(text).name;
    return typeof name === 'string' && name !== '' ? name : 'mutant';
  } catch {
    return 'mutant';
  }
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
    const name = nameIn(text);
    const added = await host.cnitool('add', name, id, id);
    await host.cnitool('del', name, id, id);
    // What one leaves behind must not decide about the next one.
    const links = String.raw`ip -o link | sed -E "s/^[0-9]+: ([^:@]+).*/\1/" | grep -Ev "^(lo|up0|up1)$"`;
    const clean = `for each in $(${links}); do ip link delete "$each"; done`;
    await host.run(
      'sh',
      '-c',
      `ip netns delete ${id}; ${clean}; rm -rf /var/lib/cni/*; iptables -t nat -F; iptables -F`,
    );
    return added.code === 0 ? undefined : (added.stdout + added.stderr).trim().split('\n').at(-1);
  }

  it(
    `agree on ${count} mutants`,
    async () => {
      const alarms: string[] = [];
      const missed: string[] = [];
      const elsewhere: string[] = [];
      const setAside: Record<string, number> = {};
      const places = { line: 0, owner: 0, elsewhere: 0 };
      let accepted = 0;
      for (const [index, mutant] of cniMutants(seed, count).entries()) {
        const { id, text } = mutant;
        const errors = errorsIn(text);
        const said = await refusal(text, `m${index}`);
        if (said === undefined) {
          accepted++;
          if (errors.length > 0) alarms.push(`${id}: ${errors.map(({ rule }) => rule).join(' ')}`);
          continue;
        }
        const reason = Object.entries(outside).find(([, pattern]) => pattern.test(said))?.[0];
        if (errors.length === 0 && reason !== undefined) setAside[reason] = (setAside[reason] ?? 0) + 1;
        else if (errors.length === 0) missed.push(`${id}: ${said}`);
        else {
          const place = placeOf(mutant, errors);
          places[place]++;
          if (place === 'elsewhere') elsewhere.push(`${id}: ${errors.map(({ rule }) => rule).join(' ')}; ${said}`);
        }
      }
      const flagged = places.line + places.owner + places.elsewhere;
      const refused = flagged + missed.length;
      const total = Object.values(setAside).reduce((sum, each) => sum + each, 0);
      const onLine = places.line + places.owner;
      console.log(
        [
          `seed ${seed}            error   none`,
          `refused       ${String(flagged).padStart(10)} ${String(missed.length).padStart(6)}`,
          `accepted      ${String(alarms.length).padStart(10)} ${String(accepted - alarms.length).padStart(6)}`,
          `of the refused ones ${((100 * flagged) / refused).toFixed(1)} % have an error, ${((100 * onLine) / refused).toFixed(1)} % on the line (${places.line}) or at the object that it is in (${places.owner})`,
          `set aside, since no file tells: ${total} (${Object.entries(setAside)
            .map(([reason, number]) => `${reason}: ${number}`)
            .join(', ')})`,
          ...[`missed: ${missed.length}`, ...missed, `elsewhere: ${elsewhere.length}`, ...elsewhere],
        ].join('\n'),
      );
      expect(alarms).toEqual([]);
      expect(onLine / refused).toBeGreaterThanOrEqual(0.98);
      expect(accepted).toBeGreaterThan(count / 10);
      expect(total).toBeLessThan(count / 10);
    },
    60_000 + count * 2_000,
  );
});
