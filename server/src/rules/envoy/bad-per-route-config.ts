import { fieldOf, messagesBelow } from '../../envoy/messageFields.ts';
import { typesOf } from '../../envoy/registry.ts';
import type { EnvoyMessage } from '../../model/envoyMessage.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const badPerRouteConfig = defineEnvoyRule({
  id: 'bad-per-route-config',
  category: 'correctness',
  docs: {
    summary:
      'A route configures a filter with a message that the filter does not take there, or a filter has the one for routes.',
    why: 'Many filters have a message of their own for `typed_per_filter_config`, and some take none at all. Envoy refuses a route that has the other message, and a filter that has that of a route.',
    instead:
      'Use the message whose name ends in `PerRoute` on routes and virtual hosts, and the other one in `http_filters`.',
    references: [
      'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/http/http_filters#route-specific-config',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.config.route.v3.RouteConfiguration
          typed_per_filter_config:
            envoy.filters.http.buffer:
              "@type": type.googleapis.com/envoy.extensions.filters.http.buffer.v3.Buffer
              #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ BufferPerRoute
              max_request_bytes: 4096
        `,
      },
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.config.route.v3.RouteConfiguration
          typed_per_filter_config:
            envoy.filters.http.router:
              "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
              #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ nothing for a route
        `,
      },
    ],
    good: [
      yaml`
        "@type": type.googleapis.com/envoy.config.route.v3.RouteConfiguration
        typed_per_filter_config:
          envoy.filters.http.buffer:
            "@type": type.googleapis.com/envoy.extensions.filters.http.buffer.v3.BufferPerRoute
            disabled: true
      `,
    ],
  },
  *check(config) {
    for (const owner of owners) {
      for (const { message } of messagesOfType(config, owner)) {
        for (const given of messagesBelow(fieldOf(message, 'typed_per_filter_config')?.value)) {
          const settings = given.type === filterConfig ? messagesBelow(fieldOf(given, 'config')?.value)[0] : given;
          const reason = settings && whyNotPerRoute(settings.type);
          if (settings && reason !== undefined)
            yield { span: settings.typeUrl?.span ?? settings.span, message: `${reason}: Envoy does not start.` };
        }
      }
    }
    for (const { message: filter } of messagesOfType(config, httpFilter)) {
      const settings: EnvoyMessage | undefined = messagesBelow(fieldOf(filter, 'typed_config')?.value)[0];
      if (settings && isForRoutesOnly(settings.type))
        yield {
          span: settings.typeUrl?.span ?? settings.span,
          message: 'This message is for `typed_per_filter_config` of routes and virtual hosts: Envoy does not start.',
        };
    }
  },
});

const route = 'envoy.config.route.v3';
const filterConfig = `${route}.FilterConfig`;
const httpFilter = 'envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter';
const owners = ['RouteConfiguration', 'VirtualHost', 'Route', 'WeightedCluster.ClusterWeight'].map(
  (name) => `${route}.${name}`,
);

const filters = 'envoy.extensions.filters.http';

/** Messages of filters that take nothing from a route. Each was tried with Envoy 1.40. */
const withoutRoutes: ReadonlySet<string> = new Set(
  (
    'a2a.v3.A2a adaptive_concurrency.v3.AdaptiveConcurrency admission_control.v3.AdmissionControl ' +
    'alternate_protocols_cache.v3.FilterConfig body_size_limit.v3.BodySizeLimit cache.v3.CacheConfig ' +
    'cache_v2.v3.CacheV2Config cdn_loop.v3.CdnLoopConfig connect_grpc_bridge.v3.FilterConfig ' +
    'credential_injector.v3.CredentialInjector decompressor.v3.Decompressor gcp_authn.v3.GcpAuthnFilterConfig ' +
    'geoip.v3.Geoip grpc_http1_bridge.v3.Config grpc_stats.v3.FilterConfig grpc_web.v3.GrpcWeb ' +
    'health_check.v3.HealthCheck ip_tagging.v3.IPTagging original_src.v3.OriginalSrc router.v3.Router tap.v3.Tap'
  )
    .split(' ')
    .map((name) => `${filters}.${name}`),
);

/** Messages in whose place a route has another one, and that one. Each was tried with Envoy 1.40. */
const replaced: ReadonlyMap<string, string> = new Map(
  (
    [
      ['aws_lambda.v3.Config', 'PerRouteConfig'],
      ['aws_request_signing.v3.AwsRequestSigning', 'AwsRequestSigningPerRoute'],
      ['basic_auth.v3.BasicAuth', 'BasicAuthPerRoute'],
      ['buffer.v3.Buffer', 'BufferPerRoute'],
      ['compressor.v3.Compressor', 'CompressorPerRoute'],
      ['ext_authz.v3.ExtAuthz', 'ExtAuthzPerRoute'],
      ['ext_proc.v3.ExternalProcessor', 'ExtProcPerRoute'],
      ['jwt_authn.v3.JwtAuthentication', 'PerRouteConfig'],
      ['ratelimit.v3.RateLimit', 'RateLimitPerRoute'],
      ['rate_limit_quota.v3.RateLimitQuotaFilterConfig', 'RateLimitQuotaOverride'],
      ['stateful_session.v3.StatefulSession', 'StatefulSessionPerRoute'],
    ] as const
  ).map(([type, other]) => [`${filters}.${type}`, other]),
);

function whyNotPerRoute(type: string): string | undefined {
  if (withoutRoutes.has(type)) return 'This filter takes nothing for a route';
  const other = replaced.get(type);
  if (other !== undefined) return `On a route the filter takes \`${other}\``;
  return type === 'google.protobuf.Empty' ? 'No filter takes an empty message for a route' : undefined;
}

/** True for the message of a route whose filter has another one. */
function isForRoutesOnly(type: string): boolean {
  if (!type.startsWith(`${filters}.`) || !typesOf('envoy.filters.http').includes(type)) return false;
  const place = type.slice(0, type.lastIndexOf('.') + 1);
  return [...replaced].some(([main, other]) => main.startsWith(place) && type === `${place}${other}`);
}
