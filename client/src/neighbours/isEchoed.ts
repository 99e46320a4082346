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
 * Whether others report the same fault as a finding of `rule`. They see it in the same lines. Only where the text is not
 * YAML a parser may stop at another place, so that there any of their errors counts. A schema says nothing about YAML.
 */
export function isEchoed(rule: string, finding: Reported, others: readonly Reported[]): boolean {
  const places = [finding.range, ...(finding.relatedInformation ?? []).map(({ location }) => location.range)];
  return others.some((other) => {
    if (other.severity > 1 || (isAboutYaml(rule) && other.source?.startsWith('yaml-schema'))) return false;
    if (isParseFault(rule)) return other.severity === 0;
    return places.some((place) => place.start.line <= other.range.end.line && other.range.start.line <= place.end.line);
  });
}

const isParseFault = (rule: string): boolean => rule === 'syntax-error' || rule === 'tab-indentation';

const isAboutYaml = (rule: string): boolean =>
  isParseFault(rule) || rule === 'duplicate-key' || rule === 'undefined-anchor';
