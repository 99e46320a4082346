import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type Range,
  type TextEdit,
} from 'vscode-languageserver-types';
import { readCni } from '../../cni/readCni.ts';
import { mayBeCni } from '../../cni/recognize.ts';
import type { CniConfig, CniFile } from '../../model/cniConfig.ts';
import type { Suppression } from '../../model/project.ts';
import type { CniRule } from '../../rules/cniRule.ts';
import { mostFindings } from '../../rules/findings.ts';
import { cniRules } from '../../rules/index.ts';
import { categorySeverity, type Finding, type Severity } from '../../rules/rule.ts';
import type { Edit } from '../../text/edit.ts';
import { indexLines, type LineIndex } from '../../text/lineIndex.ts';
import { toRange } from '../../text/span.ts';
import { diagnosticOf } from '../diagnostics.ts';
import { offsetPlace, type Places } from '../lspPlace.ts';
import { presets, type RuleSettings } from '../ruleSettings.ts';

export interface CniFinding extends Finding {
  readonly rule: CniRule;
  readonly severity: Severity;
  /** The network that it is about. */
  readonly config: CniConfig;
}

/** One version of a file with configurations of networks, and everything known about it. */
export interface CniSnapshot extends Places {
  readonly version: number;
  readonly text: string;
  readonly lines: LineIndex;
  readonly file: CniFile;
  /** In the file's order; made when somebody asks for them. */
  readonly findings: readonly CniFinding[];
}

export interface CniSource {
  readonly uri: string;
  readonly text: string;
  readonly version: number;
  /** The other files of its folder, in the order in which libcni reads them, itself among them. */
  folder?(own: CniFile): readonly CniFile[];
}

/** Reads a file; undefined for one of something else. */
export function analyzeCni({ uri, text, version, folder }: CniSource, settings: RuleSettings): CniSnapshot | undefined {
  if (!mayBeCni(uri, text)) return undefined;
  const file = readCni(uri, text);
  if (file.configs.length === 0) return undefined;
  const lines = indexLines(text);
  let findings: readonly CniFinding[] | undefined;
  return {
    uri,
    version,
    text,
    lines,
    file,
    fileOf: () => undefined,
    get findings() {
      findings ??= cniFindings(file, folder?.(file) ?? [file], settings);
      return findings;
    },
  };
}

function cniFindings(
  { configs, suppressions }: CniFile,
  folder: readonly CniFile[],
  { levels, preset = 'default' }: RuleSettings,
): readonly CniFinding[] {
  const beside = folder.length > 1 ? folder.flatMap((file) => file.configs) : [];
  const found: CniFinding[] = [];
  for (const rule of cniRules) {
    if (levels[rule.id] === 'off') continue;
    let count = 0;
    for (const config of configs) {
      const all = [
        ...(rule.check?.(config) ?? []),
        ...(beside.length > 1 ? (rule.checkInFolder?.(config, beside) ?? []) : []),
      ];
      for (const finding of all) {
        if (suppressions.some((each) => isAllowed(each, rule, finding))) continue;
        const own = finding.severity ?? rule.severity ?? categorySeverity[rule.category];
        const severity = levels[rule.id] ?? presets[preset][own];
        if (severity !== 'off' && count++ < mostFindings) found.push({ ...finding, rule, severity, config });
      }
    }
  }
  return found.sort((a, b) => toRange(a.span).start - toRange(b.span).start);
}

/** A comment without a reason allows nothing. */
function isAllowed({ rule, reason, target }: Suppression, { id }: CniRule, { span }: Finding): boolean {
  if (rule !== id || reason === '') return false;
  const place = toRange(target);
  const { start } = toRange(span);
  return start >= place.start && start <= place.end;
}

export function cniDiagnostics(snapshot: CniSnapshot, ruleLinkBase?: string): Diagnostic[] {
  return snapshot.findings.map((finding) => diagnosticOf(snapshot, finding, ruleLinkBase));
}

/** Fixes of the findings that touch the range, and their pages. */
export function cniActions(snapshot: CniSnapshot, range: Range, only?: readonly string[]): CodeAction[] {
  if (only && !only.some((kind) => CodeActionKind.QuickFix.startsWith(kind))) return [];
  const start = snapshot.lines.offsetAt(range.start);
  const end = snapshot.lines.offsetAt(range.end);
  const touched = snapshot.findings.filter(({ span }) => {
    const place = toRange(span);
    return place.start <= end && place.end >= start;
  });
  return [
    ...touched.flatMap((finding) => fixActions(snapshot, finding)),
    ...[...new Set(touched.map(({ rule }) => rule.id))].map((id): CodeAction => {
      const title = `Explain ${id}`;
      const command = { title, command: 'bulkhead.explainRule', arguments: [id] };
      return { title, kind: CodeActionKind.QuickFix, command };
    }),
  ];
}

function fixActions(snapshot: CniSnapshot, finding: CniFinding): readonly CodeAction[] {
  return (finding.fixes ?? []).flatMap(({ title, safety, edits }, index): readonly CodeAction[] => {
    const changes = edits.flatMap((edit) => changeFor(snapshot, edit, finding.config));
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

/** Text that goes into a YAML string is written as the string's quotes want it. */
function changeFor(snapshot: CniSnapshot, edit: Edit, { quotes }: CniConfig): readonly TextEdit[] {
  if (edit.kind !== 'replace') return [];
  const { newText, span } = edit;
  const written =
    quotes === 'double'
      ? JSON.stringify(newText).slice(1, -1)
      : quotes === 'single'
        ? newText.replaceAll("'", "''")
        : newText;
  return [{ range: offsetPlace(snapshot, toRange(span)), newText: written }];
}
