import { cniCodeLenses } from '../features/cni/cniCodeLens.ts';
import { cniCompletions } from '../features/cni/cniCompletion.ts';
import { cniHover } from '../features/cni/cniHover.ts';
import { cniInlayHints } from '../features/cni/cniInlayHints.ts';
import { cniDefinition, cniHighlights, cniReferences, cniRename, prepareCniRename } from '../features/cni/cniNames.ts';
import { type CniSnapshot, cniActions } from '../features/cni/cniSnapshot.ts';
import { cniSymbols } from '../features/cni/cniSymbols.ts';
import type { Answers } from './answers.ts';

/** `together`: the open files of the same host, looked up when a request needs them. */
export const cniAnswers = (cni: CniSnapshot, together: () => readonly CniSnapshot[]): Answers => ({
  hover: (position) => cniHover(cni, position, together()),
  completions: (position, options) => cniCompletions(cni, position, options, together()),
  definition: (position) => cniDefinition(cni, position, together()),
  references: (position) => cniReferences(cni, position, together()),
  highlights: (position) => cniHighlights(cni, position),
  symbols: () => cniSymbols(cni),
  lenses: () => cniCodeLenses(cni),
  hints: (range) => cniInlayHints(cni, range),
  actions: (range, only) => cniActions(cni, range, only),
  prepareRename: (position) => prepareCniRename(cni, position),
  rename: (position, newName) => cniRename(cni, position, newName, together()),
});
