import type { Network } from '../../model/network.ts';
import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import type { Edit, PathEdit, YamlPath } from '../../text/edit.ts';
import { pairOf, type YamlNode } from '../../text/yamlNode.ts';
import { type MergedFacts, mergedFactsOf } from './mergedFacts.ts';
import type { Part } from './parts.ts';

/**
 * The same edits in the files where they belong. Rules state paths in the project as compose sees it; where a service
 * or network is made of several entries, list positions and even its name are others in each file. Undefined where an
 * edit would have to change a service that is only extended, or text that an alias repeats.
 */
export function locateEdits(project: Project, edits: readonly Edit[]): readonly Edit[] | undefined {
  const located: Edit[] = [];
  for (const edit of edits) {
    const facts = edit.kind === 'replace' || edit.inFile ? undefined : factsAt(project, edit.path);
    const found = facts && edit.kind !== 'replace' ? locateEdit(facts, edit) : [edit];
    if (!found) return undefined;
    located.push(...found);
  }
  return located;
}

function factsAt(project: Project, [section, name]: YamlPath): MergedFacts | undefined {
  const entity: Service | Network | undefined =
    section === 'services'
      ? project.serviceNamed.get(String(name))
      : section === 'networks'
        ? project.networkNamed.get(String(name))
        : undefined;
  return entity && mergedFactsOf(entity);
}

function locateEdit({ pair, entry }: MergedFacts, edit: PathEdit): readonly Edit[] | undefined {
  const inside = edit.path.slice(2);
  const own = entry.parts.filter((part) => part.own);
  if (inside.length === 0 && edit.kind === 'remove') return own.map((part) => at(edit, part, []));
  const target = follow(pair.value, inside);
  if (edit.kind === 'append' || !target) return [at(edit, holderOf(own, inside), inside)];
  if (edit.kind === 'remove' && isMade(own, target)) {
    const holders = own.filter((part) => follow(part.pair.value, inside));
    const isElsewhere = entry.parts.some((part) => !part.own && follow(part.pair.value, inside));
    return isElsewhere || holders.length === 0 ? undefined : holders.map((part) => at(edit, part, inside));
  }
  for (const part of own) {
    const path = pathTo(part.pair.value, target);
    if (path) return [at(edit, part, path)];
  }
  return undefined;
}

const at = <E extends PathEdit>(edit: E, { pair, layer }: Part, inside: YamlPath): E => ({
  ...edit,
  uri: layer.tree.uri,
  path: [edit.path[0] ?? '', pair.key.value, ...inside],
});

/** The last entry that has the path, otherwise as much of it as possible; the first one where none has any of it. */
function holderOf(own: readonly Part[], path: YamlPath): Part {
  for (let length = path.length; length > 0; length--) {
    const holder = own.findLast((part) => follow(part.pair.value, path.slice(0, length)));
    if (holder) return holder;
  }
  return own[0] as Part;
}

/** True for a map or list that was made of several, so that it stands in no file. */
const isMade = (own: readonly Part[], target: YamlNode): boolean =>
  (target.kind === 'map' || target.kind === 'sequence') && !own.some((part) => pathTo(part.pair.value, target));

/** The value at the path, or its key where it has none; undefined where the path leads nowhere. */
function follow(node: YamlNode | undefined, [key, ...rest]: YamlPath): YamlNode | undefined {
  if (key === undefined) return node;
  if (node?.kind === 'sequence') return typeof key === 'number' ? follow(node.items[key], rest) : undefined;
  if (node?.kind !== 'map') return undefined;
  const pair = pairOf(node, String(key));
  return pair && (rest.length === 0 ? (pair.value ?? pair.key) : follow(pair.value, rest));
}

/** Where in an entry's own text the node stands; keys count as well, since a name in a list becomes one. */
function pathTo(node: YamlNode | undefined, target: YamlNode): YamlPath | undefined {
  if (node === target) return [];
  if (node?.kind === 'map') {
    for (const { key, value } of node.pairs) {
      if (key === target) return [key.value];
      const inside = pathTo(value, target);
      if (inside) return [key.value, ...inside];
    }
  }
  if (node?.kind === 'sequence') {
    for (const [index, item] of node.items.entries()) {
      const inside = pathTo(item, target);
      if (inside) return [index, ...inside];
    }
  }
  return undefined;
}
