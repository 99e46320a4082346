import * as vscode from 'vscode';
import type { StatementAnswer, StatementFlow, TraceHop } from '../../../server/src/features/trace/traceAnswer.ts';
import { type Flow, placeName } from '../../../server/src/reach/verdicts.ts';

/** How one statement came out; `actual` in words. */
export interface StatementOutcome {
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly actual: string;
  /** The flow that decides, with its trace. */
  readonly deciding?: StatementFlow;
}

/** Puts an outcome into the run: a failure shows what is wanted, what is so, and the trace with the line of each step. */
export function report(
  run: vscode.TestRun,
  item: vscode.TestItem,
  { words }: StatementAnswer,
  { outcome, actual, deciding }: StatementOutcome,
): void {
  const location = item.uri && item.range ? new vscode.Location(item.uri, item.range) : undefined;
  // output with a place is shown beside the line, where what is as wanted would only be in the way
  const place = outcome === 'passed' ? undefined : location;
  const say = (text: string): void => run.appendOutput(`${text.replace(/\r?\n/g, '\r\n')}\r\n`, place, item);
  say(`${marks[outcome]} ${item.label}: ${actual}`);
  for (const note of words.notes) say(`  ${note}`);
  if (outcome === 'passed') run.passed(item);
  else if (outcome === 'skipped') run.skipped(item);
  else {
    const hops = deciding?.hops ?? [];
    const trace = hops.map((hop, index) => `${index + 1}. ${where(hop)}${hop.text}`).join('\n');
    if (trace !== '') say(trace);
    run.failed(item, failureMessage(words.expected, actual, trace, hops, location));
  }
}

function failureMessage(
  expected: string,
  actual: string,
  trace: string,
  hops: readonly TraceHop[],
  location: vscode.Location | undefined,
): vscode.TestMessage {
  const message = vscode.TestMessage.diff(
    trace === '' ? actual : `${actual}\n\n${trace}`,
    expected,
    trace === '' ? actual : `${actual}\n\nTrace:\n${trace}`,
  );
  if (location) message.location = location;
  // the step that decides on top, as the innermost call of a stack trace
  message.stackTrace = hops.toReversed().map(frameOf);
  return message;
}

const marks = { passed: '✓', failed: '✗', skipped: '-' } as const;

function where({ place }: TraceHop): string {
  if (!place) return '';
  return `${vscode.workspace.asRelativePath(vscode.Uri.parse(place.uri, true))}:${place.range.start.line + 1}: `;
}

function frameOf({ text, place }: TraceHop): vscode.TestMessageStackFrame {
  if (!place) return new vscode.TestMessageStackFrame(text);
  const { line, character } = place.range.start;
  return new vscode.TestMessageStackFrame(
    text,
    vscode.Uri.parse(place.uri, true),
    new vscode.Position(line, character),
  );
}

/** `web -> db:5432`. */
export function flowWords({ from, to, port, protocol }: Flow): string {
  const onPort = port === null ? '' : `:${port}${protocol === 'tcp' ? '' : `/${protocol}`}`;
  return `${placeName(from)} -> ${placeName(to)}${onPort}`;
}
