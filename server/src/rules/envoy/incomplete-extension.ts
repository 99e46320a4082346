import type { EnvoyMessage } from '../../model/envoyMessage.ts';
import { fieldOf, isUnknown, messageIn, messagesIn, messagesOfType, textIn } from '../envoyFields.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const incompleteExtension = defineEnvoyRule({
  id: 'incomplete-extension',
  category: 'correctness',
  docs: {
    summary: 'A filter, tracer or source lacks a setting without which it refuses to start.',
    why: 'Some extensions ask for more than the API says: a Redis proxy for a route, a tracer for its collector, a REST source for its kind. Envoy does not start without.',
    instead: 'Set what the message names.',
    references: ['https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/trace/trace'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.config.trace.v3.ZipkinConfig
          #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ \`collector_endpoint_version\`
          collector_cluster: zipkin
          collector_endpoint: /api/v2/spans
        `,
        fixed: yaml`
          "@type": type.googleapis.com/envoy.config.trace.v3.ZipkinConfig
          collector_cluster: zipkin
          collector_endpoint: /api/v2/spans
          collector_endpoint_version: HTTP_JSON
        `,
      },
    ],
    good: [
      yaml`
        "@type": type.googleapis.com/envoy.config.trace.v3.ZipkinConfig
        collector_cluster: zipkin
        collector_endpoint: /api/v2/spans
        collector_endpoint_version: HTTP_JSON
      `,
    ],
  },
  *check(config) {
    for (const [type, need] of needs) {
      for (const { message, around } of messagesOfType(config, type)) {
        if (need.fields.some((name) => isUnknown(message, name)) || !need.isMissing(message, around)) continue;
        const first = [...message.fields.values()][0];
        const { field, value } = need.fix ?? {};
        yield {
          span: message.typeUrl?.span ?? first?.keySpan ?? message.span,
          message: `It needs ${need.what}: Envoy does not start.`,
          ...(field === undefined || value === undefined
            ? {}
            : {
                fixes: [
                  {
                    title: `Set \`${field}: ${value}\``,
                    safety: 'unsafe',
                    edits: [{ kind: 'set', uri: config.uri, path: [...message.path, field], value }],
                  },
                ],
              }),
        };
      }
    }
  },
});

interface Need {
  readonly what: string;
  /** What is looked at; where one of them cannot be read nothing is said. */
  readonly fields: readonly string[];
  isMissing(message: EnvoyMessage, around: readonly EnvoyMessage[]): boolean;
  readonly fix?: { readonly field: string; readonly value: string };
}

const isUnused = (around: readonly EnvoyMessage[]): boolean =>
  around.some(({ type }) => type === 'envoy.config.trace.v3.Tracing');

const noneOf = (...names: readonly string[]): Pick<Need, 'fields' | 'isMissing'> => ({
  fields: names,
  isMissing: (message, around) => !isUnused(around) && !names.some((name) => fieldOf(message, name)),
});

const filters = 'envoy.extensions.filters';

/** Each was tried with Envoy 1.40. */
const needs: ReadonlyMap<string, Need> = new Map<string, Need>([
  [
    'envoy.config.trace.v3.ZipkinConfig',
    {
      what: '`collector_endpoint_version`, because the default is no longer there',
      fields: ['collector_endpoint_version', 'collector_service'],
      isMissing: (message, around) =>
        !isUnused(around) && !fieldOf(message, 'collector_endpoint_version') && !fieldOf(message, 'collector_service'),
      fix: { field: 'collector_endpoint_version', value: 'HTTP_JSON' },
    },
  ],
  [
    'envoy.config.trace.v3.OpenTelemetryConfig',
    {
      what: 'one of `grpc_service` and `http_service`',
      fields: ['grpc_service', 'http_service'],
      isMissing: (message, around) =>
        !isUnused(around) &&
        !['grpc_service', 'http_service', 'custom_exporter', 'exporter'].some((name) => fieldOf(message, name)),
    },
  ],
  [
    `${filters}.network.redis_proxy.v3.RedisProxy`,
    {
      what: '`prefix_routes` with a route or `catch_all_route`',
      fields: ['prefix_routes'],
      isMissing: (message) => {
        const routes = messageIn(message, 'prefix_routes');
        return (
          !fieldOf(routes, 'catch_all_route') &&
          messagesIn(routes, 'routes').length === 0 &&
          !isUnknown(routes, 'routes')
        );
      },
    },
  ],
  [
    `${filters}.http.ext_proc.v3.ExternalProcessor`,
    { what: '`grpc_service` or `http_service`', ...noneOf('grpc_service', 'http_service') },
  ],
  [
    'envoy.config.core.v3.ApiConfigSource',
    {
      what: '`api_type`, because the default is no longer there',
      fields: ['api_type'],
      isMissing: (message, around) =>
        !fieldOf(message, 'api_type') && fieldOf(around.at(-1), 'hds_config')?.value !== message,
      fix: { field: 'api_type', value: 'GRPC' },
    },
  ],
  [
    'envoy.config.route.v3.RouteAction.RequestMirrorPolicy',
    { what: '`cluster` or `cluster_header`', ...noneOf('cluster', 'cluster_header') },
  ],
  [
    'envoy.extensions.transport_sockets.tls.v3.Secret',
    {
      what: 'what the secret is, such as `tls_certificate` or `validation_context`',
      ...noneOf('tls_certificate', 'session_ticket_keys', 'validation_context', 'generic_secret'),
    },
  ],
  [
    `${filters}.http.cache.v3.CacheConfig`,
    { what: '`typed_config` or `disabled`', ...noneOf('typed_config', 'disabled') },
  ],
  [
    `${filters}.http.lua.v3.Lua`,
    {
      what: 'only one of `inline_code` and `default_source_code`',
      fields: [],
      isMissing: (message) =>
        textIn(message, 'inline_code') !== undefined && fieldOf(message, 'default_source_code') !== undefined,
    },
  ],
]);
