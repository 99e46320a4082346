import { envoyLenses } from '../features/envoy/codeLens.ts';
import { envoyLinks } from '../features/envoy/documentLinks.ts';
import { envoyCompletions } from '../features/envoy/envoyCompletion.ts';
import { envoyHover } from '../features/envoy/envoyHover.ts';
import { type EnvoySnapshot, envoyActions } from '../features/envoy/envoySnapshot.ts';
import { envoyHints } from '../features/envoy/inlayHints.ts';
import { mountedActions } from '../features/envoy/mountedFindings.ts';
import {
  besideProjects,
  hostDefinition,
  hostReferences,
  prepareHostRename,
  renameHost,
} from '../features/envoy/mountedHosts.ts';
import { envoyDefinition, envoyHighlights, envoyReferences } from '../features/envoy/navigation.ts';
import { envoySymbols } from '../features/envoy/outline.ts';
import { prepareEnvoyRename, renameInEnvoy } from '../features/envoy/rename.ts';
import { foldingRanges } from '../features/foldingRanges.ts';
import { selectionRanges } from '../features/selectionRanges.ts';
import type { Snapshot } from '../features/snapshot.ts';
import type { Answers } from './answers.ts';

/** What is around an Envoy file. */
export interface EnvoySurroundings {
  /** The compose projects whose services mount it; looked up when a request needs them. */
  mounting(): readonly Snapshot[];
  /** Whether a file exists, as far as it is known by now. */
  exists(uri: string): boolean;
}

export function envoyAnswers(envoy: EnvoySnapshot, { mounting, exists }: EnvoySurroundings): Answers {
  const { uri } = envoy;
  /** The file as a part of the projects that mount it. */
  const beside = (): readonly Snapshot[] => besideProjects(uri, mounting());
  const projects = () => mounting().map(({ project }) => project);
  return {
    hover: (position) => envoyHover(envoy, position),
    completions: (position, options) => envoyCompletions(envoy, position, options),
    definition: (position) => [...envoyDefinition(envoy, position), ...hostDefinition(beside(), position)],
    references: (position, includeDeclaration) => [
      ...envoyReferences(envoy, position, includeDeclaration),
      ...hostReferences(beside(), position, includeDeclaration),
    ],
    highlights: (position) => envoyHighlights(envoy, position),
    symbols: () => envoySymbols(envoy),
    lenses: () => envoyLenses(envoy),
    hints: (range) => envoyHints(envoy, projects(), range),
    actions: (range, only) => [...envoyActions(envoy, range, only), ...mountedActions(beside(), range, only)],
    prepareRename: (position) => prepareHostRename(beside(), position) ?? prepareEnvoyRename(envoy, position),
    rename: (position, newName) => renameHost(beside(), position, newName) ?? renameInEnvoy(envoy, position, newName),
    links: () => envoyLinks(envoy, projects(), exists),
    folding: () => foldingRanges(envoy),
    selection: (positions) => selectionRanges(envoy, positions),
  };
}
