import type { Project } from '../model/project.ts';
import type { ReportedFinding } from './snapshot.ts';

/**
 * A file from which only services are extended is no part of the project and not at fault when what it says does not
 * fit there: such findings are shown where it is named.
 */
export function movedToExtends(project: Project, findings: readonly ReportedFinding[]): readonly ReportedFinding[] {
  const places = new Map(project.files.flatMap(({ uri, role, by }) => (role === 'extends' && by ? [[uri, by]] : [])));
  if (places.size === 0) return findings;
  return findings.map((finding) => {
    const place = places.get(finding.span.anchor.uri);
    if (!place) return finding;
    const cause = { span: finding.span, message: 'In the extended service' };
    return { ...finding, span: place, related: [cause, ...(finding.related ?? [])] };
  });
}
