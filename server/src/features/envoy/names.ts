import type { EnvoyConfig, EnvoyReference, EnvoySymbol, EnvoySymbolKind } from '../../model/envoyConfig.ts';
import { type Span, sameSpan, touches } from '../../text/span.ts';
import type { EnvoySnapshot } from './envoySnapshot.ts';

/** A name under the cursor and what it means. */
export interface EnvoyName {
  readonly kind: EnvoySymbolKind;
  readonly name: string;
  readonly span: Span;
  /** Empty where no file of the proxy defines it: discovery may bring it. Several where a name stands twice. */
  readonly symbols: readonly EnvoySymbol[];
}

/** A place that defines or uses a name. */
export interface EnvoyOccurrence {
  readonly span: Span;
  readonly definition: boolean;
}

type Named = Pick<EnvoySnapshot, 'uri' | 'config' | 'files'>;

/** The name of a cluster, listener, route configuration … that touches the offset. */
export function envoyNameAt({ uri, config, files }: Named, offset: number): EnvoyName | undefined {
  const at = ({ selectionSpan }: EnvoySymbol): boolean => touches(selectionSpan, uri, offset);
  const found = config.symbols.find(at) ?? config.references.find(({ span }) => touches(span, uri, offset));
  if (!found) return undefined;
  const { kind, name } = found;
  const span = 'selectionSpan' in found ? found.selectionSpan : found.span;
  const symbols = symbolsOf(files.configs, kind, name);
  if (kind === 'filter-chain')
    return { kind, name, span, symbols: symbols.filter(({ scope }) => scope === found.scope) };
  if ('selectionSpan' in found && kind === 'virtual-host') return { kind, name, span, symbols: symbols.filter(at) };
  // Endpoints are found by the name of their cluster, unless it gives them another one.
  const owners = kind === 'endpoints' ? symbolsOf(files.configs, 'cluster', name).filter(isFoundByName) : [];
  return owners.length > 0 ? { kind: 'cluster', name, span, symbols: owners } : { kind, name, span, symbols };
}

const symbolsOf = (configs: readonly EnvoyConfig[], kind: EnvoySymbolKind, name: string): readonly EnvoySymbol[] =>
  configs.flatMap(({ symbols }) => symbols.filter((symbol) => symbol.kind === kind && symbol.name === name));

/** Every place that means the same in the files of the proxy, definitions first, each once. */
export function envoyOccurrences({ files }: Named, { kind, name, symbols }: EnvoyName): readonly EnvoyOccurrence[] {
  // Two listeners may both have a filter chain of one name, and two route configurations a virtual host.
  const inScope = ({ scope }: EnvoyReference): boolean => kind !== 'filter-chain' || symbols[0]?.scope === scope;
  const means = (reference: EnvoyReference): boolean =>
    reference.kind === kind && reference.name === name && inScope(reference);
  const all: readonly EnvoyOccurrence[] = [
    ...symbols.map(({ selectionSpan }) => ({ span: selectionSpan, definition: true })),
    ...files.configs.flatMap(({ references }) =>
      references.filter(means).map(({ span }) => ({ span, definition: false })),
    ),
    ...symbols.flatMap(assignmentOf),
    ...(symbols.some(isFoundByName)
      ? symbolsOf(files.configs, 'endpoints', name).map(({ selectionSpan }) => ({
          span: selectionSpan,
          definition: false,
        }))
      : []),
  ];
  return all.filter(({ span }, index) => all.findIndex((other) => sameSpan(other.span, span)) === index);
}

/** A cluster says its name again in its `load_assignment`. */
function assignmentOf({ kind, name, message }: EnvoySymbol): readonly EnvoyOccurrence[] {
  const assignment = kind === 'cluster' ? message.fields.get('load_assignment')?.value : undefined;
  const own = assignment?.kind === 'message' ? assignment.fields.get('cluster_name')?.value : undefined;
  return own?.kind === 'scalar' && own.value === name ? [{ span: own.contentSpan, definition: false }] : [];
}

/** True for a cluster whose endpoints are looked up by its own name. */
function isFoundByName({ kind, message }: EnvoySymbol): boolean {
  const eds = kind === 'cluster' ? message.fields.get('eds_cluster_config')?.value : undefined;
  return eds?.kind === 'message' && !eds.fields.has('service_name');
}
