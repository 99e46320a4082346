import type { EnvoySymbol, EnvoySymbolKind } from '../../model/envoyConfig.ts';
import { type Span, sameSpan, touches } from '../../text/span.ts';
import type { EnvoySnapshot } from './envoySnapshot.ts';

/** A name under the cursor and what it means. */
export interface EnvoyName {
  readonly kind: EnvoySymbolKind;
  readonly name: string;
  readonly span: Span;
  /** Empty where the file does not define it: discovery may bring it. Several where a name stands twice. */
  readonly symbols: readonly EnvoySymbol[];
}

/** A place that defines or uses a name. */
export interface EnvoyOccurrence {
  readonly span: Span;
  readonly definition: boolean;
}

/** The name of a cluster, listener, route configuration … that touches the offset. */
export function envoyNameAt({ uri, config }: EnvoySnapshot, offset: number): EnvoyName | undefined {
  const at = ({ selectionSpan }: EnvoySymbol): boolean => touches(selectionSpan, uri, offset);
  const found = config.symbols.find(at) ?? config.references.find(({ span }) => touches(span, uri, offset));
  if (!found) return undefined;
  const { kind, name } = found;
  const symbols = config.symbols.filter((symbol) => symbol.kind === kind && symbol.name === name);
  if ('selectionSpan' in found && scoped.has(kind))
    return { kind, name, span: found.selectionSpan, symbols: symbols.filter(at) };
  return { kind, name, span: 'selectionSpan' in found ? found.selectionSpan : found.span, symbols };
}

// Two listeners may both have a filter chain of one name, and two route configurations a virtual host.
const scoped: ReadonlySet<EnvoySymbolKind> = new Set(['filter-chain', 'virtual-host']);

/** Every place that means the same, definitions first, each once. */
export function envoyOccurrences(
  { config }: EnvoySnapshot,
  { kind, name, symbols }: EnvoyName,
): readonly EnvoyOccurrence[] {
  const all: readonly EnvoyOccurrence[] = [
    ...symbols.map(({ selectionSpan }) => ({ span: selectionSpan, definition: true })),
    ...config.references
      .filter((reference) => reference.kind === kind && reference.name === name)
      .map(({ span }) => ({ span, definition: false })),
    ...symbols.flatMap(assignmentOf),
  ];
  return all.filter(({ span }, index) => all.findIndex((other) => sameSpan(other.span, span)) === index);
}

/** A cluster says its name again in its `load_assignment`. */
function assignmentOf({ kind, name, message }: EnvoySymbol): readonly EnvoyOccurrence[] {
  const assignment = kind === 'cluster' ? message.fields.get('load_assignment')?.value : undefined;
  const own = assignment?.kind === 'message' ? assignment.fields.get('cluster_name')?.value : undefined;
  return own?.kind === 'scalar' && own.value === name ? [{ span: own.contentSpan, definition: false }] : [];
}
