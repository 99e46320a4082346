import type { ReportedFinding, Snapshot } from '../features/snapshot.ts';
import type { Severity } from '../rules/rule.ts';
import { findComposeFiles } from '../runtime/findComposeFiles.ts';
import { toRange } from '../text/span.ts';
import { analyzeFile } from './analyzeFile.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { reportUnreadable } from './unreadable.ts';

export type Format = 'text' | 'json';

/** A finding of `check --format json`; lines and columns count from 1, the end is exclusive. */
interface CheckedFinding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Severity;
  readonly rule: string;
  readonly message: string;
}

/** `bulkhead check PATH…`: 1 when a file has an error, 2 when a file cannot be read or there is none. */
export async function check(paths: readonly string[], format: Format, terminal: Terminal): Promise<ExitCode> {
  const files = await findComposeFiles(paths).catch((error: unknown) => reportUnreadable(terminal, error));
  if (typeof files === 'number') return files;
  if (files.length === 0) {
    terminal.err(`bulkhead: no compose file in ${paths.join(', ')}\n`);
    return 2;
  }
  let code: ExitCode = 0;
  const findings: CheckedFinding[] = [];
  for (const file of files) {
    try {
      findings.push(...findingsOf(file, await analyzeFile(file)));
    } catch (error) {
      code = reportUnreadable(terminal, error);
    }
  }
  terminal.out(format === 'json' ? `${JSON.stringify(findings, null, 2)}\n` : asText(findings, files.length));
  return code === 0 && findings.some(({ severity }) => severity === 'error') ? 1 : code;
}

function findingsOf(file: string, snapshot: Snapshot): CheckedFinding[] {
  return snapshot.findings.map((finding) => ({
    file,
    ...placeOf(snapshot, finding),
    severity: finding.severity,
    rule: finding.rule.id,
    message: finding.message,
  }));
}

function placeOf({ lines }: Snapshot, { span }: ReportedFinding) {
  const range = toRange(span);
  const start = lines.positionAt(range.start);
  const end = lines.positionAt(range.end);
  return { line: start.line + 1, column: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}

function asText(findings: readonly CheckedFinding[], files: number): string {
  const lines = findings.map(
    ({ file, line, column, severity, message, rule }) =>
      `${file}:${line}:${column}: ${severity}: ${message} [${rule}]\n`,
  );
  const count = (severity: Severity): string => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    return `${number} ${severity}${number === 1 || severity === 'information' ? '' : 's'}`;
  };
  const counts = (['error', 'warning', 'information', 'hint'] as const).map(count).join(', ');
  return `${lines.join('')}${files} ${files === 1 ? 'file' : 'files'}: ${counts}\n`;
}
