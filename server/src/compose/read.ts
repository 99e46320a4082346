import type { Network } from '../model/network.ts';
import type { Problem } from '../model/problem.ts';
import type { Project } from '../model/project.ts';
import type { VariableUse } from '../model/scalar.ts';
import type { Service } from '../model/service.ts';
import type { NamedSymbol, Reference } from '../model/symbol.ts';
import type { Span } from '../text/span.ts';
import type { YamlAlias, YamlMap, YamlNode, YamlPair } from '../text/yamlNode.ts';
import type { YamlSection, YamlTree } from '../text/yamlTree.ts';
import { networkSymbol, normalizeProjectName, serviceReferences, serviceSymbols } from './names.ts';
import { implicitDefaultNetwork, readNetwork } from './readNetwork.ts';
import { readService } from './readService.ts';
import { createResolver, type Resolver } from './resolver.ts';
import { childOf, composeSchema, type SchemaNode } from './schema.ts';
import { sectionPairs } from './sectionPairs.ts';
import { checkDuplicateKeys, checkStructure, placeInWords } from './structure.ts';
import { readSuppressions } from './suppressions.ts';

/** What a compose file means depends on these too. */
export interface ReadContext {
  /** Variables of the project's `.env` file, and of the shell where it is known. */
  readonly environment: ReadonlyMap<string, string>;
  /** Name of the folder that holds the file, from which compose makes the project's name. */
  readonly directoryName: string;
}

/** What one entry contributes; kept as long as neither the entry nor what it depends on changes. */
interface EntryFacts {
  readonly section: string;
  readonly environment: ReadonlyMap<string, string>;
  readonly projectName: Project['name'];
  readonly followed: ReadonlyMap<YamlAlias, YamlNode | undefined>;
  readonly problems: readonly Problem[];
  readonly variables: readonly VariableUse[];
  readonly service?: Service;
  readonly network?: Network;
  /** The service joins the network `default`. */
  readonly needsDefault: boolean;
  readonly symbols: readonly NamedSymbol[];
  readonly references: readonly Reference[];
}

const factsOfPair = new WeakMap<YamlPair, EntryFacts>();

/** Reads a compose file. Never throws; of broken text it reads what is whole. */
export function readProject(tree: YamlTree, context: ReadContext): Project {
  const { uri } = tree;
  const name = readName(tree, context);
  const problems = syntaxProblems(tree);
  const top = createResolver(tree, context.environment);
  const facts: EntryFacts[] = [];
  const serviceNamed = new Map<string, Service>();
  const networkNamed = new Map<string, Network>();
  const keys = new Map<string, Span>();
  const unreadSources: Span[] = [];
  let needsDefault = false;
  for (const { header, entries, value, distinct, known } of entriesBySection(tree)) {
    const section = header.key.value;
    const earlier = keys.get(section);
    if (earlier) problems.push({ kind: 'duplicate-key', key: section, span: header.key.span, first: earlier });
    else keys.set(section, header.key.contentSpan);
    if (section === '<<' || section.startsWith('x-')) continue;
    if (section === 'include') unreadSources.push(header.key.contentSpan);
    const schema = childOf(composeSchema, section);
    if (!schema) problems.push(unknownTopKey(header));
    else if (!entries) checkStructure(top, value, schema, [section], header);
    else {
      const first = new Map<string, YamlPair>();
      for (const [index, pair] of entries.entries()) {
        const twin = distinct ? undefined : first.get(pair.key.value);
        if (twin) problems.push(duplicateKey(pair, twin));
        else if (!distinct) first.set(pair.key.value, pair);
        const read = entryFacts(tree, context, name, section, pair, schema, known[index]);
        known[index] = read;
        const { service, network } = read;
        facts.push(read);
        if (read.problems.length > 0) problems.push(...read.problems);
        if (network) networkNamed.set(network.name, network);
        if (!service) continue;
        serviceNamed.set(service.name, service);
        needsDefault ||= read.needsDefault;
        if (service.extends?.file) unreadSources.push(service.extends.serviceSpan);
      }
    }
  }
  if (needsDefault && !networkNamed.has('default')) networkNamed.set('default', implicitDefaultNetwork(uri, name));
  problems.push(...top.problems);
  const symbols = once(() => joined(facts, ({ symbols }) => symbols));
  const references = once(() => joined(facts, ({ references }) => references));
  const variables = once(() => [...joined(facts, ({ variables }) => variables), ...top.variables]);
  return {
    uri,
    name,
    services: [...serviceNamed.values()],
    networks: [...networkNamed.values()],
    serviceNamed,
    networkNamed,
    keys,
    get symbols() {
      return symbols();
    },
    get references() {
      return references();
    },
    get variables() {
      return variables();
    },
    problems,
    suppressions: readSuppressions(tree),
    unreadSources,
  };
}

