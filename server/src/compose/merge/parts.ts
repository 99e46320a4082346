import type { Project } from '../../model/project.ts';
import type { Reference } from '../../model/symbol.ts';
import type { YamlPair } from '../../text/yamlNode.ts';
import { type EntryFacts, entryFacts } from '../entryFacts.ts';
import { canonicalUri, folderOf } from '../fileUri.ts';
import { type Discovery, type Layer, readTree } from '../layers.ts';
import { entriesBySection } from '../sections.ts';
import type { SourceFiles } from '../sourceFiles.ts';

/** One entry that contributes to a service or network, the one that is laid over the others last. */
export interface Part {
  readonly pair: YamlPair;
  readonly layer: Layer;
  /** False for a service that is extended: what it says counts, but it declares nothing here. */
  readonly own: boolean;
}

/** Everything that makes up one service or network. */
export interface Entry {
  readonly parts: readonly Part[];
  /** False when a service that it extends could not be read. */
  readonly complete: boolean;
}

/** What laying several files over each other needs. */
export interface Laying {
  readonly projectName: Project['name'];
  readonly sources: SourceFiles;
  readonly found: Discovery;
  /** References by `extends`, which only here get to know their file. */
  readonly references: Reference[];
  /** Facts of services in files that are only extended from. */
  readonly baseFacts: Map<YamlPair, EntryFacts>;
  readonly baseLayers: Map<string, Layer>;
}

type Section = 'services' | 'networks';

// A chain of `extends` that is longer than this is followed no further: for each of its services it is gone along again.
const mostLinks = 16;

/** The entries of a section over all layers, in the order in which their names are met first. */
export function entriesOf(laying: Laying, layers: readonly Layer[], section: Section): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const layer of layers) {
    for (const [name, entry] of entriesOfLayer(laying, layer, section)) {
      const earlier = entries.get(name);
      entries.set(name, earlier ? joined(earlier, entry) : entry);
    }
  }
  return entries;
}

function joined(earlier: Entry, later: Entry): Entry {
  return { parts: [...earlier.parts, ...later.parts], complete: earlier.complete && later.complete };
}

function entriesOfLayer(laying: Laying, layer: Layer, section: Section): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  const conflict = (name: string, later: Part, earlier: Part): void => {
    laying.found.problems.push({
      kind: 'include-conflict',
      section,
      name,
      span: later.pair.key.contentSpan,
      earlier: earlier.pair.key.contentSpan,
    });
  };
  for (const imported of layer.imports) {
    for (const [name, entry] of entriesOf(laying, imported, section)) {
      const earlier = entries.get(name);
      const [first] = earlier?.parts.filter(({ own }) => own) ?? [];
      const [later] = entry.parts.filter(({ own }) => own);
      // The same file may be included by two ways.
      if (first && later && first.pair === later.pair) continue;
      if (first && later) conflict(name, later, first);
      entries.set(name, earlier ? joined(earlier, entry) : entry);
    }
  }
  for (const [name, pair] of ownPairs(layer, section)) {
    const bases: Entry =
      section === 'services' ? basesOf(laying, layer, pair, entries, []) : { parts: [], complete: true };
    const own: Part = { pair, layer, own: true };
    const entry: Entry = { parts: [...bases.parts, own], complete: bases.complete };
    const imported = entries.get(name);
    const first = imported?.parts.find((part) => part.own);
    if (first) conflict(name, own, first);
    entries.set(name, imported ? joined(imported, entry) : entry);
  }
  return entries;
}

const pairsOfLayer = new WeakMap<Layer, Map<Section, ReadonlyMap<string, YamlPair>>>();

/** The entries of one file by name; of two with the same name the second one. */
function ownPairs(layer: Layer, section: Section): ReadonlyMap<string, YamlPair> {
  const bySection = pairsOfLayer.get(layer) ?? new Map<Section, ReadonlyMap<string, YamlPair>>();
  pairsOfLayer.set(layer, bySection);
  const known = bySection.get(section);
  if (known) return known;
  const pairs = new Map<string, YamlPair>();
  bySection.set(section, pairs);
  for (const { header, entries } of entriesBySection(layer.tree)) {
    if (header.key.value === section) for (const pair of entries ?? []) pairs.set(pair.key.value, pair);
  }
  return pairs;
}

/** The services that `extends` of this one leads to, the farthest first. */
function basesOf(
  laying: Laying,
  layer: Layer,
  pair: YamlPair,
  imported: ReadonlyMap<string, Entry>,
  chain: readonly string[],
): Entry {
  const extension = factsOf(laying, layer, pair).service?.extends;
  if (!extension) return { parts: [], complete: true };
  const unread: Entry = { parts: [], complete: false };
  const { service: name, serviceSpan: span, file } = extension;
  const baseLayer = file ? layerOf(laying, layer, file) : layer;
  if (!baseLayer) return unread;
  const here = `${canonicalUri(layer.tree.uri)} ${pair.key.value}`;
  const links = [...chain, here];
  if (links.length > mostLinks) {
    laying.found.unread.push(span);
    return unread;
  }
  if (links.includes(`${canonicalUri(baseLayer.tree.uri)} ${name}`)) {
    const names = [...links.map((link) => link.slice(link.lastIndexOf(' ') + 1)), name];
    laying.found.problems.push({ kind: 'source-cycle', use: 'extends', names, span });
    return unread;
  }
  const pairs = ownPairs(baseLayer, 'services');
  const base = pairs.get(name);
  if (!base) {
    const included = file ? undefined : imported.get(name);
    if (included) return { ...included, parts: included.parts.map((part) => ({ ...part, own: false })) };
    laying.found.problems.push({
      kind: 'undefined-base',
      service: name,
      ...(file ? { file: file.value } : {}),
      known: [...pairs.keys()].filter((key) => key !== pair.key.value),
      span,
    });
    return unread;
  }
  if (baseLayer.role === 'extends') laying.baseFacts.set(base, factsOf(laying, baseLayer, base));
  if (file) {
    const scope = baseLayer.role === 'extends' ? { scope: baseLayer.tree.uri } : {};
    laying.references.push({
      kind: 'service',
      name,
      uri: span.anchor.uri,
      span,
      from: pair.key.value,
      role: 'extends',
      ...scope,
    });
  }
  const deeper = basesOf(laying, baseLayer, base, new Map(), links);
  return { parts: [...deeper.parts, { pair: base, layer: baseLayer, own: false }], complete: deeper.complete };
}

const factsOf = ({ projectName }: Laying, { tree, environment }: Layer, pair: YamlPair): EntryFacts =>
  entryFacts({ tree, environment, projectName, section: 'services' }, pair);

/** The file that `extends` names: the same one again, or one of which nothing else is taken. */
function layerOf(
  laying: Laying,
  from: Layer,
  file: NonNullable<NonNullable<EntryFacts['service']>['extends']>['file'] & {},
): Layer | undefined {
  const tree = readTree({ sources: laying.sources, found: laying.found }, from, file, 'extends');
  if (!tree) return undefined;
  const uri = canonicalUri(tree.uri);
  if (uri === canonicalUri(from.tree.uri)) return from;
  let layer = laying.baseLayers.get(uri);
  if (!layer) {
    layer = { tree, role: 'extends', environment: from.environment, folder: folderOf(tree.uri), imports: [] };
    laying.baseLayers.set(uri, layer);
    const known = laying.found.files.some((each) => canonicalUri(each.uri) === uri);
    if (!known) laying.found.files.push({ uri: tree.uri, role: 'extends', folder: layer.folder, by: file.span });
  }
  return layer;
}
