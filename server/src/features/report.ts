import type { Project, Suppression } from '../model/project.ts';
import { badSuppression } from '../rules/badSuppression.ts';
import { findingsOf, mostFindings } from '../rules/findings.ts';
import type { Rule } from '../rules/rule.ts';
import { type Span, sameSpan, toRange } from '../text/span.ts';
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
  const suppressions = byRule(project.suppressions);
  const reported: ReportedFinding[] = [];
  const counts = new Map<string, number>();
  for (const finding of findingsOf(project, rules, ({ id }) => levels[id] !== 'off')) {
    const { id } = finding.rule;
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    if (count > mostFindings) continue;
    const suppression = suppressions.get(id)?.find((each) => covers(each.target, finding.span));
    if (suppression) {
      used.add(suppression);
      continue;
    }
    const severity = levels[id] ?? presets[preset][finding.severity];
    if (severity !== 'off') reported.push(severity === finding.severity ? finding : { ...finding, severity });
  }
  const ordered = withoutRepetitions(inFileOrder(reported, rules));
  const aboutComments = suppressionFindings(project, rules, used, { levels, preset });
  return aboutComments.length > 0 ? inFileOrder([...ordered, ...aboutComments], rules) : ordered;
}

function byRule(suppressions: readonly Suppression[]): ReadonlyMap<string, readonly Suppression[]> {
  const lists = new Map<string, Suppression[]>();
  for (const suppression of suppressions) {
    const list = lists.get(suppression.rule);
    if (list) list.push(suppression);
    else lists.set(suppression.rule, [suppression]);
  }
  return lists;
}

const startOf = ({ span }: ReportedFinding): number => span.anchor.offset + span.start;

/** Findings at one place are in the order of the rules, those about comments last. */
function inFileOrder(findings: readonly ReportedFinding[], rules: readonly Rule[]): readonly ReportedFinding[] {
  const order = new Map(rules.map((rule, index) => [rule, index]));
  const orderOf = ({ rule }: ReportedFinding): number => order.get(rule) ?? rules.length;
  return findings.toSorted((a, b) => startOf(a) - startOf(b) || orderOf(a) - orderOf(b));
}

function withoutRepetitions(findings: readonly ReportedFinding[]): readonly ReportedFinding[] {
  return findings.filter((finding, index) => {
    for (let i = index - 1; i >= 0; i--) {
      const other = findings[i];
      if (other?.rule !== finding.rule || startOf(other) !== startOf(finding)) return true;
      if (other.message === finding.message && sameSpan(other.span, finding.span)) return false;
    }
    return true;
  });
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
