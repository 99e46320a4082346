import type { Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { baseName } from '../compose/fileUri.ts';
import { isPlaceWord } from '../model/policy.ts';
import type { Project } from '../model/project.ts';
import { isResource, type NamedSymbol, type Reference } from '../model/symbol.ts';
import type { Position } from '../text/lineIndex.ts';
import { toRange } from '../text/span.ts';
import { scalarText } from '../text/yamlScalarText.ts';
import { engineNameAt, networkOf } from './engineName.ts';
import { spanLocation, spanPlace } from './lspPlace.ts';
import { exactSpan, type NameAt, nameAt, type Occurrence, occurrencesOf, symbolsOf } from './names.ts';
import type { Refused } from './refused.ts';
import { type Replacement, refuseEngineName, renameEngineName, renameKeyElsewhere } from './renameNetwork.ts';
import type { Snapshot } from './snapshot.ts';

// Names that compose allows for services and networks (compose-spec.json), and for containers.
const allowedName = /^[a-zA-Z0-9._-]+$/;
const allowedContainerName = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

const kindWords = {
  service: 'a service',
  network: 'a network',
  alias: 'an alias',
  'container-name': 'a container',
} as const;

/** The name that would be renamed, or why it cannot be. */
export function prepareRename(
  snapshot: Snapshot,
  position: Position,
): { readonly range: Range; readonly placeholder: string } | Refused {
  const name = nameAt(snapshot, snapshot.lines.offsetAt(position));
  const known = name ? undefined : engineNameAt(snapshot, snapshot.lines.offsetAt(position));
  if (known) {
    const { network, span } = known;
    return (
      refuseEngineName(snapshot, network) ?? { range: spanPlace(snapshot, span), placeholder: network.realName.value }
    );
  }
  const target = name && targetOf(snapshot.project, name);
  if (!name || !target) return { refused: 'Here is no name of a service, network, alias or container.' };
  if ('refused' in target) return target;
  return { range: spanPlace(snapshot, name.span), placeholder: name.name };
}

/**
 * Gives a service, network, alias or container another name wherever a file of the project means it, in URLs as well as far as the
 * host can be nothing else. Only the names themselves are changed. The name of a network in the engine follows in other
 * projects of the workspace.
 */
export function rename(snapshot: Snapshot, position: Position, newName: string): WorkspaceEdit | Refused {
  const name = nameAt(snapshot, snapshot.lines.offsetAt(position));
  const known = name ? undefined : engineNameAt(snapshot, snapshot.lines.offsetAt(position));
  if (known) {
    const replacements = renameEngineName(snapshot, known.network, newName);
    return 'refused' in replacements ? replacements : { changes: changesOf(snapshot, replacements) };
  }
  const target = name && targetOf(snapshot.project, name);
  if (!name || !target) return { refused: 'Here is no name of a service, network, alias or container.' };
  if ('refused' in target) return target;
  const symbols = target.symbols;
  const refused = refuseName(snapshot.project, symbols, newName) ?? refuseHidden(snapshot, symbols);
  if (refused) return { refused };
  const occurrences = occurrencesOf(snapshot, { ...name, symbols }).filter((each) =>
    meansOnly(snapshot.project, each, symbols),
  );
  const elsewhere = renameKeyElsewhere(snapshot, networkOf(snapshot, { ...name, symbols }), newName);
  if ('refused' in elsewhere) return elsewhere;
  const replacements = occurrences.map((each) => ({ span: each.span, newText: writtenAs(snapshot, each, newName) }));
  return { changes: changesOf(snapshot, [...replacements, ...elsewhere]) };
}

function changesOf(snapshot: Snapshot, replacements: readonly Replacement[]): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {};
  for (const { span, newText } of replacements) {
    const { uri } = span.anchor;
    changes[uri] = [...(changes[uri] ?? []), { range: spanPlace(snapshot, span), newText }];
  }
  return changes;
}

