import type { ProxyRoute, ProxyRoutes, ProxyTarget } from '../../../model/proxy.ts';
import type { YamlNode } from '../../../text/yamlNode.ts';
import { type Fields, keyOrStart } from './fields.ts';
import { matcherBranches } from './matcherBranches.ts';
import { weightedTargets } from './weightedTargets.ts';
import { hostConditions, routeConditions } from './words.ts';

/** A `RouteConfiguration`. */
export function readRoutes(fields: Fields, node: YamlNode): ProxyRoutes {
  const name = fields.word(node, 'name');
  return {
    name: name?.value ?? '',
    virtualHosts: fields.list(node, 'virtual_hosts').map((each) => {
      const own = fields.word(each, 'name');
      const domains = fields.words(each, 'domains');
      return {
        name: own?.value ?? '',
        domains,
        routes: [
          ...fields.list(each, 'routes').map((route) => readRoute(fields, route, hostConditions(domains))),
          ...matchedRoutes(fields, fields.get(each, 'matcher'), hostConditions(domains)),
        ],
        span: each.span,
        selectionSpan: own?.span ?? keyOrStart(fields, each, 'domains'),
      };
    }),
    span: node.span,
    selectionSpan: name?.span ?? keyOrStart(fields, node, 'virtual_hosts'),
  };
}

/** Routes that a matcher chooses; of what it does besides nothing is known. */
function matchedRoutes(
  fields: Fields,
  matcher: YamlNode | undefined,
  inherited: readonly string[],
): readonly ProxyRoute[] {
  return matcherBranches(fields, matcher).flatMap(({ conditions, action }) => {
    const routes = fields.list(action, 'routes');
    return (routes.length > 0 ? routes : [action]).map((route) =>
      readRoute(fields, route, [...inherited, ...conditions], conditions),
    );
  });
}

function readRoute(
  fields: Fields,
  node: YamlNode,
  inherited: readonly string[],
  chosen: readonly string[] = [],
): ProxyRoute {
  const name = fields.word(node, 'name');
  const match = routeConditions(fields, fields.get(node, 'match'));
  const targets = targetsOf(fields, fields.get(node, 'route'));
  return {
    conditions: [...inherited, ...match],
    match: [...chosen, ...match],
    outcome: outcomeOf(fields, node, targets),
    targets,
    ...(name ? { name: name.value } : {}),
    span: node.span,
    selectionSpan: name?.span ?? keyOrStart(fields, node, 'match'),
  };
}

function outcomeOf(fields: Fields, node: YamlNode, targets: readonly ProxyTarget[]): ProxyRoute['outcome'] {
  if (targets.length > 0) return 'clusters';
  if (fields.get(node, 'redirect')) return 'redirect';
  return fields.get(node, 'direct_response') ? 'direct-response' : 'unknown';
}

function targetsOf(fields: Fields, action: YamlNode | undefined): readonly ProxyTarget[] {
  const cluster = fields.word(action, 'cluster');
  if (cluster) return [{ cluster: cluster.value, span: cluster.span }];
  return weightedTargets(fields, fields.get(action, 'weighted_clusters'));
}
