import type { Network } from '../model/network.ts';
import type { Problem } from '../model/problem.ts';
import type { Project, Suppression } from '../model/project.ts';
import type { VariableUse } from '../model/scalar.ts';
import type { Service } from '../model/service.ts';
import type { NamedSymbol } from '../model/symbol.ts';
import type { Span } from '../text/span.ts';
import type { YamlPair } from '../text/yamlNode.ts';
import type { YamlTree } from '../text/yamlTree.ts';
import { checkKeysWithin } from './duplicateKeys.ts';
import { type EntryFacts, entryFacts } from './entryFacts.ts';
import { type Discovery, type Layer, readLayers } from './layers.ts';
import { isPlain, type MergedFacts, mergedFacts } from './merge/mergedFacts.ts';
import { entriesOf, type Laying } from './merge/parts.ts';
import { normalizeProjectName } from './names.ts';
import { implicitDefaultNetwork } from './readNetwork.ts';
import { formConflicts, policyReferences, type ReachSource, reachKey, reachPolicy, readReach } from './readReach.ts';
import { createResolver } from './resolver.ts';
import { childOf, composeSchema, isMap } from './schema.ts';
import { entriesBySection } from './sections.ts';
import { noSourceFiles, type SourceFiles } from './sourceFiles.ts';
import { checkStructure, nothing, placeInWords } from './structure.ts';
import { readSuppressions } from './suppressions.ts';
import { syntaxProblems } from './syntaxProblems.ts';

/** What a compose file means depends on these too. */
export interface ReadContext {
  /** Variables of the project's `.env` file, and of the shell where it is known. */
  readonly environment: ReadonlyMap<string, string>;
  /** Name of the folder that holds the main file, from which compose makes the project's name. */
  readonly directoryName: string;
  /** Files read on top of the main one, in the order of `-f`. */
  readonly overrides?: readonly YamlTree[];
  /** For the files that `include` and `extends` name; without it they stay unread. */
  readonly sources?: SourceFiles;
  /** Files that include or extend this one without being part of the project. */
  readonly usedBy?: readonly string[];
}

/** Reads a compose project from its main file on. Never throws; of broken text it reads what is whole. */
export function readProject(tree: YamlTree, context: ReadContext): Project {
  const found: Discovery = { files: [], problems: [], unread: [] };
  const sources = context.sources ?? noSourceFiles;
  const layers = readLayers([tree, ...(context.overrides ?? [])], context.environment, sources, found);
  const name = readName(layers, context);
  const laying: Laying = {
    projectName: name,
    sources,
    found,
    references: [],
    baseFacts: new Map(),
    baseLayers: new Map(),
  };
  const read = layers.map((layer) => readLayer(layer, name));
  const all = [...read, ...read.flatMap(({ imported }) => imported)];
  const serviceNamed = new Map<string, Service>();
  const networkNamed = new Map<string, Network>();
  const merged: MergedFacts[] = [];
  if (layers.length === 1 && layers[0]?.imports.length === 0 && !all.some(({ isLaid }) => isLaid)) {
    for (const { service, network } of read[0]?.facts ?? []) {
      if (service) serviceNamed.set(service.name, service);
      if (network) networkNamed.set(network.name, network);
    }
  } else {
    for (const section of ['services', 'networks'] as const) {
      for (const [key, entry] of entriesOf(laying, layers, section)) {
        const [part] = entry.parts;
        const facts: EntryFacts | MergedFacts | undefined =
          part && isPlain(entry)
            ? entryFacts({ ...part.layer, projectName: name, section }, part.pair)
            : mergedFacts(section, entry, name);
        if (facts && 'pair' in facts) merged.push(facts);
        if (facts?.service) serviceNamed.set(key, facts.service);
        if (facts?.network) networkNamed.set(key, facts.network);
      }
    }
  }
  if (!networkNamed.has('default') && needsDefault(serviceNamed)) {
    networkNamed.set('default', implicitDefaultNetwork(tree.uri, name));
  }
  const policy = reachPolicy(
    all.flatMap((layer) => layer.reach ?? []),
    serviceNamed,
    networkNamed,
  );
  found.problems.push(...formConflicts(read.flatMap((layer) => layer.reach ?? [])));
  const baseFacts = [...laying.baseFacts.values()];
  const facts = all.flatMap((layer) => layer.facts);
  const symbols = once(() => [
    ...joined(facts, (each) => each.symbols),
    ...joined(merged, (each) => each.symbols),
    ...joined(baseFacts, (each) => each.symbols.filter(({ kind }) => kind === 'service').map(scoped)),
  ]);
  const references = once(() => [
    ...joined(facts, (each) => each.references),
    ...joined(merged, (each) => each.references),
    ...laying.references,
    ...(policy ? policyReferences(policy) : []),
  ]);
  const variables = once(() => joined([...facts, ...all, ...baseFacts], (each) => each.variables));
  return {
    uri: tree.uri,
    files: found.files,
    usedBy: context.usedBy ?? [],
    name,
    services: [...serviceNamed.values()],
    networks: [...networkNamed.values()],
    serviceNamed,
    networkNamed,
    keys: new Map(all.toReversed().flatMap((layer) => [...layer.keys])),
    get symbols() {
      return symbols();
    },
    get references() {
      return references();
    },
    get variables() {
      return variables();
    },
    ...(policy ? { policy } : {}),
    problems: [...all, ...baseFacts, ...merged, found].flatMap((each) => each.problems),
    suppressions: all.flatMap((layer) => layer.suppressions),
    unreadSources: [...found.unread, ...all.flatMap((layer) => layer.unread)],
  };
}

