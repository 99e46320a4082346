import type { StatementResult } from '../../reach/policy.ts';
import type { Flow } from '../../reach/verdicts.ts';
import type { Measurement } from './verify.ts';

/** A statement of `x-reach` and what was measured of its flows. */
export interface MeasuredStatement {
  readonly result: StatementResult;
  /** Those that were measured. */
  readonly rows: readonly Measurement[];
  /** The first that contradicts the statement. */
  readonly contradiction?: Measurement;
  /** Null where nothing of it was measured. */
  readonly holds: boolean | null;
}

export function measuredStatements(
  results: readonly StatementResult[],
  rows: readonly Measurement[],
): readonly MeasuredStatement[] {
  const byFlow = new Map(rows.map((row) => [flowKey(row.flow), row]));
  return results.map((result): MeasuredStatement => {
    const measured = result.traces.flatMap(({ flow }) => {
      const row = byFlow.get(flowKey(flow));
      return row && row.measured !== 'not measured' ? [row] : [];
    });
    const contradiction = measured.find((row) => row.measured !== result.expected);
    const holds = measured.length === 0 ? null : contradiction === undefined;
    return { result, rows: measured, ...(contradiction ? { contradiction } : {}), holds };
  });
}

/** The same for equal flows. */
export const flowKey = ({ from, to, port, protocol }: Flow): string => JSON.stringify([from, to, port, protocol]);
