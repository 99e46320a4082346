import type { Project, Suppression } from '../model/project.ts';
import { badSuppression } from '../rules/badSuppression.ts';
import { categorySeverity, type Rule, type Severity } from '../rules/rule.ts';
import { type Span, toRange } from '../text/span.ts';
import type { ReportedFinding } from './snapshot.ts';

// Of one rule in one file: nobody reads more, and each costs time at every keystroke.
const mostFindings = 1_000;

/**
 * All findings of a project with the levels that settings give them, without those that a comment allows, in the
 * file's order. A fault in an anchor that several entries use is reported once.
 */
export function reportFindings(
  project: Project,
  rules: readonly Rule[],
  levels: Readonly<Record<string, Severity | 'off'>>,
): readonly ReportedFinding[] {
  const used = new Set<Suppression>();
  const reported = new Map<string, ReportedFinding>();
  for (const rule of rules) {
    const level = levels[rule.id];
    if (level === 'off') continue;
    let count = 0;
    for (const finding of rule.check(project)) {
      if (++count > mostFindings) break;
      const suppression = project.suppressions.find(
        (each) => each.rule === rule.id && covers(each.target, finding.span),
      );
      if (suppression) {
        used.add(suppression);
        continue;
      }
      const severity = level ?? finding.severity ?? rule.severity ?? categorySeverity[rule.category];
      const range = toRange(finding.span);
      const identity = `${rule.id} ${finding.span.anchor.uri} ${range.start} ${range.end} ${finding.message}`;
      if (!reported.has(identity)) reported.set(identity, { ...finding, rule, severity });
    }
  }
  const findings = [...reported.values(), ...suppressionFindings(project, rules, used, levels)];
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
  levels: Readonly<Record<string, Severity | 'off'>>,
): readonly ReportedFinding[] {
  const level = levels[badSuppression.id];
  if (level === 'off') return [];
  const ids = new Set(rules.map((rule) => rule.id));
  const finding = (span: Span, message: string): ReportedFinding => ({
    span,
    message,
    rule: badSuppression,
    severity: level ?? 'information',
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
