import { type CodeAction, CodeActionKind, type Range } from 'vscode-languageserver-types';
import type { Fix } from '../rules/rule.ts';
import { toRange } from '../text/span.ts';
import type { YamlNode } from '../text/yamlNode.ts';
import { diagnosticOf } from './diagnostics.ts';
import { explainActions, findingsTouching, fixAllKind, fixAllTitle, isWanted, mostFixes } from './findingActions.ts';
import { fileEditsFor, workspaceEditOf } from './projectEdits.ts';
import type { Refactoring } from './refactor/refactoring.ts';
import { refactorings } from './refactor/refactorings.ts';
import type { ReportedFinding, Snapshot } from './snapshot.ts';
import { whyActions } from './trace/whyActions.ts';

/**
 * What can be done about the findings that touch the range: the preferred safe fix first, then the others, all safe
 * fixes of the file, the rule's page, and a comment that allows it; behind them the refactorings of the place. `only`
 * holds the kinds that are wanted. With `editsLater` refactorings have no edit yet: see `resolveCodeAction`.
 */
export function codeActions(
  snapshot: Snapshot,
  range: Range,
  only?: readonly string[],
  editsLater = false,
): CodeAction[] {
  const wanted = (kind: string): boolean => isWanted(only, kind);
  const start = snapshot.lines.offsetAt(range.start);
  const end = snapshot.lines.offsetAt(range.end);
  const touched = findingsTouching(snapshot, range);
  const isFixable = touched.some((finding) => finding.fixes?.[0]?.safety === 'safe');
  const fixAll = isFixable || only?.some((kind) => fixAllKind.startsWith(kind)) ? fixAllAction(snapshot) : undefined;
  return [
    ...(wanted(CodeActionKind.QuickFix)
      ? [
          ...touched
            .flatMap((finding) => fixActions(snapshot, finding))
            .sort((a, b) => Number(b.isPreferred) - Number(a.isPreferred)),
          ...(isFixable && fixAll ? [{ ...fixAll, kind: CodeActionKind.QuickFix }] : []),
          ...whyActions(snapshot, touched),
          ...explainActions(touched),
          ...touched.flatMap((finding) => allowAction(snapshot, finding)),
        ]
      : []),
    ...(wanted(fixAllKind) && fixAll ? [fixAll] : []),
    ...(!only || only.some((kind) => kind.startsWith(CodeActionKind.Refactor))
      ? refactorings(snapshot, { start, end })
          .filter(({ kind }) => wanted(kind))
          .flatMap((each) => refactorAction(snapshot, range, each, editsLater))
      : []),
  ];
}

/** What a refactoring without its edit keeps until it is chosen. */
interface ActionData {
  readonly uri: string;
  readonly version: number;
  readonly range: Range;
}

function refactorAction(
  snapshot: Snapshot,
  range: Range,
  { title, kind, changes }: Refactoring,
  editsLater: boolean,
): readonly CodeAction[] {
  const { uri, version } = snapshot;
  const data: ActionData = { uri, version, range };
  if (editsLater) return [{ title, kind, data }];
  const made = changes();
  return made.length > 0 ? [{ title, kind, edit: workspaceEditOf([{ file: snapshot, edits: made }]) }] : [];
}

/** Gives a refactoring its edit, unless the file has changed since it was offered. */
export function resolveCodeAction(snapshot: Snapshot, action: CodeAction): CodeAction {
  const { version, range }: Partial<ActionData> = action.data ?? {};
  if (!range || version !== snapshot.version) return action;
  const place = { start: snapshot.lines.offsetAt(range.start), end: snapshot.lines.offsetAt(range.end) };
  const chosen = refactorings(snapshot, place).find(({ title }) => title === action.title);
  return chosen ? { ...action, edit: workspaceEditOf([{ file: snapshot, edits: chosen.changes() }]) } : action;
}

