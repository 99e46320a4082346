import { describeStatement } from '../features/describe/statement.ts';
import type { Snapshot } from '../features/snapshot.ts';
import { flowText } from '../rules/intent.ts';
import type { MeasuredStatement } from '../runtime/verify/measuredStatements.ts';
import type { Measurement } from '../runtime/verify/verify.ts';
import type { ReportCase } from './junit.ts';
import { placeOf } from './reachCases.ts';

/** One case for each statement, by what was measured of it; skipped where nothing was. */
export function measuredCases(snapshot: Snapshot, statements: readonly MeasuredStatement[]): readonly ReportCase[] {
  return statements.map(({ result, rows, contradiction, holds }): ReportCase => {
    const { title, expected, actual } = describeStatement(snapshot.project, result);
    const place = placeOf(snapshot, result.statement.span);
    const message = contradiction
      ? `${inWords(contradiction)}.`
      : holds === null
        ? `Nothing of it could be measured. Predicted: ${actual}`
        : `Measured as intended (${rows.length} ${rows.length === 1 ? 'connection' : 'connections'}).`;
    return {
      name: title,
      ...place,
      outcome: holds === null ? 'skipped' : holds ? 'passed' : 'failed',
      message,
      details: [
        `Expected: ${expected}`,
        ...rows.filter(({ measured }) => measured !== result.expected).map((row) => `Measured: ${inWords(row)}.`),
        `Predicted: ${actual}`,
      ],
    };
  });
}

/** One case for each flow, by whether it is as predicted. */
export function rowCases(rows: readonly Measurement[]): readonly ReportCase[] {
  return rows.map((row): ReportCase => {
    const { agrees, predicted, why } = row;
    return {
      name: flowText(row.flow),
      outcome: agrees === null ? 'skipped' : agrees ? 'passed' : 'failed',
      message: `${inWords(row)}; predicted: ${predicted}.`,
      details: [`Expected: ${predicted}. ${why}`, `Measured: ${inWords(row)}.`],
    };
  });
}

function inWords({ flow, measured, detail }: Measurement): string {
  return `${flowText(flow)} is ${measured}${detail === '' ? '' : ` (${detail})`}`;
}
