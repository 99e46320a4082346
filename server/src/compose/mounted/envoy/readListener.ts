import type { ProxyFilter, ProxyFilterChain, ProxyListener, ProxyTarget } from '../../../model/proxy.ts';
import type { YamlNode } from '../../../text/yamlNode.ts';
import { type Fields, keyOrStart, type Word } from './fields.ts';
import { type MatcherBranch, matcherBranches } from './matcherBranches.ts';
import { readAddress } from './readAddress.ts';
import { readRoutes } from './readRoutes.ts';
import { readSource } from './readSource.ts';
import { weightedTargets } from './weightedTargets.ts';
import { chainConditions } from './words.ts';

/** A `Listener`. */
export function readListener(fields: Fields, node: YamlNode): ProxyListener {
  const name = fields.word(node, 'name');
  const addresses = [
    fields.get(node, 'address'),
    ...fields.list(node, 'additional_addresses').map((each) => fields.get(each, 'address')),
  ].flatMap((each) => readAddress(fields, each) ?? []);
  const byDefault = fields.get(node, 'default_filter_chain');
  const matcher = fields.get(node, 'filter_chain_matcher');
  const chains = [
    ...chosen(
      fields.list(node, 'filter_chains').map((each) => readChain(fields, each)),
      matcher && matcherBranches(fields, matcher).map((each) => ({ ...each, name: fields.word(each.action, 'value') })),
    ),
    ...(byDefault ? [{ ...readChain(fields, byDefault), conditions: ['what no other filter chain takes'] }] : []),
  ];
  const proxies = fields
    .list(node, 'listener_filters')
    .map((each) => readFilter(fields, each))
    .filter(({ targets }) => targets.length > 0);
  const selectionSpan = name?.span ?? keyOrStart(fields, node, 'address');
  return {
    ...(name ? { name: name.value } : {}),
    addresses,
    filterChains: [
      ...chains,
      ...(proxies.length > 0 ? [{ conditions: [], filters: proxies, span: node.span, selectionSpan }] : []),
    ],
    span: node.span,
    selectionSpan,
  };
}

type ChainBranch = MatcherBranch & { readonly name: Word | undefined };

/** With a matcher Envoy does not look at what the chains say themselves. */
function chosen(
  chains: readonly ProxyFilterChain[],
  branches: readonly ChainBranch[] | undefined,
): readonly ProxyFilterChain[] {
  if (!branches) return chains;
  return chains.map((chain) => {
    const [branch, ...others] = branches.filter(({ name }) => name?.value === chain.name);
    const conditions = branch ? branch.conditions : ['what a matcher chooses it for'];
    return { ...chain, conditions: others.length > 0 ? [`${conditions.join(', ')} and others`] : conditions };
  });
}

function readChain(fields: Fields, node: YamlNode): ProxyFilterChain {
  const name = fields.word(node, 'name');
  return {
    ...(name ? { name: name.value } : {}),
    conditions: chainConditions(fields, fields.get(node, 'filter_chain_match')),
    filters: fields.list(node, 'filters').map((each) => readFilter(fields, each)),
    span: node.span,
    selectionSpan: name?.span ?? keyOrStart(fields, node, 'filters'),
  };
}

function readFilter(fields: Fields, node: YamlNode): ProxyFilter {
  const name = fields.word(node, 'name');
  const config = fields.get(node, 'typed_config');
  const type = typeOf(fields, config);
  const routes = fields.get(config, 'route_config');
  const rds = fields.get(config, 'rds');
  return {
    type: type ?? name?.value ?? '',
    name: name?.value ?? '',
    span: node.span,
    selectionSpan: name?.span ?? keyOrStart(fields, node, 'typed_config'),
    ...(routes ? { routes: readRoutes(fields, routes) } : {}),
    ...(rds
      ? {
          routesFrom: {
            name: fields.word(rds, 'route_config_name')?.value ?? '',
            source: readSource(fields, fields.get(rds, 'config_source')),
          },
        }
      : {}),
    httpFilters: fields.list(config, 'http_filters').map((each) => {
      const own = fields.word(each, 'name');
      return {
        type: typeOf(fields, fields.get(each, 'typed_config')) ?? own?.value ?? '',
        name: own?.value ?? '',
        span: each.span,
        selectionSpan: own?.span ?? keyOrStart(fields, each, 'typed_config'),
      };
    }),
    targets: config ? targetsOf(fields, config) : [],
  };
}

/** The name of the message in `@type`, without its package. */
function typeOf(fields: Fields, config: YamlNode | undefined): string | undefined {
  return fields.word(config, '@type')?.value.replace(/^.*[./]/, '');
}

/** Clusters of a TCP, UDP or Redis proxy. */
function targetsOf(fields: Fields, config: YamlNode): readonly ProxyTarget[] {
  const single = [
    fields.word(config, 'cluster'),
    fields.word(config, 'matcher', 'on_no_match', 'action', 'typed_config', 'cluster'),
    fields.word(config, 'prefix_routes', 'catch_all_route', 'cluster'),
    ...fields.list(config, 'prefix_routes', 'routes').map((each) => fields.word(each, 'cluster')),
  ].flatMap((word) => (word ? [{ cluster: word.value, span: word.span }] : []));
  return [...single, ...weightedTargets(fields, fields.get(config, 'weighted_clusters'))];
}
