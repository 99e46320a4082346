import type { Diagnostic } from 'vscode-languageserver-types';
import type { Suppression } from '../model/project.ts';
import { mostFindings } from '../rules/findings.ts';
import { categorySeverity, type Finding, type RuleText, type Severity } from '../rules/rule.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import { toRange } from '../text/span.ts';
import { diagnosticOf } from './diagnostics.ts';
import type { Places } from './lspPlace.ts';
import { presets, type RuleSettings } from './ruleSettings.ts';

/** What a rule found in a file that stands alone: a shell script, an Envoy or a CNI configuration. */
export interface DialectFinding extends Finding {
  readonly rule: RuleText;
  readonly severity: Severity;
}

/** One version of such a file with what was found in it. */
export interface DialectSnapshot<Found extends DialectFinding = DialectFinding> extends Places {
  readonly version: number;
  readonly lines: LineIndex;
  /** In the file's order. */
  readonly findings: readonly Found[];
}

/**
 * All findings with the levels that settings give them, without those that a comment allows, in the file's order.
 * `check` runs one rule.
 */
export function findingsBy<Rule extends RuleText, Found extends Finding>(
  rules: readonly Rule[],
  check: (rule: Rule) => Iterable<Found>,
  suppressions: readonly Suppression[],
  { levels, preset = 'default' }: RuleSettings,
): readonly (Found & DialectFinding)[] {
  const reported: (Found & DialectFinding)[] = [];
  for (const rule of rules) {
    if (levels[rule.id] === 'off') continue;
    let count = 0;
    for (const finding of check(rule)) {
      if (suppressions.some((each) => allows(each, rule, finding))) continue;
      const own = finding.severity ?? rule.severity ?? categorySeverity[rule.category];
      const severity = levels[rule.id] ?? presets[preset][own];
      if (severity !== 'off') reported.push({ ...finding, rule, severity });
      if (++count >= mostFindings) break;
    }
  }
  return reported.sort((a, b) => toRange(a.span).start - toRange(b.span).start);
}

/** A comment without a reason allows nothing. */
function allows({ rule, reason, target }: Suppression, { id }: RuleText, { span }: Finding): boolean {
  if (rule !== id || reason === '') return false;
  const place = toRange(target);
  const { start } = toRange(span);
  return start >= place.start && start <= place.end;
}

export const dialectDiagnostics = (snapshot: DialectSnapshot, ruleLinkBase?: string): Diagnostic[] =>
  snapshot.findings.map((finding) => diagnosticOf(snapshot, finding, ruleLinkBase));
