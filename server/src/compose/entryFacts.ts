import type { Network } from '../model/network.ts';
import type { Problem } from '../model/problem.ts';
import type { Project } from '../model/project.ts';
import type { Text, VariableUse } from '../model/scalar.ts';
import type { Service } from '../model/service.ts';
import type { NamedSymbol, Reference } from '../model/symbol.ts';
import type { YamlAlias, YamlNode, YamlPair } from '../text/yamlNode.ts';
import type { YamlTree } from '../text/yamlTree.ts';
import { checkDuplicateKeys } from './duplicateKeys.ts';
import { holdsReset } from './merge/resetTags.ts';
import { networkSymbols, serviceReferences, serviceSymbols } from './names.ts';
import { readNetwork } from './readNetwork.ts';
import { resourceSymbols } from './readResources.ts';
import { readService } from './readService.ts';
import { createResolver, pairNamed, type Resolver } from './resolver.ts';
import { childOf, composeSchema, type SchemaNode } from './schema.ts';
import { checkStructure } from './structure.ts';

/** What one entry of one file says; kept as long as neither the entry nor what it depends on changes. */
export interface EntryFacts {
  readonly section: string;
  readonly environment: ReadonlyMap<string, string>;
  readonly projectName: Project['name'];
  readonly followed: ReadonlyMap<YamlAlias, YamlNode | undefined>;
  readonly problems: readonly Problem[];
  readonly variables: readonly VariableUse[];
  readonly service?: Service;
  readonly network?: Network;
  /** The file of an entry of `configs`. */
  readonly configFile?: Text;
  readonly symbols: readonly NamedSymbol[];
  readonly references: readonly Reference[];
  /** The entry extends another one, or takes away with `!reset` what is there so far. */
  readonly isLaid: boolean;
}

/** Where an entry stands. */
export interface EntryPlace {
  readonly tree: YamlTree;
  readonly environment: ReadonlyMap<string, string>;
  readonly projectName: Project['name'];
  readonly section: string;
}

const factsOfPair = new WeakMap<YamlPair, EntryFacts>();

/** What is known of an entry that was read before. */
export const knownEntryFacts = (pair: YamlPair): EntryFacts | undefined => factsOfPair.get(pair);

/** `known` are the facts of the entry before, where they are at hand. */
export function entryFacts(place: EntryPlace, pair: YamlPair, known = factsOfPair.get(pair)): EntryFacts {
  const { tree, environment, projectName, section } = place;
  if (
    known &&
    known.section === section &&
    known.environment === environment &&
    sameName(known.projectName, projectName) &&
    isUnchanged((alias) => tree.resolve(alias), known.followed)
  ) {
    return known;
  }
  const resolver = createResolver(tree, environment);
  const service = section === 'services' ? readService(resolver, tree.uri, pair) : undefined;
  const network = section === 'networks' ? readNetwork(resolver, tree.uri, pair, projectName) : undefined;
  const configFile =
    section === 'configs' ? resolver.text(pairNamed(resolver.pairs(pair.value), 'file')?.value) : undefined;
  const schema = childOf(composeSchema, section);
  if (schema) checkEntry(resolver, section, pair, schema);
  const facts: EntryFacts = {
    section,
    environment,
    projectName,
    followed: resolver.followed,
    problems: resolver.problems,
    variables: resolver.variables,
    ...(service ? { service } : {}),
    ...(network ? { network } : {}),
    ...(configFile ? { configFile } : {}),
    symbols: service
      ? serviceSymbols(service)
      : network
        ? networkSymbols(network)
        : resourceSymbols(section, tree.uri, pair),
    references: service ? serviceReferences(service) : [],
    isLaid: service?.extends !== undefined || holdsReset(pair.value),
  };
  factsOfPair.set(pair, facts);
  return facts;
}

export const sameName = (a: Project['name'], b: Project['name']): boolean => a.value === b.value && a.known === b.known;

export function isUnchanged(
  resolve: (alias: YamlAlias) => YamlNode | undefined,
  followed: ReadonlyMap<YamlAlias, YamlNode | undefined>,
): boolean {
  if (followed.size === 0) return true;
  for (const [alias, node] of followed) if (resolve(alias) !== node) return false;
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