/** What one file says by itself. */
interface LayerFacts {
  readonly facts: readonly EntryFacts[];
  readonly problems: Problem[];
  /** Parts that are too large to be read. */
  readonly unread: readonly Span[];
  readonly variables: readonly VariableUse[];
  readonly keys: ReadonlyMap<string, Span>;
  readonly suppressions: readonly Suppression[];
  readonly reach?: ReachSource;
  /** Facts of the projects that it includes, theirs among them. */
  readonly imported: readonly LayerFacts[];
  /** True when a service extends another one or a tag changes what files before it say. */
  readonly isLaid: boolean;
}

function readLayer({ tree, role, environment, imports }: Layer, projectName: Project['name']): LayerFacts {
  const problems = syntaxProblems(tree);
  const unread = problems.flatMap(({ kind, span }) => (kind === 'unread' ? [span] : []));
  const top = createResolver(tree, environment);
  const facts: EntryFacts[] = [];
  const keys = new Map<string, Span>();
  let reach: ReachSource | undefined;
  for (const found of entriesBySection(tree)) {
    const { header, entries, value, distinct, known } = found;
    const section = header.key.value;
    const earlier = keys.get(section);
    if (earlier) problems.push({ kind: 'duplicate-key', key: section, span: header.key.span, first: earlier });
    else keys.set(section, header.key.contentSpan);
    if (section.startsWith('x-')) checkKeysWithin(top, value);
    if (section === reachKey) reach = readReach(top, tree.uri, found) ?? reach;
    if (section === '<<' || section.startsWith('x-')) continue;
    const schema = childOf(composeSchema, section);
    if (!schema) problems.push(unknownTopKey(header));
    else if (!entries || !isMap(schema)) checkStructure(top, value, schema, [section], header);
    else {
      const first = new Map<string, YamlPair>();
      for (const [index, pair] of entries.entries()) {
        const twin = distinct ? undefined : first.get(pair.key.value);
        if (twin) problems.push(duplicateKey(pair, twin));
        else if (!distinct) first.set(pair.key.value, pair);
        const read = entryFacts({ tree, environment, projectName, section }, pair, known[index]);
        known[index] = read;
        facts.push(read);
        if (read.problems.length > 0) problems.push(...read.problems);
      }
    }
  }
  problems.push(...top.problems);
  const imported = imports.flat().map((layer) => readLayer(layer, projectName));
  return {
    facts,
    unread,
    // Over another file a key without a value leaves what is there.
    problems: role === 'override' ? problems.filter((each) => !isNothing(each)) : problems,
    variables: top.variables,
    keys,
    suppressions: readSuppressions(tree),
    ...(reach ? { reach } : {}),
    imported: imported.flatMap((layer) => [layer, ...layer.imported]),
    isLaid: facts.some((each) => each.isLaid),
  };
}

const isNothing = (problem: Problem): boolean => problem.kind === 'wrong-type' && problem.actual === nothing;

/** A service that is only extended is known in its own file alone. */
const scoped = (symbol: NamedSymbol): NamedSymbol => ({ ...symbol, scope: symbol.uri });

function needsDefault(services: ReadonlyMap<string, Service>): boolean {
  for (const { attachments } of services.values())
    for (const { network } of attachments) if (network === 'default') return true;
  return false;
}

/** Nearly all lists are short or empty, where a loop is several times faster than `flatMap`. */
function joined<From, T>(from: readonly From[], listOf: (each: From) => readonly T[]): readonly T[] {
  const all: T[] = [];
  for (const each of from) for (const item of listOf(each)) all.push(item);
  return all;
}

/** Made when it is asked for first: most keystrokes need none of the long lists. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function duplicateKey({ key }: YamlPair, twin: YamlPair): Problem {
  return { kind: 'duplicate-key', key: key.value, span: key.span, first: twin.key.span };
}

function unknownTopKey(header: YamlPair): Problem {
  const key = header.key.value;
  return {
    kind: 'unknown-key',
    key,
    where: placeInWords([]),
    path: [key],
    known: Object.keys(composeSchema.keys ?? {}),
    span: header.key.span,
  };
}

/** The last file that gives a name decides; the environment wins over all. */
function readName(layers: readonly Layer[], { environment, directoryName }: ReadContext): Project['name'] {
  const texts = layers.flatMap(({ tree }) => {
    const pair = tree.sections
      .flatMap(({ block }) => (block.content?.kind === 'map' ? block.content.pairs : []))
      .findLast((each) => each.key.value === 'name');
    return createResolver(tree, environment).text(pair?.value) ?? [];
  });
  const text = texts.findLast((each) => each.type !== 'null');
  const fromEnvironment = environment.get('COMPOSE_PROJECT_NAME');
  if (fromEnvironment) return { value: fromEnvironment, known: true, ...(text ? { span: text.span } : {}) };
  if (text) return { value: text.value, known: text.known, span: text.span };
  const value = normalizeProjectName(directoryName);
  return { value, known: value !== '' };
}
