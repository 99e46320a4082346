import { escapeXml } from '../diagram/xml.ts';

/** One case of a test report. */
export interface ReportCase {
  readonly name: string;
  /** Where it stands; absent for what stands nowhere. `line` counts from 1. */
  readonly file?: string;
  readonly line?: number;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** One sentence; of a case that passed too. */
  readonly message: string;
  /** Expected, actual and how it comes about, one fact a line. */
  readonly details: readonly string[];
}

/** The cases as JUnit XML, which CI systems and test views read. */
export function junitText(suite: string, cases: readonly ReportCase[]): string {
  const of = (outcome: ReportCase['outcome']): number => cases.filter((each) => each.outcome === outcome).length;
  const counts = `tests="${cases.length}" failures="${of('failed')}" errors="0" skipped="${of('skipped')}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${escapeXml(suite)}" ${counts}>`,
    ...cases.map((each) => caseText(suite, each)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseText(suite: string, { name, file, line, outcome, message, details }: ReportCase): string {
  const place = file === undefined ? '' : ` file="${escapeXml(file)}"${line === undefined ? '' : ` line="${line}"`}`;
  const start = `    <testcase classname="${escapeXml(suite)}" name="${escapeXml(name)}"${place}`;
  const text = `message="${escapeXml(message)}"`;
  if (outcome === 'skipped') return `${start}>\n      <skipped ${text}/>\n    </testcase>`;
  if (outcome === 'passed') return `${start}/>`;
  return `${start}>\n      <failure ${text}>${details.map(escapeXml).join('\n')}</failure>\n    </testcase>`;
}
