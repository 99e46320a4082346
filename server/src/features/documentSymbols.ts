import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import { reachKey } from '../compose/readReach.ts';
import { declarationIn } from '../model/declaration.ts';
import type { Member } from '../model/members.ts';
import type { Network } from '../model/network.ts';
import { checkPolicy } from '../reach/policy.ts';
import { statementText } from '../rules/intent.ts';
import { type Span, toRange } from '../text/span.ts';
import type { YamlPair } from '../text/yamlNode.ts';
import { serviceFacts } from './describe/service.ts';
import { outcomeInWords } from './describe/statement.ts';
import { brief, type Entity } from './describe.ts';
import { spanPlace } from './lspPlace.ts';
import { membersOf } from './networkMembers.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * The file's sections with their entries, in the file's order and each as long as its text, so that a position leads to
 * its section and entry (breadcrumbs, sticky lines). Networks hold their members besides: a service in several tiers is
 * under each. Such a child lies where the service does, outside of its network, and only its name counts, so that no
 * position leads to it; choosing it leads to the service.
 */
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
    children: [
      ...(key.value === reachKey && value?.kind === 'sequence' ? statementSymbols(snapshot, pair.span) : []),
      ...children.map((child) => entrySymbol(snapshot, key.value, child)),
      ...(key.value === 'networks' ? implicitNetwork(snapshot) : []),
    ],
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
    ...(facts.length > 0 ? { detail: facts.join(' · ') } : {}),
    ...(network ? { children: memberSymbols(snapshot, network) } : {}),
    ...(section === reachKey ? { children: statementSymbols(snapshot, pair.span) } : {}),
  };
}

/** The statements of `x-reach` in a part of the file, each with whether it holds. */
function statementSymbols(snapshot: Snapshot, around: Span): DocumentSymbol[] {
  const outer = toRange(around);
  return checkPolicy(snapshot.project).flatMap((result): readonly DocumentSymbol[] => {
    const { span } = result.statement;
    const { start, end } = toRange(span);
    if (span.anchor.uri !== snapshot.uri || start < outer.start || end > outer.end) return [];
    const place = spanPlace(snapshot, span);
    const name = statementText(result.statement);
    return [{ name, kind: SymbolKind.Event, range: place, selectionRange: place, detail: outcomeInWords(result) }];
  });
}

/** `default`, which the file does not declare, when services are on it beside the declared networks. */
function implicitNetwork(snapshot: Snapshot): readonly DocumentSymbol[] {
  const network = snapshot.project.networkNamed.get('default');
  const [first] = network?.implicit ? membersOf(snapshot.project, 'default') : [];
  if (!network || !first || first.service.uri !== snapshot.uri) return [];
  const place = spanPlace(snapshot, first.service.nameSpan);
  const facts = brief(snapshot.project, { kind: 'network', network });
  return [
    {
      name: network.name,
      kind: SymbolKind.Interface,
      range: place,
      selectionRange: place,
      detail: ['made by compose', ...facts].join(' · '),
      children: memberSymbols(snapshot, network),
    },
  ];
}

const memberSymbols = (snapshot: Snapshot, network: Network): DocumentSymbol[] =>
  membersOf(snapshot.project, network.name).flatMap((member) => memberSymbol(snapshot, network, member));

/** A service of another file is shown at the network. */
function memberSymbol(
  snapshot: Snapshot,
  network: Network,
  { service, attachment }: Member,
): readonly DocumentSymbol[] {
  const declaration = declarationIn(service, snapshot.uri) ?? declarationIn(network, snapshot.uri);
  if (!declaration) return [];
  const place = spanPlace(snapshot, declaration.nameSpan);
  const { source, ports } = serviceFacts(service);
  const addresses = [attachment?.ipv4Address, attachment?.ipv6Address].flatMap((address) => address?.text.value ?? []);
  const facts = [...source, ...addresses, ...ports];
  return [
    {
      name: service.name,
      kind: SymbolKind.Class,
      range: place,
      selectionRange: place,
      ...(facts.length > 0 ? { detail: facts.join(' · ') } : {}),
    },
  ];
}
