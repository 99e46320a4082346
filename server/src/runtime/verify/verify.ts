import type { Flow, Trace, Verdict } from '../../reach/verdicts.ts';
import type { Docker } from '../docker.ts';
import type { Failure } from '../failure.ts';
import { failed, type Outcome, success } from '../outcome.ts';
import { preflight } from '../preflight.ts';
import { resolveProject } from '../resolveProject.ts';
import { ensureHelperImage } from './helperImage.ts';
import type { Judgement } from './judge.ts';
import { type MeasureOptions, measure } from './measure.ts';
import { type Plan, planFlow } from './plan.ts';
import { readStack } from './readStack.ts';

/** A flow and what the file says about it; a trace is one. */
export type Prediction = Pick<Trace, 'flow' | 'verdict' | 'why'>;

/** What was predicted for a flow and what was measured. */
export interface Measurement {
  readonly flow: Flow;
  readonly predicted: Verdict;
  readonly why: string;
  readonly measured: 'open' | 'blocked' | 'not measured';
  /** What was seen, or why nothing was measured. */
  readonly detail: string;
  /** Null where there is nothing to compare: not measured, or predicted as unknown. */
  readonly agrees: boolean | null;
}

export interface Verification {
  readonly project: string;
  /** In the order of the predictions. */
  readonly rows: readonly Measurement[];
}

/** A slow machine gets so many times the timeout before its silence contradicts a prediction. */
const PATIENCE = 4;

/**
 * Measures by real TCP connections, from inside the network namespace of every service, whether the running stack is
 * as the file says. Only the stack's containers and the engine's machine are contacted. One helper container a source;
 * all are gone at the end. Never rejects.
 */
export async function verify(
  docker: Docker,
  files: readonly string[],
  predicted: readonly Prediction[],
  options: MeasureOptions,
): Promise<Outcome<Verification>> {
  const { image, reporter, signal } = options;
  if (!/^[A-Za-z0-9]/.test(image)) return failed(notAnImage(image));
  const facts = await preflight(docker, signal);
  if (!facts.ok) return facts;
  const project = await resolveProject(docker, files, options);
  if (!project.ok) return project;
  const stack = await readStack(docker, project.value, signal);
  if (!stack.ok) return stack;
  const plans = predicted.map(({ flow }) => planFlow(flow, stack.value));
  if (plans.some(({ kind }) => kind !== 'skip')) {
    const ready = await ensureHelperImage(docker, image, reporter, signal);
    if (!ready.ok) return ready;
  }
  const first = await measure(docker, plans, stack.value, options);
  if (!first.ok) return first;

  const isDoubtful = (index: number): boolean =>
    predicted[index]?.verdict === 'open' && first.value[index]?.onlySilence === true;
  const again = plans.map((plan, index): Plan => (isDoubtful(index) ? plan : { kind: 'skip', reason: '' }));
  const second = await measure(docker, again, stack.value, { ...options, timeout: options.timeout * PATIENCE });
  if (!second.ok) return second;

  const rows = predicted.flatMap((prediction, index) => {
    const judgement = (isDoubtful(index) ? second : first).value[index];
    return judgement ? [compare(prediction, judgement)] : [];
  });
  return success({ project: project.value.name, rows });
}

function compare({ flow, verdict, why }: Prediction, { measured, detail }: Judgement): Measurement {
  const comparable = measured !== 'not measured' && verdict !== 'unknown';
  return { flow, predicted: verdict, why, measured, detail, agrees: comparable ? measured === verdict : null };
}

function notAnImage(image: string): Failure {
  return {
    kind: 'unusable-helper',
    message: `"${image}" is no name of an image.`,
    advice: 'Set bulkhead.probe.image to an image with sh, nc and nslookup, such as busybox.',
    output: '',
  };
}
