import type { Diagnostic } from 'vscode-languageserver-types';
import { snapshotBeside } from './analyze.ts';
import { type DiagnosticOptions, diagnosticsOf } from './diagnostics.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * What is wrong in files that belong to the projects of open files without being open themselves. Files without a fault
 * are left out. A file may be part of several projects.
 */
export function closedFileDiagnostics(
  open: readonly Snapshot[],
  isOpen: (uri: string) => boolean,
  options: DiagnosticOptions,
): ReadonlyMap<string, readonly Diagnostic[]> {
  const found = new Map<string, Map<string, Diagnostic>>();
  for (const snapshot of new Map(open.map((each) => [each.project, each])).values()) {
    if (snapshot.project.files.length === 1) continue;
    for (const { uri } of snapshot.project.files) {
      const beside = isOpen(uri) ? undefined : snapshotBeside(snapshot, uri);
      for (const diagnostic of beside ? diagnosticsOf(beside, options) : []) {
        const known = found.get(uri) ?? new Map<string, Diagnostic>();
        found.set(uri, known.set(JSON.stringify(diagnostic), diagnostic));
      }
    }
  }
  return new Map([...found].map(([uri, diagnostics]) => [uri, [...diagnostics.values()]]));
}
