import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import type { Finding, Severity } from '../rules/rule.ts';
import { type Places, spanLocation, spanPlace } from './lspPlace.ts';
import { shapeRules } from './shapeRules.ts';
import type { Snapshot } from './snapshot.ts';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const tags = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

export interface DiagnosticOptions {
  /** With a rule's id it gives the address of its page; without it a code is no link. */
  readonly ruleLinkBase?: string | undefined;
  /** False leaves out faults of YAML and schema; their quick fixes stay. */
  readonly shapeFindings?: boolean;
}

export function diagnosticsOf(snapshot: Snapshot, options: DiagnosticOptions = {}): Diagnostic[] {
  const { ruleLinkBase, shapeFindings = true } = options;
  return snapshot.findings
    .filter(({ rule }) => shapeFindings || !shapeRules.has(rule.id))
    .map((finding) => diagnosticOf(snapshot, finding, ruleLinkBase));
}

/** A finding of any kind of rule. */
type AnyFinding = Finding & { readonly rule: { readonly id: string }; readonly severity: Severity };

export function diagnosticOf(snapshot: Places, finding: AnyFinding, ruleLinkBase?: string): Diagnostic {
  const { rule, span, message, severity } = finding;
  return {
    range: spanPlace(snapshot, span),
    severity: severities[severity],
    source: 'bulkhead',
    code: rule.id,
    ...(ruleLinkBase ? { codeDescription: { href: ruleLinkBase + rule.id } } : {}),
    message,
    ...(finding.tags ? { tags: finding.tags.map((tag) => tags[tag]) } : {}),
    ...(finding.related?.length
      ? {
          relatedInformation: finding.related.map((each) => ({
            location: spanLocation(snapshot, each.span),
            message: each.message,
          })),
        }
      : {}),
  };
}
