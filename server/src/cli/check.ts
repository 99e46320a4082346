import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isCniName } from '../cni/recognize.ts';
import { isComposeFile } from '../compose/names.ts';
import { isEnvoyName } from '../envoy/recognize.ts';
import type { CniSnapshot } from '../features/cni/cniSnapshot.ts';
import type { EnvoySnapshot } from '../features/envoy/envoySnapshot.ts';
import type { FileText, ReportedFinding, Snapshot } from '../features/snapshot.ts';
import type { Project } from '../model/project.ts';
import type { Severity } from '../rules/rule.ts';
import { findComposeFiles } from '../runtime/findComposeFiles.ts';
import { toRange } from '../text/span.ts';
import { openCnis } from './openCnis.ts';
import { openEnvoys } from './openEnvoys.ts';
import { openFiles } from './openFiles.ts';
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

/** What is checked: files and folders, or the files of one project. */
export type Checked = { readonly paths: readonly string[] } | { readonly files: readonly string[] };

/**
 * `bulkhead check PATH…`: 1 when there is an error, 2 when a file cannot be read or there is none. Files of one project
 * are judged together. What is wrong in a file that was not named is told with the project's main file.
 */
export async function check(checked: Checked, format: Format, terminal: Terminal): Promise<ExitCode> {
  const found =
    'files' in checked
      ? checked.files
      : await findComposeFiles(checked.paths, isChecked).catch((error: unknown) => reportUnreadable(terminal, error));
  if (typeof found === 'number') return found;
  if (found.length === 0 && 'paths' in checked) {
    terminal.err(`bulkhead: no compose, Envoy or CNI file in ${checked.paths.join(', ')}\n`);
    return 2;
  }
  const envoys = 'files' in checked ? new Map<string, EnvoySnapshot>() : await openEnvoys(found);
  const projects: Project[] = [];
  const cnis = 'files' in checked ? new Map<string, CniSnapshot>() : await openCnis(found, () => projects);
  const { documents, uris, failures } = await openFiles(
    found.filter((file) => !envoys.has(file) && !cnis.has(file)),
    'files' in checked,
  );
  let code: ExitCode = 0;
  for (const error of failures) code = reportUnreadable(terminal, error);
  const snapshots = [...uris.values()].flatMap((uri) => documents.snapshot(uri) ?? []);
  projects.push(...new Set(snapshots.map(({ project }) => project)));
  const shown = new Map([...uris].map(([file, uri]) => [uri, file]));
  for (const { project } of snapshots) {
    if (!shown.has(project.uri)) continue;
    for (const { uri } of project.files) if (!shown.has(uri)) shown.set(uri, fromHere(uri));
  }
  const findings = [...findingsIn(snapshots, shown), ...[...envoys, ...cnis].flatMap(otherFindings)];
  const count = shown.size + envoys.size + cnis.size;
  terminal.out(format === 'json' ? `${JSON.stringify(findings, null, 2)}\n` : asText(findings, count));
  return code === 0 && findings.some(({ severity }) => severity === 'error') ? 1 : code;
}

const isChecked = (name: string): boolean => isComposeFile(name) || isEnvoyName(name) || isCniName(name);

/** Each finding once, by file and place; `shown` has the files that are told about, as they are to be called. */
function findingsIn(snapshots: readonly Snapshot[], shown: ReadonlyMap<string, string>): readonly CheckedFinding[] {
  const found = new Map<string, CheckedFinding>();
  for (const snapshot of new Map(snapshots.map((each) => [each.project, each])).values()) {
    for (const finding of snapshot.projectFindings) {
      const { uri } = finding.span.anchor;
      const file = shown.get(uri);
      const text = snapshot.fileOf(uri);
      if (file === undefined || !text) continue;
      const told = {
        file,
        ...placeOf(text, finding),
        severity: finding.severity,
        rule: finding.rule.id,
        message: finding.message,
      };
      found.set(JSON.stringify(told), told);
    }
  }
  const order = [...shown.values()];
  return [...found.values()].sort(
    (a, b) => order.indexOf(a.file) - order.indexOf(b.file) || a.line - b.line || a.column - b.column,
  );
}

function otherFindings([file, { lines, findings }]: readonly [
  string,
  EnvoySnapshot | CniSnapshot,
]): readonly CheckedFinding[] {
  return findings.map((finding) => ({
    file,
    ...placeOf({ lines }, finding),
    severity: finding.severity,
    rule: finding.rule.id,
    message: finding.message,
  }));
}

/** A file's path as one in the working folder would write it. */
function fromHere(uri: string): string {
  const file = fileURLToPath(uri);
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') || path.isAbsolute(relative) ? file : relative;
}

function placeOf({ lines }: Pick<FileText, 'lines'>, { span }: Pick<ReportedFinding, 'span'>) {
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
