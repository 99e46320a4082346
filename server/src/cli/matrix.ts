import { matrix } from '../reach/trace.ts';
import { placeName, type Trace } from '../reach/verdicts.ts';
import type { Format } from './check.ts';
import { openProject, type Selection } from './openProject.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { textTable } from './textTable.ts';
import { reportUnreadable } from './unreadable.ts';

/** `bulkhead matrix FILE`: who reaches whom, as far as the files tell. */
export async function printMatrix(selection: Selection, format: Format, terminal: Terminal): Promise<ExitCode> {
  try {
    const { snapshot } = await openProject(selection);
    const traces = matrix(snapshot.project);
    terminal.out(format === 'json' ? asJson(traces) : asText(traces));
    return 0;
  } catch (error) {
    return reportUnreadable(terminal, error);
  }
}

function asJson(traces: readonly Trace[]): string {
  const flows = traces.map(({ flow, verdict, why }) => ({
    from: placeName(flow.from),
    to: placeName(flow.to),
    port: flow.port,
    protocol: flow.protocol,
    verdict,
    why,
  }));
  return `${JSON.stringify({ flows }, null, 2)}\n`;
}

function asText(traces: readonly Trace[]): string {
  const rows = traces.map(({ flow, verdict, why }) => [
    placeName(flow.from),
    placeName(flow.to),
    flow.port === null ? 'any' : `${flow.port}/${flow.protocol}`,
    verdict,
    why,
  ]);
  return textTable([['FROM', 'TO', 'PORT', 'VERDICT', 'WHY'], ...rows]);
}
