import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type Range,
  SymbolKind,
} from 'vscode-languageserver-types';
import { declarationsOf } from '../model/declaration.ts';
import type { Service } from '../model/service.ts';
import { type Place, placeName } from '../reach/verdicts.ts';
import type { Position } from '../text/lineIndex.ts';
import type { Span } from '../text/span.ts';
import { type Connection, connectionsFrom, connectionsTo } from './describe/connections.ts';
import { brief } from './describe.ts';
import { spanLocation } from './lspPlace.ts';
import { nameAt } from './names.ts';
import type { Snapshot } from './snapshot.ts';

/** What an item keeps, so that its calls can be asked for: `uri` is an open file of the project. */
export interface CallHierarchyData {
  readonly uri: string;
  readonly place: Place;
}

/** The services that the name under the cursor stands for; a host name may stand for several. */
export function prepareCallHierarchy(snapshot: Snapshot, position: Position): CallHierarchyItem[] {
  const name = nameAt(snapshot, snapshot.lines.offsetAt(position));
  const owners = new Set(
    name?.symbols.flatMap(({ kind, name: own, container }) => {
      if (kind === 'service') return [own];
      return (kind === 'alias' || kind === 'container-name') && container !== undefined ? [container] : [];
    }),
  );
  return [...owners].flatMap((owner) => {
    const service = snapshot.project.serviceNamed.get(owner);
    const detail = service ? brief(snapshot.project, { kind: 'service', service }).join(' · ') : '';
    return service ? [serviceItem(snapshot, service, [snapshot.uri], detail)] : [];
  });
}

/** Who can open a connection to the item. Ranges are the lines in the caller's file that make it possible. */
export function incomingCalls(snapshot: Snapshot, item: CallHierarchyItem): CallHierarchyIncomingCall[] {
  const to = placeIn(item);
  if (!to) return [];
  return connectionsTo(snapshot.project, to).flatMap((connection) =>
    itemsFor(snapshot, connection.from, connection).map((from) => ({
      from,
      fromRanges: rangesIn(snapshot, connection, from),
    })),
  );
}

/** To whom the item can open a connection. Ranges are the lines in the item's own file that make it possible. */
export function outgoingCalls(snapshot: Snapshot, item: CallHierarchyItem): CallHierarchyOutgoingCall[] {
  const from = placeIn(item);
  if (!from) return [];
  return connectionsFrom(snapshot.project, from).flatMap((connection) => {
    const [to] = itemsFor(snapshot, connection.to, connection);
    return to ? [{ to, fromRanges: rangesIn(snapshot, connection, item) }] : [];
  });
}

function itemsFor(snapshot: Snapshot, place: Place, connection: Connection): readonly CallHierarchyItem[] {
  const detail = connection.certain ? connection.why : `perhaps: ${connection.why}`;
  const files = [...new Set(connection.spans.map(({ anchor }) => anchor.uri))];
  if (place.kind === 'service') {
    const service = snapshot.project.serviceNamed.get(place.name);
    return service ? [serviceItem(snapshot, service, files, detail)] : [];
  }
  return files.flatMap((uri) => {
    const span = connection.spans.findLast(({ anchor }) => anchor.uri === uri);
    return span ? [outsideItem(snapshot, place, span, detail)] : [];
  });
}

/** Stands where the service is declared: in the first of the files that declares it, otherwise in its own. */
function serviceItem(
  snapshot: Snapshot,
  service: Service,
  files: readonly string[],
  detail: string,
): CallHierarchyItem {
  const declarations = declarationsOf(service);
  const { nameSpan, span } =
    files.flatMap((uri) => declarations.find((each) => each.uri === uri) ?? [])[0] ?? declarations[0] ?? service;
  const { uri, range: selectionRange } = spanLocation(snapshot, nameSpan);
  const place: Place = { kind: 'service', name: service.name };
  const { range } = spanLocation(snapshot, span);
  return {
    name: service.name,
    kind: SymbolKind.Class,
    detail,
    uri,
    range,
    selectionRange,
    data: dataOf(snapshot, place),
  };
}

/** Host, LAN and internet stand at the line that leads to them or lets them in. */
function outsideItem(snapshot: Snapshot, place: Place, span: Span, detail: string): CallHierarchyItem {
  const { uri, range } = spanLocation(snapshot, span);
  const data = dataOf(snapshot, place);
  return { name: placeName(place), kind: SymbolKind.Namespace, detail, uri, range, selectionRange: range, data };
}

const dataOf = ({ uri }: Snapshot, place: Place): CallHierarchyData => ({ uri, place });

function placeIn({ data }: CallHierarchyItem): Place | undefined {
  const { place }: Partial<CallHierarchyData> = typeof data === 'object' && data !== null ? data : {};
  return place;
}

/** The connection's lines in the item's file; the item itself where none of them is there. */
function rangesIn(snapshot: Snapshot, { spans }: Connection, { uri, selectionRange }: CallHierarchyItem): Range[] {
  const own = spans.filter(({ anchor }) => anchor.uri === uri).map((span) => spanLocation(snapshot, span).range);
  return own.length > 0 ? own : [selectionRange];
}
