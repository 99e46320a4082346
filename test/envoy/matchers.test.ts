import { expect, it } from 'vitest';
import { askEnvoy } from '../harness/envoy.ts';
import { reportsOf } from '../harness/envoyErrors.ts';
import { describeWithEnvoy } from '../harness/suites.ts';

const host = 'type.googleapis.com/';
const router = `{name: r, typed_config: {"@type": ${host}envoy.extensions.filters.http.router.v3.Router}}`;
const manager = (routes: string, filters = router): string =>
  `{name: manager, typed_config: {"@type": ${host}envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager, stat_prefix: a, ${routes}, http_filters: [${filters}]}}`;
const listening = (chains: string, more = ''): string =>
  `static_resources: {listeners: [{name: web, address: {socket_address: {address: 127.0.0.1, port_value: 0}}, ${more} filter_chains: ${chains}}]}\n`;
const chain = (name: string, match = ''): string =>
  `{${name ? `name: ${name}, ` : ''}${match}filters: [${manager('route_config: {}')}]}`;
const choosing = (name: string, extra = ''): string =>
  `filter_chain_matcher: {matcher_tree: {input: {name: port, typed_config: {"@type": ${host}envoy.extensions.matching.common_inputs.network.v3.DestinationPortInput}}, exact_match_map: {map: {"80": {action: {name: a, typed_config: {"@type": ${host}google.protobuf.StringValue, value: ${name}}}}}}}${extra}},`;
const route = (cluster: string): string =>
  `{name: route, typed_config: {"@type": ${host}envoy.config.route.v3.Route, match: {prefix: /}, route: {cluster: ${cluster}}}}`;
const hostWith = (action: string): string =>
  `route_config: {virtual_hosts: [{name: v, domains: ["*"], matcher: {matcher_tree: {input: {name: h, typed_config: {"@type": ${host}envoy.type.matcher.v3.HttpRequestHeaderMatchInput, header_name: ":path"}}, exact_match_map: {map: {"/a": {action: ${action}}}}}}}]}`;
const rbac = (action: string): string =>
  `{name: rbac, typed_config: {"@type": ${host}envoy.extensions.filters.http.rbac.v3.RBAC, matcher: {matcher_list: {matchers: [{predicate: {single_predicate: {input: {name: h, typed_config: {"@type": ${host}envoy.type.matcher.v3.HttpRequestHeaderMatchInput, header_name: x}}, value_match: {exact: a}}}, on_match: {action: ${action}}}]}}}}`;
const composite = (action: string): string =>
  `{name: c, typed_config: {"@type": ${host}envoy.extensions.common.matching.v3.ExtensionWithMatcher, extension_config: {name: composite, typed_config: {"@type": ${host}envoy.extensions.filters.http.composite.v3.Composite}}, xds_matcher: {matcher_tree: {input: {name: h, typed_config: {"@type": ${host}envoy.type.matcher.v3.HttpRequestHeaderMatchInput, header_name: x}}, exact_match_map: {map: {a: {action: ${action}}}}}}}}`;
const cases: Readonly<Record<string, string>> = {
  'fc ok': listening(`[${chain('one')}]`, choosing('one')),
  'fc unknown': listening(`[${chain('one')}]`, choosing('two')),
  'fc no name': listening(`[${chain('')}]`, choosing('one')),
  'fc match too': listening(`[${chain('one', 'filter_chain_match: {destination_port: 80}, ')}]`, choosing('one')),
  'fc dup name': listening(`[${chain('one')}, ${chain('one')}]`, choosing('one')),
  'dup name no matcher': listening(
    `[${chain('one', 'filter_chain_match: {destination_port: 80}, ')}, ${chain('one')}]`,
  ),
  'fc wrong action': listening(
    `[${chain('one')}]`,
    choosing('one').replace('google.protobuf.StringValue, value: one', 'envoy.config.rbac.v3.Action, name: one'),
  ),
  'fc unused chain': listening(`[${chain('one')}, ${chain('two')}]`, choosing('one')),
  'fc to default': listening(
    `[${chain('one')}]`,
    choosing(
      'one',
      `, on_no_match: {action: {name: a, typed_config: {"@type": ${host}google.protobuf.StringValue, value: nope}}}`,
    ),
  ),
  'route ok': listening(`[{filters: [${manager(hostWith(route('nowhere')))}]}]`),
  'route wrong action': listening(
    `[{filters: [${manager(hostWith(`{name: a, typed_config: {"@type": ${host}envoy.config.rbac.v3.Action, name: one}}`))}]}]`,
  ),
  'route+matcher both': listening(
    `[{filters: [${manager(hostWith(route('nowhere')).replace('matcher: {', 'routes: [{match: {prefix: /}, redirect: {path_redirect: /a}}], matcher: {'))}]}]`,
  ),
  'rbac ok': listening(
    `[{filters: [${manager('route_config: {}', `${rbac(`{name: a, typed_config: {"@type": ${host}envoy.config.rbac.v3.Action, name: one}}`)},${router}`)}]}]`,
  ),
  'rbac no name': listening(
    `[{filters: [${manager('route_config: {}', `${rbac(`{name: a, typed_config: {"@type": ${host}envoy.config.rbac.v3.Action}}`)},${router}`)}]}]`,
  ),
  'rbac wrong': listening(
    `[{filters: [${manager('route_config: {}', `${rbac(`{name: a, typed_config: {"@type": ${host}google.protobuf.StringValue, value: a}}`)},${router}`)}]}]`,
  ),
  'composite ok': listening(
    `[{filters: [${manager('route_config: {}', `${composite(`{name: a, typed_config: {"@type": ${host}envoy.extensions.filters.http.composite.v3.ExecuteFilterAction, typed_config: {name: f, typed_config: {"@type": ${host}envoy.extensions.filters.http.fault.v3.HTTPFault}}}}`)},${router}`)}]}]`,
  ),
  'composite skip': listening(
    `[{filters: [${manager('route_config: {}', `${composite(`{name: a, typed_config: {"@type": ${host}envoy.extensions.filters.common.matcher.action.v3.SkipFilter}}`)},${router}`)}]}]`,
  ),
  'composite wrong action': listening(
    `[{filters: [${manager('route_config: {}', `${composite(`{name: a, typed_config: {"@type": ${host}envoy.config.rbac.v3.Action, name: x}}`)},${router}`)}]}]`,
  ),
  'composite inner no filter': listening(
    `[{filters: [${manager('route_config: {}', `${composite(`{name: a, typed_config: {"@type": ${host}envoy.extensions.filters.http.composite.v3.ExecuteFilterAction, typed_config: {name: f, typed_config: {"@type": ${host}envoy.config.rbac.v3.Action, name: x}}}}`)},${router}`)}]}]`,
  ),
  'composite neither': listening(
    `[{filters: [${manager('route_config: {}', `${composite(`{name: a, typed_config: {"@type": ${host}envoy.extensions.filters.http.composite.v3.ExecuteFilterAction}}`)},${router}`)}]}]`,
  ),
};

await describeWithEnvoy('matcher trees', (envoy) => {
  it.each(Object.entries(cases))('have an error when Envoy refuses them: %s', async (_, text) => {
    const { accepted, error } = await askEnvoy(envoy, text);
    const errors = reportsOf(text).filter(({ severity }) => severity === 'error');
    expect({ error, flagged: errors.length > 0 }).toEqual({ error, flagged: !accepted });
  });
});
