import { isOn, messageIn, textIn } from '../../envoy/messageFields.ts';
import { typesOf } from '../../envoy/registry.ts';
import type { EnvoyConfig } from '../../model/envoyConfig.ts';
import type { EnvoyMessage } from '../../model/envoyMessage.ts';
import type { Edit, PlainValue } from '../../text/edit.ts';
import { type ChainOfFilters, filterChainsOf, terminalTypes } from '../envoyFilterChains.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import type { Finding, Fix } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const misplacedTerminalFilter = defineEnvoyRule({
  id: 'misplaced-terminal-filter',
  category: 'correctness',
  docs: {
    summary: 'A filter that ends the chain is not its last one, or the last one does not end it.',
    why: 'The router, `tcp_proxy` and their like hand the request on to a cluster; nothing behind them is reached. Envoy wants exactly one of them at the end of each chain and refuses the file otherwise.',
    instead: 'Put `envoy.filters.http.router` at the end of `http_filters`, and the proxy at the end of `filters`.',
    references: [
      'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/http/http_filters',
      'https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          stat_prefix: web
          route_config: {}
          http_filters:
            - name: envoy.filters.http.router
            #       ^^^^^^^^^^^^^^^^^^^^^^^^^ has to be the last
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
            - name: envoy.filters.http.cors
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.Cors
        `,
        fixed: yaml`
          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          stat_prefix: web
          route_config: {}
          http_filters:
            - name: envoy.filters.http.cors
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.Cors
            - name: envoy.filters.http.router
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
        `,
      },
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          stat_prefix: web
          route_config: {}
          http_filters:
            - name: envoy.filters.http.cors
            #       ^^^^^^^^^^^^^^^^^^^^^^^ does not end the chain
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.Cors
        `,
        fixed: yaml`
          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          stat_prefix: web
          route_config: {}
          http_filters:
            - name: envoy.filters.http.cors
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.Cors
            - name: envoy.filters.http.router
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
        `,
      },
    ],
    good: [
      yaml`
        "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
        stat_prefix: web
        route_config: {}
        http_filters:
          - name: envoy.filters.http.cors
            typed_config:
              "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.Cors
          - name: envoy.filters.http.router
            typed_config:
              "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
      `,
    ],
  },
  *check(config) {
    for (const chain of filterChainsOf(config)) {
      const last = chain.filters.at(-1);
      for (const filter of chain.filters) {
        if (filter !== last && filter.type !== undefined && terminalTypes(chain.kind).has(filter.type))
          yield misplaced(config, chain, filter.message);
      }
      if (!last) continue;
      const hasEnd = chain.filters.some(({ type }) => type !== undefined && terminalTypes(chain.kind).has(type));
      if (!hasEnd && last.type !== undefined && endsNothing(chain, last.type))
        yield missing(config, chain, last.message);
      else if (chain.kind === 'http' && isOn(last.message, 'disabled'))
        yield {
          span: placeOf(last.message),
          message: 'The filter that ends the chain cannot be disabled: Envoy does not start.',
        };
    }
  },
});

const placeOf = (filter: EnvoyMessage) => textIn(filter, 'name')?.contentSpan ?? filter.span;

function misplaced(config: EnvoyConfig, chain: ChainOfFilters, filter: EnvoyMessage): Finding {
  const last = chain.filters.at(-1)?.type;
  const isDoubled = last !== undefined && terminalTypes(chain.kind).has(last);
  const value = plainFilter(filter);
  const { uri } = config;
  const remove: Edit = { kind: 'remove', uri, path: filter.path };
  const fixes: readonly Fix[] = isDoubled
    ? [{ title: 'Remove it: the chain has its end', safety: 'unsafe', edits: [remove] }]
    : value
      ? [
          {
            title: 'Move it to the end of the chain',
            safety: 'unsafe',
            edits: [{ kind: 'append', uri, path: filter.path.slice(0, -1), value }, remove],
          },
        ]
      : [];
  return {
    span: placeOf(filter),
    message: 'It ends the chain of filters and has to be the last one in it: Envoy does not start.',
    fixes: typeof filter.path.at(-1) === 'number' ? fixes : [],
  };
}

/** The filter as it is written again; undefined when it has more than plain settings. */
function plainFilter(filter: EnvoyMessage): PlainValue | undefined {
  const config = messageIn(filter, 'typed_config');
  const name = textIn(filter, 'name');
  if (!config?.typeUrl || !name || filter.fields.size > 2) return undefined;
  const settings = [...config.fields.values()].map(({ value, name: field }) => [field, value] as const);
  if (!settings.every(([, value]) => value?.kind === 'scalar' && typeof value.value === 'boolean')) return undefined;
  return {
    name: name.value,
    typed_config: {
      '@type': config.typeUrl.text,
      ...Object.fromEntries(
        settings.map(([field, value]) => [field, value?.kind === 'scalar' && value.value === true]),
      ),
    },
  };
}

function missing(config: EnvoyConfig, chain: ChainOfFilters, filter: EnvoyMessage): Finding {
  const [name, type] = chain.kind === 'upstream' ? ['upstream_codec', 'UpstreamCodec'] : ['router', 'Router'];
  const value = {
    name: `envoy.filters.http.${name}`,
    typed_config: { '@type': `type.googleapis.com/envoy.extensions.filters.http.${name}.v3.${type}` },
  };
  const path = filter.path.slice(0, -1);
  const isFixable = chain.kind !== 'network' && typeof filter.path.at(-1) === 'number';
  return {
    span: placeOf(filter),
    message: `The last filter does not end the chain: Envoy does not start. ${
      chain.kind === 'network' ? 'A proxy, such as `tcp_proxy`, belongs' : `\`${value.name}\` belongs`
    } behind it.`,
    fixes: isFixable
      ? [
          {
            title: `Add \`${value.name}\``,
            safety: 'unsafe',
            edits: [{ kind: 'append', uri: config.uri, path, value }],
          },
        ]
      : [],
  };
}

/** True for a filter of which it is known that the chain goes on behind it. */
function endsNothing({ kind }: ChainOfFilters, type: string): boolean {
  if (terminalTypes(kind).has(type)) return false;
  return kind === 'network' ? passing.has(type) : typesOf('envoy.filters.http').includes(type) && !undecided.test(type);
}

const undecided = /dynamic_modules|composite|ExtensionWithMatcher|filter_chain|mcp|a2a|\.wasm\.|\.tap\./;

const network = 'envoy.extensions.filters.network';
const passing: ReadonlySet<string> = new Set([
  `${network}.connection_limit.v3.ConnectionLimit`,
  `${network}.ext_proc.v3.NetworkExternalProcessor`,
  `${network}.geoip.v3.Geoip`,
  `${network}.tcp_bandwidth_limit.v3.TcpBandwidthLimit`,
  `${network}.ext_authz.v3.ExtAuthz`,
  `${network}.local_ratelimit.v3.LocalRateLimit`,
  `${network}.mongo_proxy.v3.MongoProxy`,
  `${network}.ratelimit.v3.RateLimit`,
  `${network}.rbac.v3.RBAC`,
  `${network}.set_filter_state.v3.Config`,
  `${network}.sni_cluster.v3.SniCluster`,
  `${network}.sni_dynamic_forward_proxy.v3.FilterConfig`,
  `${network}.zookeeper_proxy.v3.ZooKeeperProxy`,
]);
