import type { Project } from '../model/project.ts';
import type { NamedSymbol, Reference } from '../model/symbol.ts';
import { type Span, toRange, touches, within } from '../text/span.ts';
import type { Snapshot } from './snapshot.ts';

const mostNameLength = 1_000;

/** One place where a name stands. */
export interface Occurrence {
  readonly uri: string;
  /** The name alone, without quotes. */
  readonly span: Span;
  readonly definition: boolean;
  readonly reference?: Reference;
}

/** A name under the cursor and what it may mean. */
export interface NameAt {
  readonly name: string;
  readonly span: Span;
  /** Empty where the file does not define it. Several where a host name has several owners. */
  readonly symbols: readonly NamedSymbol[];
  readonly reference?: Reference;
}

/** The service, network, alias or container name whose name touches the offset. */
export function nameAt(snapshot: Snapshot, offset: number): NameAt | undefined {
  const { project } = snapshot;
  const defined = project.symbols.filter((symbol) => touches(symbol.selectionSpan, snapshot.uri, offset));
  const [first] = defined;
  if (first) {
    // A key that stands twice defines its name twice, and an anchor that several services use gives one place to several.
    const owners = new Set(defined.map(({ container }) => container));
    const symbols = project.symbols.filter(
      ({ kind, name, container, scope }) =>
        kind === first.kind && name === first.name && scope === first.scope && owners.has(container),
    );
    return { name: first.name, span: first.selectionSpan, symbols };
  }
  for (const reference of project.references) {
    if (!touches(reference.span, snapshot.uri, offset)) continue;
    const span = exactSpan(snapshot, reference);
    if (span && touches(span, snapshot.uri, offset))
      return { name: reference.name, span, symbols: symbolsOf(project, reference), reference };
  }
  return undefined;
}

/**
 * What a reference means. A host name may be a service, an alias or a container name; it is none of them where the
 * service that uses it gives it a meaning of its own.
 */
export function symbolsOf(project: Project, reference: Reference): readonly NamedSymbol[] {
  const { role, name, kind, scope } = reference;
  if (role !== 'url')
    return project.symbols.filter((symbol) => symbol.kind === kind && symbol.name === name && symbol.scope === scope);
  const user = reference.from === undefined ? undefined : project.serviceNamed.get(reference.from);
  if (user?.extraHosts.some(({ host }) => host === name)) return [];
  const link = user?.links.find(({ alias }) => alias === name);
  if (link) return project.symbols.filter((symbol) => symbol.kind === 'service' && symbol.name === link.service);
  return project.symbols.filter((symbol) => isHostName(symbol) && symbol.name === name);
}

const isHostName = ({ kind, scope }: NamedSymbol): boolean =>
  scope === undefined && (kind === 'service' || kind === 'alias' || kind === 'container-name');

/**
 * Every place that means the same, definitions first, each place once. A name that nothing in the file defines occurs
 * where others name it in the same way.
 */
export function occurrencesOf(snapshot: Snapshot, { name, symbols, reference }: NameAt): readonly Occurrence[] {
  const { project } = snapshot;
  const found = new Map<string, Occurrence>();
  const add = (occurrence: Occurrence): void => {
    const { start, end } = toRange(occurrence.span);
    const key = `${occurrence.uri} ${start} ${end}`;
    if (!found.has(key)) found.set(key, occurrence);
  };
  for (const { uri, selectionSpan } of symbols) add({ uri, span: selectionSpan, definition: true });
  const names = new Set([name, ...symbols.map((symbol) => symbol.name)]);
  for (const other of project.references) {
    if (!names.has(other.name)) continue;
    const same =
      symbols.length > 0
        ? symbolsOf(project, other).some((target) => symbols.includes(target))
        : reference !== undefined &&
          other.kind === reference.kind &&
          (other.role === 'url') === (reference.role === 'url');
    const span = same ? exactSpan(snapshot, other) : undefined;
    if (span) add({ uri: other.uri, span, definition: false, reference: other });
  }
  return [...found.values()];
}

/**
 * The place of the name itself. The model gives that of the whole text where variables or escapes move it; then it is
 * looked for, and undefined when it stands there more than once.
 */
export function exactSpan(snapshot: Snapshot, { span, name, uri }: Reference): Span | undefined {
  const { start, end } = toRange(span);
  const text = snapshot.fileOf(uri)?.text.slice(start, end);
  if (text === undefined) return undefined;
  if (text === name) return span;
  // No name is as long as that, and no regular expression either.
  if (name.length > mostNameLength) return undefined;
  const hosts = [...text.matchAll(new RegExp(`(?<![\\w.-])${escapeRegExp(name)}(?![\\w.-])`, 'g'))].filter(
    ({ index }) => !isInVariable(text, index),
  );
  const likely = hosts.filter(
    ({ index }) => /(?:\/\/|[@,=])$/.test(text.slice(0, index)) || /^:\d/.test(text.slice(index + name.length)),
  );
  const [found, second] = likely.length > 0 ? likely : hosts;
  return found && !second ? within(span, found.index, found.index + name.length) : undefined;
}

function isInVariable(text: string, index: number): boolean {
  return [...text.matchAll(/\$\{[^}]*\}?|\$\w+/g)].some(
    (use) => index >= use.index && index < use.index + use[0].length,
  );
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');
