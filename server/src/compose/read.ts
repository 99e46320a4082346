import type { Network } from '../model/network.ts';
import type { Problem } from '../model/problem.ts';
import type { Project } from '../model/project.ts';
import type { VariableUse } from '../model/scalar.ts';
import type { Service } from '../model/service.ts';
import type { NamedSymbol, Reference } from '../model/symbol.ts';
import type { Span } from '../text/span.ts';
import type { YamlAlias, YamlNode, YamlPair } from '../text/yamlNode.ts';
import type { YamlSection, YamlTree } from '../text/yamlTree.ts';
import { networkSymbol, normalizeProjectName, serviceReferences, serviceSymbols } from './names.ts';
import { implicitDefaultNetwork, readNetwork } from './readNetwork.ts';
import { readService } from './readService.ts';
import { createResolver, type Resolver } from './resolver.ts';
import { childOf, composeSchema, type SchemaNode } from './schema.ts';
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
  readonly environment: ReadonlyMap<string, string>;
  readonly projectName: string;
  readonly followed: readonly { readonly alias: YamlAlias; readonly node: YamlNode | undefined }[];
  readonly problems: readonly Problem[];
  readonly variables: readonly VariableUse[];
  readonly service?: Service;
  readonly network?: Network;
  readonly symbols: readonly NamedSymbol[];
  readonly references: readonly Reference[];
}

const factsOfPair = new WeakMap<YamlPair, EntryFacts>();

/** Reads a compose file. Never throws; of broken text it reads what is whole. */
export function readProject(tree: YamlTree, context: ReadContext): Project {
  const { uri } = tree;
  const sections = entriesBySection(tree);
  const nameFacts = readName(tree, context);
  const problems: Problem[] = [...syntaxProblems(tree)];
  const services: Service[] = [];
  const networks: Network[] = [];
  const facts: EntryFacts[] = [];
  const top = createResolver(tree, context.environment);
  const keys = new Map<string, Span>();
  for (const { header, entries, value } of sections) {
    const section = header.key.value;
    const earlier = keys.get(section);
    if (earlier) problems.push({ kind: 'duplicate-key', key: section, span: header.key.span, first: earlier });
    else keys.set(section, header.key.contentSpan);
    if (section === '<<' || section.startsWith('x-')) continue;
    const schema = childOf(composeSchema, section);
    if (!schema) {
      problems.push(unknownTopKey(header));
      continue;
    }
    if (!entries) {
      checkStructure(top, value, schema, [section], header);
      continue;
    }
    problems.push(...duplicateEntries(entries));
    for (const pair of entries) {
      const read = entryFacts(tree, context, nameFacts, section, pair, schema);
      facts.push(read);
      if (read.service) services.push(read.service);
      if (read.network) networks.push(read.network);
    }
  }
  const serviceNamed = new Map(services.map((service) => [service.name, service]));
  const networkNamed = new Map(networks.map((network) => [network.name, network]));
  const needsDefault = services.some((service) => service.attachments.some(({ network }) => network === 'default'));
  if (needsDefault && !networkNamed.has('default')) {
    const implicit = implicitDefaultNetwork(uri, nameFacts);
    networks.push(implicit);
    networkNamed.set('default', implicit);
  }
  for (const { problems: own } of facts) for (const problem of own) problems.push(problem);
  problems.push(...top.problems);
  return {
    uri,
    name: nameFacts,
    services: [...serviceNamed.values()],
    networks: [...networkNamed.values()],
    serviceNamed,
    networkNamed,
    keys,
    symbols: facts.flatMap((each) => each.symbols),
    references: facts.flatMap((each) => each.references),
    variables: [...facts.flatMap((each) => each.variables), ...top.variables],
    problems,
    suppressions: readSuppressions(tree),
    unreadSources: [
      ...services.flatMap((service) => (service.extends?.file ? [service.extends.serviceSpan] : [])),
      ...[keys.get('include')].filter((span) => span !== undefined),
    ],
  };
}

interface SectionEntries {
  readonly header: YamlPair;
  readonly value: YamlNode | undefined;
  /** The entries of a map; undefined where the section has another shape. */
  readonly entries: readonly YamlPair[] | undefined;
}