function fixActions(snapshot: Snapshot, finding: ReportedFinding): CodeAction[] {
  const actions = (finding.fixes ?? []).flatMap((fix): CodeAction[] => {
    const changes = fileEditsFor(snapshot, fix.edits);
    return changes
      ? [
          {
            title: fix.title,
            kind: CodeActionKind.QuickFix,
            diagnostics: [diagnosticOf(snapshot, finding)],
            edit: workspaceEditOf(changes),
            isPreferred: fix.safety === 'safe',
          },
        ]
      : [];
  });
  // Only one fix of a finding can be the preferred one.
  const preferred = actions.findIndex((action) => action.isPreferred);
  return actions.map((action, index) => ({ ...action, isPreferred: index === preferred }));
}

/** The fix that every finding prefers, where it is safe, as far as they can be made together. */
function fixAllAction(snapshot: Snapshot): CodeAction | undefined {
  const fixes = snapshot.findings
    .flatMap((finding): Fix[] => {
      const preferred = finding.fixes?.[0];
      return preferred?.safety === 'safe' ? [preferred] : [];
    })
    .slice(0, mostFixes);
  if (fixes.length === 0) return undefined;
  const together = fixesTogether(snapshot, fixes);
  const changes = fileEditsFor(
    snapshot,
    together.flatMap((fix) => fix.edits),
  );
  if (!changes) return undefined;
  return { title: fixAllTitle(together.length), kind: fixAllKind, edit: workspaceEditOf(changes) };
}

/** Only fixes in this file. Those that meet in one place wait for the next time; two edits must not overlap. */
function fixesTogether(snapshot: Snapshot, fixes: readonly Fix[]): readonly Fix[] {
  const taken: { start: number; end: number }[] = [];
  return fixes.filter((fix) => {
    const [own, other] = fileEditsFor(snapshot, fix.edits) ?? [];
    const changes = other || own?.file.uri !== snapshot.uri ? [] : own.edits;
    const free =
      changes.length > 0 &&
      changes.every(({ start, end }) => taken.every((each) => end < each.start || start > each.end));
    if (free) taken.push(...changes);
    return free;
  });
}

/** A comment above the entry; in text that is not YAML nobody knows where an entry begins. */
function allowAction(snapshot: Snapshot, finding: ReportedFinding): CodeAction[] {
  const { rule, span, severity } = finding;
  if (
    snapshot.tree.noted.some(({ errors }) => errors.length > 0) ||
    rule.id === 'syntax-error' ||
    rule.id === 'tab-indentation' ||
    rule.id === 'bad-suppression' ||
    // Where nothing is read no comment is.
    rule.id === 'unread-text' ||
    severity === 'error'
  )
    return [];
  const line = snapshot.lines.positionAt(entryStart(snapshot, toRange(span).start)).line;
  const lineStart = snapshot.lines.lineStart(line);
  const indent = /^\ufeff?([ ]*)/.exec(snapshot.text.slice(lineStart, lineStart + 200))?.[1] ?? '';
  const lineBreak = snapshot.text.includes('\r\n') ? '\r\n' : '\n';
  // A byte order mark has to stay the first character of the file.
  const place = { line, character: lineStart === 0 && snapshot.text.startsWith('\ufeff') ? 1 : 0 };
  const newText = `${indent}# allow: ${rule.id} because …${lineBreak}`;
  return [
    {
      title: `Allow ${rule.id} here`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnosticOf(snapshot, finding)],
      edit: { changes: { [snapshot.uri]: [{ range: { start: place, end: place }, newText }] } },
    },
  ];
}

/** Where the smallest entry or list item around the offset begins: in a text of several lines no comment can be put. */
function entryStart({ tree }: Snapshot, offset: number): number {
  let start = offset;
  let node: YamlNode | undefined = tree.root;
  while (node) {
    const inside: { readonly start: number; readonly value: YamlNode | undefined } | undefined = entriesOf(
      node,
    ).findLast((entry) => entry.start <= offset && offset <= entry.end);
    if (!inside) break;
    start = inside.start;
    node = inside.value;
  }
  return start;
}

function entriesOf(
  node: YamlNode,
): readonly { readonly start: number; readonly end: number; readonly value: YamlNode | undefined }[] {
  if (node.kind === 'sequence') return node.items.map((item) => ({ ...toRange(item.span), value: item }));
  if (node.kind !== 'map') return [];
  return node.pairs.map(({ key, value }) => ({
    start: toRange(key.span).start,
    end: toRange((value ?? key).span).end,
    value,
  }));
}
