import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver-types';
import type { Project } from '../model/project.ts';
import type { NamedSymbol } from '../model/symbol.ts';
import { toRange } from '../text/span.ts';
import { serviceFacts } from './describe/service.ts';
import { offsetPlace } from './lspPlace.ts';
import type { Snapshot } from './snapshot.ts';

const mostSymbols = 200;

/** A file whose symbols are looked for, and the project that says what they are. */
export type SymbolSource = Pick<Snapshot, 'uri' | 'lines' | 'project'>;

interface Match {
  readonly source: SymbolSource;
  readonly symbol: NamedSymbol;
  readonly rank: number;
}

/**
 * The services and networks of all files whose name holds the letters of `query` in this order, whatever their case;
 * the best matches first, at most 200. Blanks in the query mean nothing, and an empty one finds everything.
 */
export function workspaceSymbols(sources: readonly SymbolSource[], query: string): WorkspaceSymbol[] {
  const letters = query.replace(/\s+/g, '').toLowerCase();
  const matches = sources.flatMap((source) =>
    source.project.symbols.flatMap((symbol): readonly Match[] => {
      if ((symbol.kind !== 'service' && symbol.kind !== 'network') || symbol.uri !== source.uri) return [];
      const rank = symbol.name === '' ? undefined : rankOf(symbol.name.toLowerCase(), letters);
      return rank === undefined ? [] : [{ source, symbol, rank }];
    }),
  );
  // Among equals the order stays that of the files and of the entries in them.
  return matches
    .toSorted((a, b) => a.rank - b.rank || (letters ? a.symbol.name.length - b.symbol.name.length : 0))
    .slice(0, mostSymbols)
    .map(({ source, symbol }) => ({
      name: symbol.name,
      kind: symbol.kind === 'network' ? SymbolKind.Interface : SymbolKind.Class,
      location: { uri: symbol.uri, range: offsetPlace(source, toRange(symbol.selectionSpan)) },
      containerName:
        symbol.kind === 'service' ? tierWords(source.project, symbol.name) : networkWords(source.project, symbol.name),
    }));
}

/** 0 for the name itself, then its beginning, a part of it, its letters with others between; undefined for no match. */
function rankOf(name: string, letters: string): number | undefined {
  if (name === letters) return 0;
  if (name.startsWith(letters)) return 1;
  if (name.includes(letters)) return 2;
  let position = 0;
  for (const letter of letters) {
    const found = name.indexOf(letter, position);
    if (found < 0) return undefined;
    position = found + letter.length;
  }
  return 3;
}

/** The networks that the service is on. */
function tierWords(project: Project, name: string): string {
  const service = project.serviceNamed.get(name);
  const [networks] = service ? serviceFacts(service).networks : [];
  return networks ?? 'service';
}

const networkWords = (project: Project, name: string): string =>
  project.networkNamed.get(name)?.internal === true ? 'internal network' : 'network';
