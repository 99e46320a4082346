/** What counts of a diagnostic; `vscode.Diagnostic` is one. */
export interface Reported {
  readonly range: Lines;
  /** 0 error, 1 warning, 2 information, 3 hint. */
  readonly severity: number;
  readonly source?: string | undefined;
  readonly relatedInformation?: readonly { readonly location: { readonly range: Lines } }[] | undefined;
}

interface Lines {
  readonly start: { readonly line: number };
  readonly end: { readonly line: number };
}

/**
 * Whether others report the same fault as a finding of `rule`. They see it in the same lines. Only parsers put it a line
 * off, and where the text is not YAML one of them may stop at another place, so that there any of their errors counts.
 */
export function isEchoed(rule: string, finding: Reported, others: readonly Reported[]): boolean {
  const places = [finding.range, ...(finding.relatedInformation ?? []).map(({ location }) => location.range)];
  return others.some((other) => {
    if (other.severity > 1) return false;
    if (isParseFault(rule)) return other.severity === 0 && !other.source?.startsWith('yaml-schema');
    return places.some((place) => place.start.line <= other.range.end.line && other.range.start.line <= place.end.line);
  });
}

const isParseFault = (rule: string): boolean => rule === 'syntax-error' || rule === 'tab-indentation';
