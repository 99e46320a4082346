import type { Docker } from '../docker.ts';
import type { Failure } from '../failure.ts';
import { failed, type Outcome, success } from '../outcome.ts';
import type { Reporter } from '../reporter.ts';
import type { ComposeOptions } from '../resolveProject.ts';
import { type HelperOptions, runHelper } from './helper.ts';
import { type Judgement, judge, notMeasured } from './judge.ts';
import { type Plan, probesOf } from './plan.ts';
import { readAnswers } from './probeAnswers.ts';
import type { Probe } from './probeScript.ts';
import type { RunningStack } from './runningStack.ts';

export interface MeasureOptions extends HelperOptions, ComposeOptions {
  readonly reporter: Reporter;
}

/** Helper containers at a time. */
const HELPERS = 8;

/** Probes of one helper: each is a process in it. */
const PROBES = 200;

/** One judgement a plan. Fails as a whole when no helper can work. */
export async function measure(
  docker: Docker,
  plans: readonly Plan[],
  stack: RunningStack,
  options: MeasureOptions,
): Promise<Outcome<readonly Judgement[]>> {
  const jobs = [...probesByNetwork(plans)].flatMap(([network, probes]) => split(network, probes));
  const outputs = new Map<string, string>();
  const failures = new Map<string, Failure>();
  let done = 0;
  await inParallel(HELPERS, jobs, async ({ network, probes }) => {
    const output = await runHelper(docker, network, probes, options);
    if (output.ok) outputs.set(network, (outputs.get(network) ?? '') + output.value);
    else failures.set(network, output.failure);
    options.reporter.progress({ subject: 'Connections', status: 'measured', done: ++done, total: jobs.length });
  });
  const fatal = [...failures.values()].find(({ kind }) => kind !== 'unexpected');
  if (fatal) return failed(fatal);
  const answers = new Map([...outputs].map(([network, output]) => [network, readAnswers(output)]));
  return success(
    plans.map((plan) => {
      if (plan.kind === 'skip') return notMeasured(plan.reason);
      const seen = answers.get(plan.network);
      return seen ? judge(plan, seen, stack) : notMeasured(failures.get(plan.network)?.message ?? '');
    }),
  );
}

/** What to try from each network namespace; nothing twice. */
function probesByNetwork(plans: readonly Plan[]): ReadonlyMap<string, readonly Probe[]> {
  const found = new Map<string, Map<string, Probe>>();
  for (const plan of plans) {
    if (plan.kind === 'skip') continue;
    const probes = found.get(plan.network) ?? new Map<string, Probe>();
    found.set(plan.network, probes);
    for (const probe of probesOf(plan)) probes.set(JSON.stringify(probe), probe);
  }
  return new Map([...found].map(([network, probes]) => [network, [...probes.values()]]));
}

function split(network: string, probes: readonly Probe[]) {
  const count = Math.max(1, Math.ceil(probes.length / PROBES));
  return Array.from({ length: count }, (_, index) => ({
    network,
    probes: probes.slice(index * PROBES, (index + 1) * PROBES),
  }));
}

/** Works on so many items at a time. */
async function inParallel<T>(limit: number, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const worker = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
}
