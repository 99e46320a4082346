import { type CodeAction, CodeActionKind, type Position, type Range, type TextEdit } from 'vscode-languageserver-types';
import type { Edit } from '../text/edit.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import { type Span, toRange } from '../text/span.ts';
import { diagnosticOf } from './diagnostics.ts';
import type { DialectFinding, DialectSnapshot } from './dialectFindings.ts';
import { offsetPlace, type Places } from './lspPlace.ts';

// A selection over a large file touches thousands of findings; nobody reads a menu of more than these.
const mostFindings = 40;

/** More in one step would hold up the keystroke on which they are offered; what is over waits for the next time. */
export const mostFixes = 100;

/** The findings whose text the range touches, the first of very many. */
export function findingsTouching<Found extends { readonly span: Span }>(
  { lines, findings }: { readonly lines: LineIndex; readonly findings: readonly Found[] },
  range: Range,
): readonly Found[] {
  const start = lines.offsetAt(range.start);
  const end = lines.offsetAt(range.end);
  return findings
    .filter(({ span }) => {
      const place = toRange(span);
      return place.start <= end && place.end >= start;
    })
    .slice(0, mostFindings);
}

/** Each rule's page once. */
export function explainActions(findings: readonly { readonly rule: { readonly id: string } }[]): readonly CodeAction[] {
  return [...new Set(findings.map(({ rule }) => rule.id))].map((id) => {
    const title = `Explain ${id}`;
    return {
      title,
      kind: CodeActionKind.QuickFix,
      command: { title, command: 'bulkhead.explainRule', arguments: [id] },
    };
  });
}

/** The kind of the action that makes all safe fixes of a file. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.bulkhead`;

export const fixAllTitle = (count: number): string =>
  count === 1 ? 'Fix the safe problem in this file' : `Fix all safe problems in this file (${count})`;

/** How the edits of a finding's fix are written in its file; none when that cannot be done. */
export type ChangesFor<Found> = (edits: readonly Edit[], finding: Found) => readonly TextEdit[];

/** Whether an editor that asks for these kinds only wants one of this kind. */
export const isWanted = (only: readonly string[] | undefined, kind: string): boolean =>
  !only || only.some((each) => kind === each || kind.startsWith(`${each}.`));

/**
 * For a file that stands alone: fixes of the findings that touch the range, all safe fixes of the file where one of
 * them is safe or an editor asks for the kind, and the pages of the rules.
 */
export function dialectActions<Found extends DialectFinding>(
  snapshot: DialectSnapshot<Found>,
  range: Range,
  only: readonly string[] | undefined,
  changesFor: ChangesFor<Found>,
): CodeAction[] {
  const touched = findingsTouching(snapshot, range);
  const isSafe = touched.some(({ fixes }) => fixes?.[0]?.safety === 'safe');
  const isAsked = only?.some((kind) => fixAllKind.startsWith(kind)) === true;
  const all = isSafe || isAsked ? fixAllAction(snapshot, changesFor) : undefined;
  const quickFixes = isWanted(only, CodeActionKind.QuickFix)
    ? [
        ...touched.flatMap((finding) => fixActions(snapshot, finding, changesFor)),
        ...(isSafe && all ? [{ ...all, kind: CodeActionKind.QuickFix }] : []),
        ...explainActions(touched),
      ]
    : [];
  return [...quickFixes, ...(all && isWanted(only, fixAllKind) ? [all] : [])];
}

/** The fix that every finding prefers, where it is safe. Those that meet in one place wait for the next time. */
function fixAllAction<Found extends DialectFinding>(
  snapshot: DialectSnapshot<Found>,
  changesFor: ChangesFor<Found>,
): CodeAction | undefined {
  const taken: TextEdit[] = [];
  let count = 0;
  for (const finding of snapshot.findings) {
    const [preferred] = finding.fixes ?? [];
    const changes = preferred?.safety === 'safe' ? changesFor(preferred.edits, finding) : [];
    if (changes.length === 0 || changes.some((change) => taken.some((other) => meet(change.range, other.range))))
      continue;
    taken.push(...changes);
    if (++count >= mostFixes) break;
  }
  if (count === 0) return undefined;
  return { title: fixAllTitle(count), kind: fixAllKind, edit: { changes: { [snapshot.uri]: taken } } };
}

function meet(a: Range, b: Range): boolean {
  const isBefore = (first: Position, second: Position): boolean =>
    first.line < second.line || (first.line === second.line && first.character < second.character);
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function fixActions<Found extends DialectFinding>(
  snapshot: DialectSnapshot<Found>,
  finding: Found,
  changesFor: ChangesFor<Found>,
): readonly CodeAction[] {
  return (finding.fixes ?? []).flatMap(({ title, safety, edits }, index): readonly CodeAction[] => {
    const changes = changesFor(edits, finding);
    if (changes.length === 0) return [];
    return [
      {
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnosticOf(snapshot, finding)],
        edit: { changes: { [snapshot.uri]: [...changes] } },
        isPreferred: index === 0 && safety === 'safe',
      },
    ];
  });
}

/** Replacements in the file itself; a fix that would change paths has no meaning in a file without them. */
export const replacements = (snapshot: Places, edits: readonly Edit[]): readonly TextEdit[] =>
  edits.flatMap((edit) =>
    edit.kind === 'replace' ? [{ range: offsetPlace(snapshot, toRange(edit.span)), newText: edit.newText }] : [],
  );
