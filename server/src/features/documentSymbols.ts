import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import type { YamlPair } from '../text/yamlNode.ts';
import { brief, type Entity } from './describe.ts';
import { spanPlace } from './lspPlace.ts';
import { membersOf } from './networkMembers.ts';
import type { Snapshot } from './snapshot.ts';

/** The file's sections with their entries; networks tell who is on them, services where they are and what they publish. */
export function documentSymbols(snapshot: Snapshot): DocumentSymbol[] {
  const pairs = snapshot.tree.root?.pairs ?? [];
  return pairs.filter(({ key }) => key.value !== '').map((pair) => sectionSymbol(snapshot, pair));
}

function sectionSymbol(snapshot: Snapshot, pair: YamlPair): DocumentSymbol {
  const { key, value } = pair;
  const children =
    value?.kind === 'map' ? value.pairs.filter((child) => child.key.value !== '' && child.key.value !== '<<') : [];
  return {
    name: key.value,
    kind: SymbolKind.Namespace,
    range: spanPlace(snapshot, pair.span),
    selectionRange: spanPlace(snapshot, key.contentSpan),
    ...(value?.kind === 'scalar' ? { detail: value.value } : {}),
    children: children.map((child) => entrySymbol(snapshot, key.value, child)),
  };
}

function entrySymbol(snapshot: Snapshot, section: string, pair: YamlPair): DocumentSymbol {
  const name = pair.key.value;
  const { project } = snapshot;
  const network = section === 'networks' ? project.networkNamed.get(name) : undefined;
  const service = section === 'services' ? project.serviceNamed.get(name) : undefined;
  const entity: Entity | undefined = network
    ? { kind: 'network', network }
    : service
      ? { kind: 'service', service }
      : undefined;
  const facts = entity ? brief(project, entity) : [];
  return {
    name,
    kind: network ? SymbolKind.Interface : service ? SymbolKind.Class : SymbolKind.Key,
    range: spanPlace(snapshot, pair.span),
    selectionRange: spanPlace(snapshot, pair.key.contentSpan),
    ...(facts.length > 0 ? { detail: [...facts, ...(network ? members(snapshot, name) : [])].join(' · ') } : {}),
  };
}

const mostNames = 8;

function members({ project }: Snapshot, network: string): readonly string[] {
  const names = membersOf(project, network).map(({ service }) => service.name);
  const rest = names.length - mostNames;
  return names.length > 0 ? [names.slice(0, mostNames).join(', ') + (rest > 0 ? ` and ${rest} more` : '')] : [];
}