/** The symbols to rename: those of one thing, of the service where a host name may mean several. */
function targetOf(
  project: Project,
  { name, symbols, reference }: NameAt,
): { readonly symbols: readonly NamedSymbol[] } | Refused | undefined {
  const [first] = symbols;
  if (!first) {
    if (!reference || reference.role === 'url') return undefined;
    if (name === 'default') return { refused: 'The network default is made by compose itself and cannot be renamed.' };
    return { refused: `${name} is not defined in any file that could be read, so it cannot be renamed here.` };
  }
  if (isResource(first.kind))
    return { refused: 'Only services and networks are renamed: a volume of another name would begin empty.' };
  const owners = new Set(symbols.map(({ kind, container }) => `${kind} ${container}`));
  if (owners.size > 1 && reference?.role === 'url') {
    return { refused: `${name} may mean several services here; rename it where it is defined.` };
  }
  if (
    first.kind === 'network' &&
    name === 'default' &&
    project.services.some(({ attachments }) => attachments.some(({ explicit }) => !explicit))
  ) {
    return { refused: 'Services that name no network join default by this name, so it cannot be renamed.' };
  }
  return { symbols };
}

function refuseName(project: Project, symbols: readonly NamedSymbol[], newName: string): string | undefined {
  const [first] = symbols;
  if (!first || !(first.kind in kindWords)) return 'This cannot be renamed.';
  const { kind } = first;
  const what = kindWords[kind as keyof typeof kindWords];
  const allowed = kind === 'container-name' ? allowedContainerName : allowedName;
  if (!allowed.test(newName)) {
    return `"${newName}" cannot be the name of ${what}: only letters, digits, dots, hyphens and underscores are allowed${kind === 'container-name' ? ', two at least and a letter or digit first' : ''}.`;
  }
  if (newName === first.name) return undefined;
  if (kind === 'network' && newName === 'default')
    return 'default is the network of services that name none; another network cannot take that name.';
  const twin = project.symbols.find((symbol) => symbol.name === newName && clashes(symbol, first));
  return (
    twin &&
    `There is already ${kindWords[twin.kind as keyof typeof kindWords]} called ${newName}${twin.container ? ` (of ${twin.container})` : ''}.`
  );
}

/** Networks have names of their own; services, aliases and containers are all host names. */
function clashes(other: NamedSymbol, own: NamedSymbol): boolean {
  if (own.kind === 'network' || other.kind === 'network') return own.kind === other.kind;
  return other.kind in kindWords;
}

/** A name that stands where it cannot be told apart from the text around it would keep its old name. */
function refuseHidden(snapshot: Snapshot, symbols: readonly NamedSymbol[]): string | undefined {
  for (const reference of snapshot.project.references) {
    if (!symbols.some(({ name }) => name === reference.name) || exactSpan(snapshot, reference)) continue;
    if (!symbolsOf(snapshot.project, reference).some((symbol) => symbols.includes(symbol))) continue;
    const { range } = spanLocation(snapshot, reference.span);
    const file = reference.uri === snapshot.uri ? '' : ` of ${baseName(reference.uri)}`;
    return `In line ${range.start.line + 1}${file}, ${reference.name} cannot be told apart from the text around it; change that line by hand first.`;
  }
  return undefined;
}

/** True unless a host name may mean something else as well. */
function meansOnly(project: Project, { reference }: Occurrence, symbols: readonly NamedSymbol[]): boolean {
  if (reference?.role !== 'url') return true;
  // `links: [database:db]` gives the name db here, which stays when database is renamed.
  if (!symbols.some(({ name }) => name === reference.name)) return false;
  return symbolsOf(project, reference).every((symbol) => symbols.includes(symbol));
}

/** A plain name that YAML would take for a number or true gets quotes where it stands alone. */
function writtenAs(snapshot: Snapshot, { span, reference }: Occurrence, newName: string): string {
  const { start, end } = toRange(span);
  const text = snapshot.fileOf(span.anchor.uri)?.text ?? '';
  if (reference?.role === 'policy') return inStatement(snapshot.project, reference, text[start - 1], newName);
  const alone =
    /[\s,[{]/.test(text[start - 1] ?? '\n') && /^(?:$|[\s,\]}]|:(?:$|[\s,]))/.test(text.slice(end, end + 2));
  return alone && reference?.role !== 'url' ? scalarText(newName, { flow: false, quote: 'double' }) : newName;
}

/** In `x-reach` a place wins over a service, and a service over a network of the same name, unless the kind is said. */
function inStatement(project: Project, { kind }: Reference, before: string | undefined, newName: string): string {
  const means = isPlaceWord(newName) || (kind === 'network' && project.serviceNamed.has(newName));
  return means && before !== ':' ? `${kind}:${newName}` : newName;
}
