import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Docker } from '../runtime/docker.ts';
import { type Drift, readDrift } from '../runtime/drift/readDrift.ts';
import { describeFailure } from '../runtime/failure.ts';
import { indexLines } from '../text/lineIndex.ts';
import { toRange } from '../text/span.ts';
import type { Format } from './check.ts';
import { openProject, type Selection } from './openProject.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { reportUnreadable } from './unreadable.ts';

/** `bulkhead drift FILE`: in what the running stack is not as the files say; 1 when there is something. */
export async function printDrift(
  docker: Docker,
  selection: Selection,
  format: Format,
  terminal: Terminal,
): Promise<ExitCode> {
  try {
    const { files } = await openProject(selection);
    const drift = await readDrift(docker, files, { signal: terminal.signal, profiles: selection.profiles });
    if (!drift.ok) {
      terminal.err(`bulkhead: ${describeFailure(drift.failure)}\n`);
      return 2;
    }
    const rows = rowsOf(drift.value);
    if (format === 'json') terminal.out(`${JSON.stringify({ up: drift.value.isUp, differences: rows }, null, 2)}\n`);
    else if (!drift.value.isUp) terminal.out('Nothing of this project is in the engine.\n');
    else if (rows.length === 0) terminal.out('What runs is as the files say.\n');
    else terminal.out(rows.map(({ file, line, message }) => `${file ? `${file}:${line}: ` : ''}${message}\n`).join(''));
    return rows.length === 0 ? 0 : 1;
  } catch (error) {
    return reportUnreadable(terminal, error);
  }
}

interface Row {
  readonly kind: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
}

function rowsOf({ differences, sources }: Drift): readonly Row[] {
  return differences.map(({ kind, message, span }): Row => {
    const plain = message.replaceAll('`', '');
    if (!span) return { kind, message: plain };
    const { uri } = span.anchor;
    const line = indexLines(sources.text(uri)).positionAt(toRange(span).start).line + 1;
    return { kind, message: plain, file: path.relative('.', fileURLToPath(uri)), line };
  });
}
