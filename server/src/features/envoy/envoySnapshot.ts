import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type Range,
  type TextEdit,
} from 'vscode-languageserver-types';
import { readEnvoy } from '../../envoy/readEnvoy.ts';
import { envoyKind } from '../../envoy/recognize.ts';
import type { EnvoyConfig } from '../../model/envoyConfig.ts';
import type { Suppression } from '../../model/project.ts';
import type { EnvoyRule } from '../../rules/envoyRule.ts';
import { mostFindings } from '../../rules/findings.ts';
import { envoyRules } from '../../rules/index.ts';
import { categorySeverity, type Finding, type Severity } from '../../rules/rule.ts';
import type { LineIndex } from '../../text/lineIndex.ts';
import { toRange } from '../../text/span.ts';
import { textEditsFor } from '../../text/yamlEdit.ts';
import type { YamlTree } from '../../text/yamlTree.ts';
import { diagnosticOf } from '../diagnostics.ts';
import { offsetPlace, type Places } from '../lspPlace.ts';
import { presets, type RuleSettings } from '../ruleSettings.ts';

export interface EnvoyFinding extends Finding {
  readonly rule: EnvoyRule;
  readonly severity: Severity;
}

/** One version of an Envoy file and everything known about it. */
export interface EnvoySnapshot extends Places {
  readonly version: number;
  readonly text: string;
  readonly lines: LineIndex;
  readonly tree: YamlTree;
  readonly config: EnvoyConfig;
  /** In the file's order; made when somebody asks for them. */
  readonly findings: readonly EnvoyFinding[];
}

export interface EnvoyFile {
  readonly tree: YamlTree;
  readonly lines: LineIndex;
  readonly version: number;
}

/** Reads an Envoy file; undefined for one of something else. `api`: minor version of Envoy 1.x. */
export function analyzeEnvoy(
  { tree, lines, version }: EnvoyFile,
  settings: RuleSettings,
  api: number,
): EnvoySnapshot | undefined {
  if (!envoyKind(tree)) return undefined;
  const config = readEnvoy(tree, { version: api });
  let findings: readonly EnvoyFinding[] | undefined;
  return {
    uri: tree.uri,
    version,
    text: tree.text,
    lines,
    tree,
    config,
    fileOf: () => undefined,
    get findings() {
      findings ??= envoyFindings(config, settings);
      return findings;
    },
  };
}

function envoyFindings(config: EnvoyConfig, { levels, preset = 'default' }: RuleSettings): readonly EnvoyFinding[] {
  const found: EnvoyFinding[] = [];
  for (const rule of envoyRules) {
    if (levels[rule.id] === 'off') continue;
    let count = 0;
    for (const finding of rule.check(config)) {
      if (config.suppressions.some((each) => isAllowed(each, rule, finding))) continue;
      const own = finding.severity ?? rule.severity ?? categorySeverity[rule.category];
      const severity = levels[rule.id] ?? presets[preset][own];
      if (severity !== 'off') found.push({ ...finding, rule, severity });
      if (++count >= mostFindings) break;
    }
  }
  return found.sort((a, b) => toRange(a.span).start - toRange(b.span).start);
}

/** A comment without a reason allows nothing. */
function isAllowed({ rule, reason, target }: Suppression, { id }: EnvoyRule, { span }: Finding): boolean {
  if (rule !== id || reason === '') return false;
  const place = toRange(target);
  const { start } = toRange(span);
  return start >= place.start && start <= place.end;
}

export function envoyDiagnostics(snapshot: EnvoySnapshot, ruleLinkBase?: string): Diagnostic[] {
  return snapshot.findings.map((finding) => diagnosticOf(snapshot, finding, ruleLinkBase));
}

/** Fixes of the findings that touch the range, and their pages. */
export function envoyActions(snapshot: EnvoySnapshot, range: Range, only?: readonly string[]): CodeAction[] {
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
      const command = { title, command: 'bulkhead.explainRule', arguments: [id] };
      return { title, kind: CodeActionKind.QuickFix, command };
    }),
    ...touched.flatMap((finding) => allowAction(snapshot, finding)),
  ];
}

function fixActions(snapshot: EnvoySnapshot, finding: EnvoyFinding): readonly CodeAction[] {
  return (finding.fixes ?? []).flatMap(({ title, safety, edits }, index): readonly CodeAction[] => {
    const changes = textEditsFor(edits, snapshot.tree).map(
      (edit): TextEdit => ({ range: offsetPlace(snapshot, edit), newText: edit.newText }),
    );
    if (changes.length === 0) return [];
    return [
      {
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnosticOf(snapshot, finding)],
        edit: { changes: { [snapshot.uri]: changes } },
        isPreferred: index === 0 && safety === 'safe',
      },
    ];
  });
}

/** A comment behind the line, which is right in any place; errors are to be mended, and JSON has no comments. */
function allowAction(snapshot: EnvoySnapshot, finding: EnvoyFinding): readonly CodeAction[] {
  const { line } = snapshot.lines.positionAt(toRange(finding.span).start);
  const start = snapshot.lines.lineStart(line);
  const text = /^[^\r\n]*/.exec(snapshot.text.slice(start, start + longestLine))?.[0] ?? '';
  const cannotHold = finding.severity === 'error' || text.length === longestLine || /#|[|>][-+0-9]*\s*$/.test(text);
  if (cannotHold || snapshot.uri.toLowerCase().endsWith('.json')) return [];
  const place = { line, character: text.length };
  const newText = ` # allow: ${finding.rule.id} because …`;
  return [
    {
      title: `Allow ${finding.rule.id} here`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnosticOf(snapshot, finding)],
      edit: { changes: { [snapshot.uri]: [{ range: { start: place, end: place }, newText }] } },
    },
  ];
}

const longestLine = 1_000;
