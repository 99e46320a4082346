import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import { readProxy } from '../../compose/mounted/envoy/readProxy.ts';
import type {
  ProxyAddress,
  ProxyAssignment,
  ProxyCluster,
  ProxyFilter,
  ProxyFilterChain,
  ProxyListener,
  ProxyRoute,
  ProxyRoutes,
  ProxyTarget,
} from '../../model/proxy.ts';
import { type Span, toRange } from '../../text/span.ts';
import { offsetPlace } from '../lspPlace.ts';
import type { EnvoySnapshot } from './envoySnapshot.ts';

/**
 * What the file does with a connection, in the order in which it happens: listener, filter chain, filter, route
 * configuration, virtual host, route; then clusters with their endpoints, and secrets.
 */
export function envoySymbols(file: EnvoySnapshot): DocumentSymbol[] {
  const proxy = readProxy(file.tree);
  const outline = outlineOf(file);
  const secrets = file.config.symbols.filter(({ kind }) => kind === 'secret');
  const { admin } = proxy;
  return [
    ...(admin ? [outline('admin', SymbolKind.Interface, admin.hostSpan, admin.hostSpan, [], socket(admin))] : []),
    ...proxy.listeners.map((each) => listenerSymbol(outline, each)),
    ...proxy.routes.map((each) => routesSymbol(outline, each)),
    ...proxy.clusters.map((each) => clusterSymbol(outline, each)),
    ...proxy.assignments.flatMap((each) => assignmentSymbol(file, outline, each)),
    ...secrets.map(({ name, span, selectionSpan }) => outline(name, SymbolKind.Key, span, selectionSpan, [], 'secret')),
  ];
}

type Outline = (
  name: string,
  kind: SymbolKind,
  span: Span,
  selection: Span,
  children: DocumentSymbol[],
  detail?: string,
) => DocumentSymbol;

/** A selection that lies elsewhere, behind an alias, is replaced by the start of the whole. */
function outlineOf(file: EnvoySnapshot): Outline {
  return (name, kind, span, selection, children, detail) => {
    const [whole, part] = [toRange(span), toRange(selection)];
    const isInside = part.start >= whole.start && part.end <= whole.end;
    return {
      name: name === '' ? '(no name)' : name,
      kind,
      range: offsetPlace(file, whole),
      selectionRange: offsetPlace(file, isInside ? part : { start: whole.start, end: whole.start }),
      ...(detail ? { detail } : {}),
      children,
    };
  };
}

const socket = ({ host, port, protocol }: ProxyAddress): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port ?? '?'}${protocol === 'udp' ? '/udp' : ''}`;

function listenerSymbol(outline: Outline, { name, addresses, filterChains, span, selectionSpan }: ProxyListener) {
  const children = filterChains.map((each) => chainSymbol(outline, each));
  const where = addresses.map(socket).join(', ');
  return outline(name ?? 'listener', SymbolKind.Interface, span, selectionSpan, children, where);
}

function chainSymbol(outline: Outline, { name, conditions, filters, span, selectionSpan }: ProxyFilterChain) {
  const children = filters.map((each) => filterSymbol(outline, each));
  return outline(name ?? 'filter chain', SymbolKind.Struct, span, selectionSpan, children, conditions.join(', '));
}

function filterSymbol(
  outline: Outline,
  { type, name, routes, httpFilters, targets, span, selectionSpan }: ProxyFilter,
) {
  const children = [
    ...httpFilters.map((each) =>
      outline(
        each.type,
        SymbolKind.Function,
        each.span,
        each.selectionSpan,
        [],
        each.name === each.type ? '' : each.name,
      ),
    ),
    ...(routes ? [routesSymbol(outline, routes)] : []),
  ];
  return outline(type, SymbolKind.Function, span, selectionSpan, children, goesTo(targets) || name);
}

function routesSymbol(outline: Outline, { name, virtualHosts, span, selectionSpan }: ProxyRoutes): DocumentSymbol {
  const hosts = virtualHosts.map((host) =>
    outline(
      host.name,
      SymbolKind.Namespace,
      host.span,
      host.selectionSpan,
      host.routes.map((each) => routeSymbol(outline, each)),
      host.domains.join(', '),
    ),
  );
  return outline(name || 'routes', SymbolKind.Module, span, selectionSpan, hosts);
}

const outcomes = { clusters: '', redirect: 'redirect', 'direct-response': 'answers itself', unknown: '' } as const;

function routeSymbol(outline: Outline, { name, match, outcome, targets, span, selectionSpan }: ProxyRoute) {
  const what = match.length > 0 ? match.join(', ') : 'everything';
  const detail = goesTo(targets) || outcomes[outcome];
  return outline(name === undefined ? what : `${name}: ${what}`, SymbolKind.Event, span, selectionSpan, [], detail);
}

const goesTo = (targets: readonly ProxyTarget[]): string =>
  targets.length === 0
    ? ''
    : `→ ${targets.map(({ cluster, share }) => (share === undefined ? cluster : `${cluster} ${share} %`)).join(', ')}`;

/** Endpoints of a discovery file. */
function assignmentSymbol({ config }: EnvoySnapshot, outline: Outline, { cluster, endpoints }: ProxyAssignment) {
  const symbol = config.symbols.find(({ kind, name }) => kind === 'endpoints' && name === cluster);
  const children = endpoints.map((each) => endpointSymbol(outline, each));
  return symbol ? [outline(cluster, SymbolKind.Class, symbol.span, symbol.selectionSpan, children, 'endpoints')] : [];
}

const endpointSymbol = (outline: Outline, address: ProxyAddress): DocumentSymbol =>
  outline(socket(address), SymbolKind.Constant, address.hostSpan, address.hostSpan, [], 'endpoint');

function clusterSymbol(outline: Outline, { name, discovery, endpoints, span, selectionSpan }: ProxyCluster) {
  const children = endpoints.map((each) => endpointSymbol(outline, each));
  return outline(name, SymbolKind.Class, span, selectionSpan, children, discovery);
}
