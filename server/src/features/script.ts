import { type CodeAction, CodeActionKind, type Diagnostic, type Range } from 'vscode-languageserver-types';
import type { Suppression } from '../model/project.ts';
import { scriptRules } from '../rules/index.ts';
import { categorySeverity, type Finding, type Severity } from '../rules/rule.ts';
import type { ScriptRule } from '../rules/scriptRule.ts';
import { readScript, userChain } from '../shell/read.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import { indexLines } from '../text/lineIndex.ts';
import { toRange } from '../text/span.ts';
import { diagnosticOf } from './diagnostics.ts';
import { offsetPlace, type Places } from './lspPlace.ts';
import { presets, type RuleSettings } from './ruleSettings.ts';

interface ScriptFinding extends Finding {
  readonly rule: ScriptRule;
  readonly severity: Severity;
}

/** One version of a shell script that changes the engine's firewall. */
export interface ScriptSnapshot extends Places {
  readonly version: number;
  readonly lines: LineIndex;
  readonly findings: readonly ScriptFinding[];
}

/** Longer scripts are none that a person wrote. In UTF-16 units. */
const sizeLimit = 500_000;

/** Reads a script; undefined for one that has nothing to do with the engine's firewall. */
export function analyzeScript(
  uri: string,
  version: number,
  text: string,
  settings: RuleSettings,
): ScriptSnapshot | undefined {
  if (text.length > sizeLimit || !text.includes(userChain)) return undefined;
  const script = readScript(uri, text);
  const findings = scriptRules.flatMap((rule) =>
    settings.levels[rule.id] === 'off'
      ? []
      : [...rule.check(script)]
          .filter((finding) => !script.suppressions.some((each) => isAllowed(each, rule, finding)))
          .flatMap((finding): readonly ScriptFinding[] => {
            const own = finding.severity ?? rule.severity ?? categorySeverity[rule.category];
            const severity = settings.levels[rule.id] ?? presets[settings.preset ?? 'default'][own];
            return severity === 'off' ? [] : [{ ...finding, rule, severity }];
          }),
  );
  const inOrder = findings.toSorted((a, b) => toRange(a.span).start - toRange(b.span).start);
  return { uri, version, lines: indexLines(text), findings: inOrder, fileOf: () => undefined };
}

/** A comment without a reason allows nothing. */
function isAllowed({ rule, reason, target }: Suppression, { id }: ScriptRule, { span }: Finding): boolean {
  const place = toRange(target);
  const { start } = toRange(span);
  return rule === id && reason !== '' && start >= place.start && start <= place.end;
}

export function scriptDiagnostics(snapshot: ScriptSnapshot, ruleLinkBase?: string): Diagnostic[] {
  return snapshot.findings.map((finding) => diagnosticOf(snapshot, finding, ruleLinkBase));
}

/** Fixes of the findings that touch the range, and their pages. */
export function scriptActions(snapshot: ScriptSnapshot, range: Range, only?: readonly string[]): CodeAction[] {
  if (only && !only.some((kind) => CodeActionKind.QuickFix.startsWith(kind))) return [];
  const start = snapshot.lines.offsetAt(range.start);
  const end = snapshot.lines.offsetAt(range.end);
  const touched = snapshot.findings.filter(({ span }) => {
    const place = toRange(span);
    return place.start <= end && place.end >= start;
  });
  const explained = new Set(touched.map(({ rule }) => rule.id));
  return [
    ...touched.flatMap((finding) => fixActions(snapshot, finding)),
    ...[...explained].map((id): CodeAction => {
      const title = `Explain ${id}`;
      return {
        title,
        kind: CodeActionKind.QuickFix,
        command: { title, command: 'bulkhead.explainRule', arguments: [id] },
      };
    }),
  ];
}

function fixActions(snapshot: ScriptSnapshot, finding: ScriptFinding): readonly CodeAction[] {
  return (finding.fixes ?? []).map(({ title, safety, edits }, index) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnosticOf(snapshot, finding)],
    edit: {
      changes: {
        [snapshot.uri]: edits.flatMap((edit) =>
          edit.kind === 'replace' ? [{ range: offsetPlace(snapshot, toRange(edit.span)), newText: edit.newText }] : [],
        ),
      },
    },
    isPreferred: index === 0 && safety === 'safe',
  }));
}
