import { type CodeAction, CodeActionKind, type Range, type TextEdit } from 'vscode-languageserver-types';
import type { Fix } from '../rules/rule.ts';
import type { Edit } from '../text/edit.ts';
import { toRange } from '../text/span.ts';
import { textEditsFor } from '../text/yamlEdit.ts';
import type { YamlNode } from '../text/yamlNode.ts';
import { diagnosticOf } from './diagnostics.ts';
import { offsetPlace } from './lspPlace.ts';
import type { ReportedFinding, Snapshot } from './snapshot.ts';

/** The kind under which an editor can apply all safe fixes on save. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.bulkhead`;

// A selection over a large file touches thousands of findings; nobody reads a menu of more than these.
const mostFindings = 40;

// Each fix is made on the text that the one before left; what is over waits for the next time.
const mostFixes = 100;

/**
 * What can be done about the findings that touch the range: the preferred safe fix first, then the others, all safe
 * fixes of the file, the rule's page, and last a comment that allows it. `only` holds the kinds that are wanted.
 */
export function codeActions(snapshot: Snapshot, range: Range, only?: readonly string[]): CodeAction[] {
  const wanted = (kind: string): boolean => !only || only.some((each) => kind === each || kind.startsWith(`${each}.`));
  const start = snapshot.lines.offsetAt(range.start);
  const end = snapshot.lines.offsetAt(range.end);
  const touched = snapshot.findings
    .filter((finding) => {
      const place = toRange(finding.span);
      return place.start <= end && place.end >= start;
    })
    .slice(0, mostFindings);
  const isFixable = touched.some((finding) => finding.fixes?.[0]?.safety === 'safe');
  const fixAll = isFixable || only?.some((kind) => fixAllKind.startsWith(kind)) ? fixAllAction(snapshot) : undefined;
  return [
    ...(wanted(CodeActionKind.QuickFix)
      ? [
          ...touched
            .flatMap((finding) => fixActions(snapshot, finding))
            .sort((a, b) => Number(b.isPreferred) - Number(a.isPreferred)),
          ...(isFixable && fixAll ? [{ ...fixAll, kind: CodeActionKind.QuickFix }] : []),
          ...uniqueRules(touched).map(explainAction),
          ...touched.flatMap((finding) => allowAction(snapshot, finding)),
        ]
      : []),
    ...(wanted(fixAllKind) && fixAll ? [fixAll] : []),
  ];
}

function fixActions(snapshot: Snapshot, finding: ReportedFinding): CodeAction[] {
  const actions = (finding.fixes ?? []).flatMap((fix): CodeAction[] => {
    const edit = workspaceEdit(snapshot, fix.edits);
    return edit
      ? [
          {
            title: fix.title,
            kind: CodeActionKind.QuickFix,
            diagnostics: [diagnosticOf(snapshot, finding)],
            edit,
            isPreferred: fix.safety === 'safe',
          },
        ]
      : [];
  });
  // Only one fix of a finding can be the preferred one.
  const preferred = actions.findIndex((action) => action.isPreferred);
  return actions.map((action, index) => ({ ...action, isPreferred: index === preferred }));
}

function workspaceEdit(snapshot: Snapshot, edits: readonly Edit[]): CodeAction['edit'] | undefined {
  const changes = textEditsFor(edits, snapshot.tree);
  if (changes.length === 0) return undefined;
  return {
    changes: {
      [snapshot.uri]: changes.map(
        (change): TextEdit => ({ range: offsetPlace(snapshot, change), newText: change.newText }),
      ),
    },
  };
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
  const edit = workspaceEdit(
    snapshot,
    together.flatMap((fix) => fix.edits),
  );
  if (!edit) return undefined;
  const title =
    fixes.length === 1
      ? 'Fix the safe problem in this file'
      : `Fix all safe problems in this file (${together.length})`;
  return { title, kind: fixAllKind, edit };
}

/** Fixes that meet in one place wait for the next time; two edits must not overlap. */
function fixesTogether(snapshot: Snapshot, fixes: readonly Fix[]): readonly Fix[] {
  const taken: { start: number; end: number }[] = [];
  return fixes.filter((fix) => {
    const changes = textEditsFor(fix.edits, snapshot.tree);
    const free =
      changes.length > 0 &&
      changes.every(({ start, end }) => taken.every((each) => end < each.start || start > each.end));
    if (free) taken.push(...changes);
    return free;
  });
}

const uniqueRules = (findings: readonly ReportedFinding[]): readonly string[] => [
  ...new Set(findings.map(({ rule }) => rule.id)),
];

const explainAction = (rule: string): CodeAction => ({
  title: `Explain ${rule}`,
  kind: CodeActionKind.QuickFix,
  command: { title: `Explain ${rule}`, command: 'bulkhead.explainRule', arguments: [rule] },
});

/** A comment above the entry; what is not YAML cannot be allowed. */
function allowAction(snapshot: Snapshot, finding: ReportedFinding): CodeAction[] {
  const { rule, span, severity } = finding;
  if (
    rule.id === 'syntax-error' ||
    rule.id === 'tab-indentation' ||
    rule.id === 'bad-suppression' ||
    severity === 'error'
  )
    return [];
  const line = snapshot.lines.positionAt(entryStart(snapshot, toRange(span).start)).line;
  const lineStart = snapshot.lines.lineStart(line);
  const indent = /^[ ]*/.exec(snapshot.text.slice(lineStart, lineStart + 200))?.[0] ?? '';
  const lineBreak = snapshot.text.includes('\r\n') ? '\r\n' : '\n';
  const place = { line, character: 0 };
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
