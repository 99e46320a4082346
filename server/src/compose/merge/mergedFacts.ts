import type { Declaration } from '../../model/declaration.ts';
import type { Network } from '../../model/network.ts';
import type { Problem } from '../../model/problem.ts';
import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import type { NamedSymbol, Reference } from '../../model/symbol.ts';
import type { YamlAlias, YamlNode, YamlPair } from '../../text/yamlNode.ts';
import { isUnchanged, sameName } from '../entryFacts.ts';
import { networkSymbols, serviceReferences, serviceSymbols } from '../names.ts';
import { readNetwork } from '../readNetwork.ts';
import { readService } from '../readService.ts';
import { createResolverOver, type Resolver } from '../resolver.ts';
import { type MergeConflict, mergeNodes, withoutResets, withoutTagged } from './mergeNodes.ts';
import type { Entry, Part } from './parts.ts';
import { holdsReset } from './resetTags.ts';

/** What several entries together say; kept like the facts of a single one. */
export interface MergedFacts {
  readonly entry: Entry;
  readonly projectName: Project['name'];
  readonly followed: ReadonlyMap<YamlAlias, YamlNode | undefined>;
  /** The entry as compose would see it, made of the files' own nodes. */
  readonly pair: YamlPair;
  readonly problems: readonly Problem[];
  readonly service?: Service;
  readonly network?: Network;
  readonly symbols: readonly NamedSymbol[];
  readonly references: readonly Reference[];
}

const factsOfLast = new WeakMap<YamlPair, MergedFacts>();
const factsOfEntity = new WeakMap<Service | Network, MergedFacts>();

/** What a service or network is made of, where that is more than one entry. */
export const mergedFactsOf = (entity: Service | Network): MergedFacts | undefined => factsOfEntity.get(entity);

/** What a service is made of stays the same when something from outside its entries is added to it. */
export function takeOverMergedFacts(from: Service, to: Service): void {
  const facts = factsOfEntity.get(from);
  if (facts) factsOfEntity.set(to, facts);
}

/** True for an entry that is what its one file says and nothing else. */
export function isPlain({ parts: [first, second] }: Entry): boolean {
  return first !== undefined && second === undefined && !holdsReset(first.pair.value);
}

/** Undefined when `!reset` takes away the whole entry. */
export function mergedFacts(
  section: 'services' | 'networks',
  entry: Entry,
  projectName: Project['name'],
): MergedFacts | undefined {
  const last = entry.parts.at(-1);
  if (!last) return undefined;
  const layers = new Map(entry.parts.map(({ layer }) => [layer.tree.uri, layer]));
  const known = factsOfLast.get(last.pair);
  if (
    known &&
    sameName(known.projectName, projectName) &&
    sameEntry(known.entry, entry) &&
    isUnchanged((alias) => layers.get(alias.span.anchor.uri)?.tree.resolve(alias), known.followed)
  ) {
    return known;
  }
  const resolver = createResolverOver(
    (uri) => layers.get(uri)?.tree,
    (uri) => layers.get(uri)?.environment ?? last.layer.environment,
  );
  const conflicts: MergeConflict[] = [];
  const pair = mergeParts(resolver, section, entry.parts, conflicts);
  if (!pair) return undefined;
  const facts = readFacts(resolver, section, entry, pair, projectName, conflicts);
  factsOfLast.set(last.pair, facts);
  const entity = facts.service ?? facts.network;
  if (entity) factsOfEntity.set(entity, facts);
  return facts;
}

function sameEntry(a: Entry, b: Entry): boolean {
  return (
    a.complete === b.complete &&
    a.parts.length === b.parts.length &&
    a.parts.every((part, index) => {
      const other = b.parts[index];
      return other?.pair === part.pair && other.own === part.own && other.layer.environment === part.layer.environment;
    })
  );
}

/**
 * Each file first lays a service over those that it extends, then the result over what the files before it made. Tags
 * of the services that are extended count for what they extend themselves only (compose-go, ApplyExtends).
 */
function mergeParts(
  resolver: Resolver,
  section: string,
  parts: readonly Part[],
  conflicts: MergeConflict[],
): YamlPair | undefined {
  const first = parts.find(({ own }) => own);
  if (!first) return undefined;
  const path = [section, first.pair.key.value];
  let laid: YamlNode | null | undefined = null;
  let below: YamlNode | null | undefined = null;
  for (const { pair, own } of parts) {
    const tag = resolver.node(pair.value)?.tag;
    if (tag === '!reset') {
      below = null;
      if (own) laid = null;
      continue;
    }
    const tagged = { resolver, conflicts, tags: true };
    below = below === null ? withoutResets(resolver, pair.value) : mergeNodes(tagged, below, pair.value, path);
    if (!own) continue;
    const before: YamlNode | null | undefined =
      laid === null || tag === '!override' ? null : withoutTagged(resolver, laid, pair.value);
    laid = before === null ? below : mergeNodes({ ...tagged, tags: false }, before, below, path);
    below = null;
  }
  if (laid === null) return undefined;
  return { key: first.pair.key, span: first.pair.span, ...(laid ? { value: laid } : {}) };
}

function readFacts(
  resolver: Resolver,
  section: 'services' | 'networks',
  entry: Entry,
  pair: YamlPair,
  projectName: Project['name'],
  conflicts: readonly MergeConflict[],
): MergedFacts {
  const uri = pair.key.span.anchor.uri;
  const alsoDeclared = entry.parts
    .filter(({ own, pair: { key } }) => own && key !== pair.key)
    .map(
      ({ pair: other, layer }): Declaration => ({
        uri: layer.tree.uri,
        nameSpan: other.key.contentSpan,
        span: other.span,
      }),
    );
  const further = alsoDeclared.length > 0 ? { alsoDeclared } : {};
  const read = section === 'services' ? readService(resolver, uri, pair) : undefined;
  const service = read && {
    ...read,
    ...further,
    ...(read.extends ? { extends: { ...read.extends, followed: entry.complete } } : {}),
  };
  const network = section === 'networks' ? { ...readNetwork(resolver, uri, pair, projectName), ...further } : undefined;
  return {
    entry,
    projectName,
    followed: resolver.followed,
    pair,
    problems: conflicts.map(({ path, later, earlier }) => ({
      kind: 'merge-conflict',
      key: path.at(-1) ?? '',
      span: later,
      earlier,
    })),
    ...(service ? { service } : {}),
    ...(network ? { network } : {}),
    symbols: service ? serviceSymbols(service) : network ? networkSymbols(network) : [],
    references: service ? serviceReferences(service) : [],
  };
}
