import * as vscode from 'vscode';
import { shapeRules } from '../../../server/src/features/shapeRules.ts';
import { isEchoed } from './isEchoed.ts';
import { hasNeighbours, jsonRules, rulesOfNeighbours } from './neighbours.ts';

/** For how long a finding leaves its place to a neighbour that says nothing, in milliseconds. The slowest answers after 1,500. */
const patience = 3_000;

/** Replaces what is shown for a file. */
type Show = (uri: vscode.Uri, shown: vscode.Diagnostic[]) => void;

interface FileFindings {
  readonly uri: vscode.Uri;
  readonly show: Show;
  /** Everything that the server found. */
  readonly found: readonly vscode.Diagnostic[];
  shown: readonly vscode.Diagnostic[];
  /** Findings that no neighbour has reported in time; each by its rule and message, because its place moves. */
  readonly overdue: Set<string>;
  timer?: NodeJS.Timeout;
}

/**
 * Shows the findings of the server without those that another extension reports. With `bulkhead.diagnostics.schema` at
 * `auto`, faults of YAML, JSON and schema are left to a neighbour that is expected to report them, and shown after all when it
 * does not. Their quick fixes stay, because the server offers them by place.
 */
export function registerStepBack(
  context: vscode.ExtensionContext,
): (uri: vscode.Uri, found: readonly vscode.Diagnostic[], show: Show) => void {
  const files = new Map<string, FileFindings>();
  const judgeAnew = () => {
    for (const file of files.values()) {
      file.overdue.clear();
      stopWaiting(file);
      refresh(file);
    }
  };
  context.subscriptions.push(
    vscode.extensions.onDidChange(judgeAnew),
    vscode.workspace.onDidChangeConfiguration(judgeAnew),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      for (const uri of uris) {
        const file = files.get(uri.toString());
        if (file) refresh(file);
      }
    }),
    { dispose: () => files.forEach(stopWaiting) },
  );
  return (uri, found, show) => {
    const key = uri.toString();
    const known = files.get(key);
    if (known) stopWaiting(known);
    const identities = new Set(found.map(identity));
    const overdue = new Set([...(known?.overdue ?? [])].filter((each) => identities.has(each)));
    const file: FileFindings = { uri, show, found, shown: [], overdue };
    if (found.length > 0) files.set(key, file);
    else files.delete(key);
    file.shown = shownOf(file);
    show(uri, [...file.shown]);
  };
}

function refresh(file: FileFindings): void {
  const shown = shownOf(file);
  if (shown.length === file.shown.length && shown.every((each, index) => each === file.shown[index])) return;
  file.shown = shown;
  file.show(file.uri, [...shown]);
}

/** The findings that nobody else reports; begins to wait where a neighbour is still expected to. */
function shownOf(file: FileFindings): readonly vscode.Diagnostic[] {
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.uri.toString());
  const setting = vscode.workspace.getConfiguration('bulkhead', file.uri).get('diagnostics.schema');
  if (!document || setting !== 'auto' || !hasNeighbours(document)) return file.found;
  const expected = rulesOfNeighbours(document);
  const others = vscode.languages.getDiagnostics(file.uri).filter(({ source }) => source !== 'bulkhead');
  const waiting: string[] = [];
  const shown = file.found.filter((finding) => {
    const rule = ruleOf(finding);
    if (!shapeRules.has(rule) && !jsonRules.has(rule)) return true;
    if (isEchoed(rule, finding, others)) {
      file.overdue.delete(identity(finding));
      return false;
    }
    if (!expected.has(rule) || file.overdue.has(identity(finding))) return true;
    waiting.push(identity(finding));
    return false;
  });
  if (waiting.length === 0) stopWaiting(file);
  else file.timer ??= setTimeout(() => giveUpWaiting(file, waiting), patience);
  return shown;
}

function giveUpWaiting(file: FileFindings, waiting: readonly string[]): void {
  stopWaiting(file);
  for (const each of waiting) file.overdue.add(each);
  refresh(file);
}

function stopWaiting(file: FileFindings): void {
  clearTimeout(file.timer);
  delete file.timer;
}

function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

const identity = (finding: vscode.Diagnostic): string => `${ruleOf(finding)} ${finding.message}`;
