import { codeActions } from '../features/codeActions.ts';
import { codeLenses } from '../features/codeLens.ts';
import { completions } from '../features/completion.ts';
import { definition } from '../features/definition.ts';
import { documentHighlights } from '../features/documentHighlight.ts';
import { documentLinks } from '../features/documentLinks.ts';
import { documentSymbols } from '../features/documentSymbols.ts';
import { foldingRanges } from '../features/foldingRanges.ts';
import { hover } from '../features/hover.ts';
import { inlayHints } from '../features/inlayHints.ts';
import { references } from '../features/references.ts';
import { prepareRename, rename } from '../features/rename.ts';
import { selectionRanges } from '../features/selectionRanges.ts';
import type { Snapshot } from '../features/snapshot.ts';
import type { Answers } from './answers.ts';

export const composeAnswers = (snapshot: Snapshot): Answers => ({
  hover: (position) => hover(snapshot, position),
  completions: (position, options) => completions(snapshot, position, options),
  definition: (position) => definition(snapshot, position),
  references: (position, includeDeclaration) => references(snapshot, position, includeDeclaration),
  highlights: (position) => documentHighlights(snapshot, position),
  symbols: () => documentSymbols(snapshot),
  lenses: () => codeLenses(snapshot),
  hints: (range) => inlayHints(snapshot, range),
  actions: (range, only, editsLater) => codeActions(snapshot, range, only, editsLater),
  prepareRename: (position) => prepareRename(snapshot, position),
  rename: (position, newName) => rename(snapshot, position, newName),
  links: () => documentLinks(snapshot),
  folding: () => foldingRanges(snapshot),
  selection: (positions) => selectionRanges(snapshot, positions),
});
