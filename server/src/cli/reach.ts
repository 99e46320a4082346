import { junitText, type ReportCase } from './junit.ts';
import { openProject, type Selection } from './openProject.ts';
import { reachCases } from './reachCases.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { reportUnreadable } from './unreadable.ts';

export type ReportFormat = 'text' | 'json' | 'junit';

/** `bulkhead reach FILE`: 1 when a statement of `x-reach` does not hold, 2 when the file states none or cannot be read. */
export async function printReach(selection: Selection, format: ReportFormat, terminal: Terminal): Promise<ExitCode> {
  try {
    const { snapshot, files } = await openProject(selection);
    const cases = reachCases(snapshot);
    if (cases.length === 0) {
      terminal.err(`bulkhead: ${files.join(', ')} states no intent under x-reach\n`);
      return 2;
    }
    terminal.out(reportText(snapshot.project.name.value, cases, format));
    return cases.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
  } catch (error) {
    return reportUnreadable(terminal, error);
  }
}

export function reportText(project: string, cases: readonly ReportCase[], format: ReportFormat): string {
  if (format === 'junit') return junitText(`${project} x-reach`, cases);
  if (format === 'json') return `${JSON.stringify({ project, statements: cases }, null, 2)}\n`;
  const marks = { passed: '✓', failed: '✗', skipped: '?' } as const;
  const lines = cases.flatMap(({ name, outcome, message, details }) => [
    `${marks[outcome]} ${name}`,
    ...(outcome === 'failed' ? details : outcome === 'skipped' ? [message] : []).map((line) => `    ${line}`),
  ]);
  const count = (outcome: ReportCase['outcome']): number => cases.filter((each) => each.outcome === outcome).length;
  return `${lines.join('\n')}\n${project}: ${count('passed')} hold, ${count('failed')} do not, ${count('skipped')} not known\n`;
}
