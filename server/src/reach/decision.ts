import type { Span } from '../text/span.ts';
import type { Flow, Step, Trace, Verdict } from './verdicts.ts';

/** A verdict with its reason; the last step says what decides. */
export interface Decision {
  readonly verdict: Verdict;
  /** One sentence. */
  readonly why: string;
  readonly reason: string;
  /** The line that decides. */
  readonly span?: Span;
  /** What leads to the decision. */
  readonly steps: readonly Step[];
}

export function decision(
  verdict: Verdict,
  reason: string,
  why: string,
  span?: Span,
  steps: readonly Step[] = [],
): Decision {
  return { verdict, reason, why, steps, ...(span ? { span } : {}) };
}

export function step(reason: string, text: string, span?: Span): Step {
  return { reason, text, ...(span ? { span } : {}) };
}

export function answer(flow: Flow, decided: Decision): Trace {
  const last = step(decided.reason, decided.why, decided.span);
  return { flow, verdict: decided.verdict, why: decided.why, steps: [...decided.steps, last] };
}

/** The best of several ways: open wins, then unknown; among equals the first. Undefined when there is no way. */
export function bestOf(ways: readonly Decision[]): Decision | undefined {
  return ways.find((way) => way.verdict === 'open') ?? ways.find((way) => way.verdict === 'unknown') ?? ways[0];
}