function entriesBySection(tree: YamlTree): readonly SectionEntries[] {
  return tree.sections.flatMap((section) => sectionEntries(tree, section));
}

function sectionEntries(tree: YamlTree, { block, entries }: YamlSection): readonly SectionEntries[] {
  if (block.content?.kind !== 'map') return [];
  return block.content.pairs.map((header, index, all): SectionEntries => {
    if (entries && index === all.length - 1) {
      const pairs = entries.flatMap((entry) => (entry.content?.kind === 'map' ? entry.content.pairs : []));
      return { header, value: header.value, entries: withMerged(tree, pairs) };
    }
    const value = header.value?.kind === 'alias' ? tree.resolve(header.value) : header.value;
    return { header, value, entries: value?.kind === 'map' ? withMerged(tree, value.pairs) : undefined };
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
): EntryFacts {
  const known = factsOfPair.get(pair);
  if (
    known &&
    known.environment === context.environment &&
    known.projectName === projectName.value &&
    known.followed.every(({ alias, node }) => tree.resolve(alias) === node)
  ) {
    return known;
  }
  const resolver = createResolver(tree, context.environment);
  const service = section === 'services' ? readService(resolver, tree.uri, pair) : undefined;
  const network = section === 'networks' ? readNetwork(resolver, tree.uri, pair, projectName) : undefined;
  checkEntry(resolver, section, pair, sectionSchema);
  const facts: EntryFacts = {
    environment: context.environment,
    projectName: projectName.value,
    followed: resolver.followed,
    problems: resolver.problems,
    variables: resolver.variables,
    ...(service ? { service } : {}),
    ...(network ? { network } : {}),
    symbols: service ? serviceSymbols(service) : network ? networkSymbol(network) : [],
    references: service ? serviceReferences(service) : [],
  };
  factsOfPair.set(pair, facts);
  return facts;
}

function checkEntry(resolver: Resolver, section: string, pair: YamlPair, schema: SchemaNode): void {
  const name = pair.key.value;
  if (name === '') return;
  if (schema.names && !new RegExp(schema.names).test(name)) {
    const known: readonly string[] = [];
    resolver.problems.push({ kind: 'unknown-key', key: name, where: section, path: [section, name], known, span: pair.key.span });
    return;
  }
  if (schema.values) checkStructure(resolver, pair.value, schema.values, [section, name], pair);
  else if (pair.value?.kind === 'map') checkDuplicateKeys(resolver, pair.value);
}

function duplicateEntries(entries: readonly YamlPair[]): readonly Problem[] {
  const first = new Map<string, YamlPair>();
  const problems: Problem[] = [];
  for (const pair of entries) {
    const earlier = first.get(pair.key.value);
    if (earlier) problems.push({ kind: 'duplicate-key', key: pair.key.value, span: pair.key.span, first: earlier.key.span });
    else first.set(pair.key.value, pair);
  }
  return problems;
}

function unknownTopKey(header: YamlPair): Problem {
  const key = header.key.value;
  return { kind: 'unknown-key', key, where: placeInWords([]), path: [key], known: Object.keys(composeSchema.keys ?? {}), span: header.key.span };
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

function syntaxProblems(tree: YamlTree): readonly Problem[] {
  return tree.blocks.flatMap((block) => [
    ...block.errors.map((error): Problem =>
      error.code === 'tab-indentation'
        ? { kind: 'tab-indentation', span: error.span }
        : { kind: 'syntax', message: error.message, span: error.span },
    ),
    ...strayContent(tree, block.content),
  ]);
}

/** Text that is no entry: a word without a colon, a list at the top. */
function strayContent(tree: YamlTree, content: YamlNode | undefined): readonly Problem[] {
  if (!content || content.kind === 'map') return [];
  if (content.kind === 'scalar' && content.value === '' && tree.blocks.length === 1) return [];
  const what = content.kind === 'sequence' ? 'a list' : content.kind === 'alias' ? 'an alias' : `"${content.value.slice(0, 40)}"`;
  return [{ kind: 'syntax', message: `A key with a colon is expected here, not ${what}`, span: content.span }];
}
