import { diagramSnapshot } from '../../server/src/diagram/diagramSnapshot.ts';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../server/src/features/callHierarchy.ts';
import { codeActions } from '../../server/src/features/codeActions.ts';
import { codeLenses, resolveCodeLens } from '../../server/src/features/codeLens.ts';
import { completions } from '../../server/src/features/completion.ts';
import { definition } from '../../server/src/features/definition.ts';
import { diagnosticsOf } from '../../server/src/features/diagnostics.ts';
import { documentHighlights } from '../../server/src/features/documentHighlight.ts';
import { documentLinks } from '../../server/src/features/documentLinks.ts';
import { documentSymbols } from '../../server/src/features/documentSymbols.ts';
import { effectiveNetworks } from '../../server/src/features/effective/effectiveNetworks.ts';
import { foldingRanges } from '../../server/src/features/foldingRanges.ts';
import { hover } from '../../server/src/features/hover.ts';
import { inlayHints } from '../../server/src/features/inlayHints.ts';
import { references } from '../../server/src/features/references.ts';
import { prepareRename, rename } from '../../server/src/features/rename.ts';
import { selectionRanges } from '../../server/src/features/selectionRanges.ts';
import { semanticTokens } from '../../server/src/features/semanticTokens.ts';
import type { Snapshot } from '../../server/src/features/snapshot.ts';
import { traceEnds } from '../../server/src/features/trace/traceEnds.ts';
import { workspaceSymbols } from '../../server/src/features/workspaceSymbols.ts';
import { matrix } from '../../server/src/reach/trace.ts';
import type { Position } from '../../server/src/text/lineIndex.ts';

/** A question that an editor asks about a place of the text. */
export const placeFeatures = {
  hover,
  completion: (snapshot: Snapshot, position: Position) => completions(snapshot, position),
  'completion without snippets': (snapshot: Snapshot, position: Position) =>
    completions(snapshot, position, { snippets: false }),
  definition,
  references: (snapshot: Snapshot, position: Position) => references(snapshot, position, true),
  documentHighlight: documentHighlights,
  prepareRename,
  rename: (snapshot: Snapshot, position: Position) => rename(snapshot, position, 'other'),
  callHierarchy: (snapshot: Snapshot, position: Position) =>
    prepareCallHierarchy(snapshot, position).map((item) => [
      incomingCalls(snapshot, item),
      outgoingCalls(snapshot, item),
    ]),
  traceEnds,
  selectionRange: (snapshot: Snapshot, position: Position) => selectionRanges(snapshot, [position]),
  codeAction: (snapshot: Snapshot, position: Position) => codeActions(snapshot, { start: position, end: position }),
} as const;

const wholeRange = ({ lines }: Snapshot) => ({
  start: { line: 0, character: 0 },
  end: { line: lines.lineCount, character: 0 },
});

/** A question about the whole text. */
export const wholeFeatures = {
  diagnostics: (snapshot: Snapshot) => diagnosticsOf(snapshot),
  documentSymbol: documentSymbols,
  codeLens: (snapshot: Snapshot) =>
    codeLenses(snapshot)
      .slice(0, 20)
      .map((lens) => resolveCodeLens(snapshot, lens)),
  // The ranges of its own text are no places of the file.
  effectiveNetworks: (snapshot: Snapshot) =>
    effectiveNetworks(snapshot).origins.map(({ uri, target }) => ({ uri, range: target })),
  foldingRange: foldingRanges,
  inlayHint: (snapshot: Snapshot) => inlayHints(snapshot, wholeRange(snapshot)),
  semanticTokens,
  documentLink: documentLinks,
  workspaceSymbol: (snapshot: Snapshot) => workspaceSymbols([snapshot], ''),
  'fix all': (snapshot: Snapshot) => codeActions(snapshot, wholeRange(snapshot)),
  diagram: (snapshot: Snapshot) => diagramSnapshot(snapshot).answer,
  // Only the command line asks for it, and it has the square of the services in rows.
  matrix: ({ project }: Snapshot) => (project.services.length > 100 ? [] : matrix(project)),
} as const;