/** Nearly all lists are short or empty, where a loop is several times faster than `flatMap`. */
function joined<T>(facts: readonly EntryFacts[], listOf: (facts: EntryFacts) => readonly T[]): readonly T[] {
  const all: T[] = [];
  for (const each of facts) for (const item of listOf(each)) all.push(item);
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

interface SectionEntries {
  readonly header: YamlPair;
  readonly value: YamlNode | undefined;
  /** The entries of a map; undefined where the section has another shape. */
  readonly entries: readonly YamlPair[] | undefined;
  /** It is known that no key of the entries stands twice. */
  readonly distinct: boolean;
  /** The facts of the entries by their number, as far as they are known. */
  readonly known: (EntryFacts | undefined)[];
}

function entriesBySection(tree: YamlTree): readonly SectionEntries[] {
  return tree.sections.flatMap((section) => sectionEntries(tree, section));
}

function sectionEntries(tree: YamlTree, { block, entries }: YamlSection): readonly SectionEntries[] {
  if (block.content?.kind !== 'map') return [];
  return block.content.pairs.map((header, index, all): SectionEntries => {
    if (entries && index === all.length - 1) {
      const { pairs, distinct, merges, read } = sectionPairs(block, entries);
      if (merges) return { header, value: header.value, entries: withMerged(tree, pairs), distinct, known: [] };
      return { header, value: header.value, entries: pairs, distinct, known: read as SectionEntries['known'] };
    }
    const value = header.value?.kind === 'alias' ? tree.resolve(header.value) : header.value;
    return {
      header,
      value,
      entries: value?.kind === 'map' ? withMerged(tree, value.pairs) : undefined,
      distinct: false,
      known: [],
    };
  });
}

/** `<<` directly under `services` or `networks` adds whole entries. */
function withMerged(tree: YamlTree, pairs: readonly YamlPair[]): readonly YamlPair[] {
  if (!pairs.some((pair) => pair.key.value === '<<')) return pairs;
  const first = pairs[0];
  if (!first) return pairs;
  const resolver = createResolver(tree, new Map());
  return resolver.pairs({ kind: 'map', flow: false, pairs, span: first.span }) ?? pairs;
}

function entryFacts(
  tree: YamlTree,
  context: ReadContext,
  projectName: Project['name'],
  section: string,
  pair: YamlPair,
  sectionSchema: SchemaNode,
  known = factsOfPair.get(pair),
): EntryFacts {
  if (
    known &&
    known.section === section &&
    known.environment === context.environment &&
    known.projectName.value === projectName.value &&
    known.projectName.known === projectName.known &&
    isUnchanged(tree, known.followed)
  ) {
    return known;
  }
  const resolver = createResolver(tree, context.environment);
  const service = section === 'services' ? readService(resolver, tree.uri, pair) : undefined;
  const network = section === 'networks' ? readNetwork(resolver, tree.uri, pair, projectName) : undefined;
  checkEntry(resolver, section, pair, sectionSchema);
  const facts: EntryFacts = {
    section,
    environment: context.environment,
    projectName,
    followed: resolver.followed,
    problems: resolver.problems,
    variables: resolver.variables,
    ...(service ? { service } : {}),
    ...(network ? { network } : {}),
    needsDefault: service?.attachments.some((attachment) => attachment.network === 'default') ?? false,
    symbols: service ? serviceSymbols(service) : network ? networkSymbol(network) : [],
    references: service ? serviceReferences(service) : [],
  };
  factsOfPair.set(pair, facts);
  return facts;
}

function isUnchanged(tree: YamlTree, followed: EntryFacts['followed']): boolean {
  if (followed.size === 0) return true;
  for (const [alias, node] of followed) if (tree.resolve(alias) !== node) return false;
  return true;
}

function checkEntry(resolver: Resolver, section: string, pair: YamlPair, schema: SchemaNode): void {
  const name = pair.key.value;
  if (name === '') return;
  if (schema.closed && schema.names && !new RegExp(schema.names).test(name) && !name.startsWith('x-')) {
    const known: readonly string[] = [];
    resolver.problems.push({
      kind: 'unknown-key',
      key: name,
      where: section,
      path: [section, name],
      known,
      span: pair.key.span,
    });
    return;
  }
  if (schema.values) checkStructure(resolver, pair.value, schema.values, [section, name], pair);
  else if (pair.value?.kind === 'map') checkDuplicateKeys(resolver, pair.value);
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

function readName(tree: YamlTree, context: ReadContext): Project['name'] {
  const resolver = createResolver(tree, context.environment);
  const pair = tree.sections
    .flatMap(({ block }) => (block.content?.kind === 'map' ? block.content.pairs : []))
    .findLast((each) => each.key.value === 'name');
  const text = resolver.text(pair?.value);
  const fromEnvironment = context.environment.get('COMPOSE_PROJECT_NAME');
  if (fromEnvironment) return { value: fromEnvironment, known: true, ...(text ? { span: text.span } : {}) };
  if (text && text.type !== 'null') return { value: text.value, known: text.known, span: text.span };
  const value = normalizeProjectName(context.directoryName);
  return { value, known: value !== '' };
}

function syntaxProblems(tree: YamlTree): Problem[] {
  const problems: Problem[] = [];
  for (const { errors, content } of tree.noted) {
    for (const { code, message, span } of errors) {
      problems.push(code === 'tab-indentation' ? { kind: code, span } : { kind: code, message, span });
    }
    if (content && content.kind !== 'map') problems.push(...strayContent(tree, content));
  }
  return problems;
}

/** Text that is no entry: a word without a colon, a list at the top. */
function strayContent(tree: YamlTree, content: Exclude<YamlNode, YamlMap>): readonly Problem[] {
  if (content.kind === 'scalar' && content.value === '' && tree.blocks.length === 1) return [];
  const what =
    content.kind === 'sequence' ? 'a list' : content.kind === 'alias' ? 'an alias' : `"${content.value.slice(0, 40)}"`;
  return [{ kind: 'syntax', message: `A key with a colon is expected here, not ${what}.`, span: content.span }];
}
