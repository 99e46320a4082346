import type { Project, Suppression } from '../model/project.ts';
import { badSuppression } from '../rules/badSuppression.ts';
import { categorySeverity, type Rule } from '../rules/rule.ts';
import { type Span, toRange } from '../text/span.ts';
import { presets, type RuleSettings } from './ruleSettings.ts';
import type { ReportedFinding } from './snapshot.ts';

/**
 * All findings of a project with the levels that settings give them, without those that a comment allows, in the
 * file's order. A fault in an anchor that several entries use is reported once.
 */
export function reportFindings(
  project: Project,
  rules: readonly Rule[],
  { levels, preset = 'default' }: RuleSettings,
): readonly ReportedFinding[] {
  const used = new Set<Suppression>();
  const reported = new Map<string, ReportedFinding>();
  for (const rule of rules) {
    const level = levels[rule.id];
    if (level === 'off') continue;
    for (const finding of rule.check(project)) {
      const suppression = project.suppressions.find(
        (each) => each.rule === rule.id && covers(each.target, finding.span),
      );
      if (suppression) {
        used.add(suppression);
        continue;
      }
      const severity = level ?? presets[preset][finding.severity ?? rule.severity ?? categorySeverity[rule.category]];
      if (severity === 'off') continue;
      const range = toRange(finding.span);
      const identity = `${rule.id} ${finding.span.anchor.uri} ${range.start} ${range.end} ${finding.message}`;
      if (!reported.has(identity)) reported.set(identity, { ...finding, rule, severity });
    }
  }
  const findings = [...reported.values(), ...suppressionFindings(project, rules, used, { levels, preset })];
  return findings.sort((a, b) => toRange(a.span).start - toRange(b.span).start);
}

function covers(target: Span, span: Span): boolean {
  const outer = toRange(target);
  const inner = toRange(span);
  return (
    target.anchor.uri === span.anchor.uri &&
    inner.start >= outer.start &&
    inner.start < Math.max(outer.end, outer.start + 1)
  );
}

/** An `allow` comment without a reason, for no rule, or that allows nothing. */
function suppressionFindings(
  project: Project,
  rules: readonly Rule[],
  used: ReadonlySet<Suppression>,
  { levels, preset = 'default' }: RuleSettings,
): readonly ReportedFinding[] {
  const severity = levels[badSuppression.id] ?? presets[preset].information;
  if (severity === 'off') return [];
  const ids = new Set(rules.map((rule) => rule.id));
  const finding = (span: Span, message: string): ReportedFinding => ({
    span,
    message,
    rule: badSuppression,
    severity,
  });
  return project.suppressions.flatMap((suppression) => {
    const { rule, ruleSpan, reason } = suppression;
    if (!ids.has(rule)) return [finding(ruleSpan, `There is no rule ${rule}.`)];
    if (reason === '') return [finding(suppression.span, `Say why ${rule} is allowed here: # allow: ${rule} REASON.`)];
    // A rule that is switched off cannot show whether the comment is needed.
    if (used.has(suppression) || levels[rule] === 'off') return [];
    return [finding(suppression.span, `This comment allows nothing: ${rule} finds no fault here.`)];
  });
}
