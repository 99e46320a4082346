import { type CodeAction, CodeActionKind, type Diagnostic, type Range } from 'vscode-languageserver-types';
import { toRange } from '../../text/span.ts';
import { diagnosticOf } from '../diagnostics.ts';
import { fileEditsFor, workspaceEditOf } from '../projectEdits.ts';
import type { ReportedFinding, Snapshot } from '../snapshot.ts';

// What is wrong between an Envoy file and the compose project that mounts it is told in the compose file, at the mount.
// In an Envoy file that is open it is shown as well, at the place that is meant.

/** Findings of the projects about places of this file, moved there. `beside`: the file as a part of each project. */
function findingsIn(
  beside: readonly Snapshot[],
): readonly { readonly snapshot: Snapshot; readonly finding: ReportedFinding }[] {
  return beside.flatMap((snapshot) =>
    snapshot.projectFindings.flatMap((finding) => {
      const here = finding.related?.find(({ span }) => span.anchor.uri === snapshot.uri);
      if (!here || finding.span.anchor.uri === snapshot.uri) return [];
      const others = (finding.related ?? []).filter(
        (each) => each !== here && each.span.anchor.uri !== finding.span.anchor.uri,
      );
      const related = [{ span: finding.span, message: 'The compose file that leads to this' }, ...others];
      const message = finding.message.replace(/^In `[^`]*`: (.)/, (_, first: string) => first.toUpperCase());
      return [{ snapshot, finding: { ...finding, span: here.span, message, related } }];
    }),
  );
}

export function mountedDiagnostics(beside: readonly Snapshot[], ruleLinkBase?: string): Diagnostic[] {
  const found = findingsIn(beside).map(({ snapshot, finding }) => diagnosticOf(snapshot, finding, ruleLinkBase));
  return [...new Map(found.map((each) => [JSON.stringify(each), each])).values()];
}

/** Fixes of these findings that touch the range; they may change the compose file. */
export function mountedActions(beside: readonly Snapshot[], range: Range, only?: readonly string[]): CodeAction[] {
  if (only && !only.some((kind) => CodeActionKind.QuickFix.startsWith(kind))) return [];
  return findingsIn(beside).flatMap(({ snapshot, finding }) => {
    const { start, end } = toRange(finding.span);
    const isTouched = start <= snapshot.lines.offsetAt(range.end) && end >= snapshot.lines.offsetAt(range.start);
    return (isTouched ? (finding.fixes ?? []) : []).flatMap(({ title, edits }): readonly CodeAction[] => {
      const changes = fileEditsFor(snapshot, edits);
      if (!changes) return [];
      const diagnostics = [diagnosticOf(snapshot, finding)];
      return [{ title, kind: CodeActionKind.QuickFix, diagnostics, edit: workspaceEditOf(changes) }];
    });
  });
}
