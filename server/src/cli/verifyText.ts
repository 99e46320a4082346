import { placeName } from '../reach/verdicts.ts';
import type { Measurement, Verification } from '../runtime/verify/verify.ts';
import { textTable } from './textTable.ts';

/** The result of a verification as a table: disagreements first, what could not be compared last. */
export function verifyText(verification: Verification): string {
  const ordered = [false, true, null].flatMap((kind) => verification.rows.filter(({ agrees }) => agrees === kind));
  const head = ['', 'FROM', 'TO', 'PORT', 'PREDICTED', 'MEASURED', 'WHAT WAS SEEN'];
  return `${verifySummary(verification)}\n\n${textTable([head, ...ordered.map(cells)])}`;
}

/** `shop: 12 of 12 as predicted.`, and how much was not measured. */
export function verifySummary({ project, rows }: Verification): string {
  const compared = rows.filter(({ agrees }) => agrees !== null);
  const agreed = compared.filter(({ agrees }) => agrees === true);
  const open = rows.length - compared.length;
  const rest = open === 0 ? '' : ` ${open} could not be compared.`;
  return compared.length === 0
    ? `${project}: nothing could be compared.`
    : `${project}: ${agreed.length} of ${compared.length} as predicted.${rest}`;
}

function cells({ flow, predicted, measured, detail, agrees }: Measurement): string[] {
  const mark = agrees === null ? '-' : agrees ? '✓' : '✗';
  const port = flow.port === null ? 'any' : `${flow.port}/${flow.protocol}`;
  return [mark, placeName(flow.from), placeName(flow.to), port, predicted, measured, detail];
}
