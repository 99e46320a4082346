import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import { trace } from '../../reach/trace.ts';
import { placeName } from '../../reach/verdicts.ts';
import { toRange } from '../../text/span.ts';
import type { ReportedFinding, Snapshot } from '../snapshot.ts';
import { flowAt } from './flowAt.ts';

/** "Why can't `api` reach `db`?" for findings at a place that speaks of a way that is closed; each way once. */
export function whyActions(snapshot: Snapshot, findings: readonly ReportedFinding[]): readonly CodeAction[] {
  const actions = new Map<string, CodeAction>();
  for (const { rule, span } of findings) {
    const { from, to, port = null, protocol = 'tcp' } = flowAt(snapshot, toRange(span).start);
    if (!from || !to) continue;
    const isClosed = trace(snapshot.project, { from, to, port, protocol }).verdict === 'blocked';
    if (!isClosed && rule.id !== 'unreachable-reference') continue;
    const title = `Why can't \`${placeName(from)}\` reach \`${placeName(to)}\`?`;
    const command = { title, command: 'bulkhead.whyBlocked', arguments: [snapshot.uri, { from, to, port, protocol }] };
    if (!actions.has(title)) actions.set(title, { title, kind: CodeActionKind.QuickFix, command });
  }
  return [...actions.values()];
}
