import { fieldOf, isOn, messageIn, messagesBelow, messagesIn } from '../../envoy/messageFields.ts';
import type { EnvoyMessage } from '../../model/envoyMessage.ts';
import type { PlacedMessage } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { atKey, checkSettings, type SettingCheck, startOfMessage } from '../envoySettings.ts';
import type { Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const unsupportedEnvoySetting = defineEnvoyRule({
  id: 'unsupported-envoy-setting',
  category: 'correctness',
  docs: {
    summary: 'A setting of the API is one that the usual Envoy does not carry out.',
    why: 'The API has fields for other builds and for what was never written. Envoy reads them and refuses them when it starts.',
    instead: 'Leave the setting out; the page of the message says what is there in its place.',
    references: ['https://www.envoyproxy.io/docs/envoy/latest/api-v3/api'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: 0.0.0.0, port_value: 80 } }
                filter_chains:
                  - filter_chain_match: { suffix_len: 8 }
                    #                     ^^^^^^^^^^ not implemented
        `,
      },
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.config.cluster.v3.CircuitBreakers
          per_host_thresholds:
            - max_requests: 10
              #^^^^^^^^^^^ \`max_connections\`
        `,
      },
    ],
    good: [
      yaml`
        "@type": type.googleapis.com/envoy.config.cluster.v3.CircuitBreakers
        per_host_thresholds:
          - max_connections: 10
      `,
    ],
  },
  check: (config) => checkSettings(config, checks),
});

const notImplemented = 'It is not implemented: Envoy does not start.';
const ofOtherBuilds = 'The usual Envoy is built without it: it does not start.';

/** A setting that is refused wherever it stands. */
const refused = (message: string, ...fields: readonly string[]): SettingCheck =>
  function* (owner) {
    for (const field of fields) yield* atKey(owner, field, message);
  };

const perHost = ['max_pending_requests', 'max_requests', 'max_retries', 'retry_budget', 'max_connection_pools'];

function* thresholds(breakers: EnvoyMessage): Iterable<Finding> {
  for (const each of messagesIn(breakers, 'per_host_thresholds'))
    for (const field of perHost)
      yield* atKey(each, field, 'For a single host there is `max_connections` alone: Envoy does not start.');
}

/** In these a match ends the search. */
const inMatcher = /^envoy\.(?:extensions\.filters\.(?:http|network)\.rbac\.|config\.route\.v3\.VirtualHost$)/;

function* onMatch(match: EnvoyMessage, { around }: PlacedMessage): Iterable<Finding> {
  if (isOn(match, 'keep_matching') && around.some(({ type }) => inMatcher.test(type)))
    yield* atKey(match, 'keep_matching', 'Here the first match ends the search: Envoy does not start.');
}

/** Methods with a body, as numbers and names. */
const withBody = /^(?:POST|PUT|PATCH|OPTIONS)$/;

function* httpHealthCheck(check: EnvoyMessage): Iterable<Finding> {
  const method = check.fields.get('method')?.value;
  const name = method === undefined ? 'GET' : method.kind === 'scalar' ? String(method.value) : undefined;
  if (name !== undefined && !withBody.test(name) && messagesBelow(check.fields.get('send')?.value).length > 0)
    yield* atKey(
      check,
      'send',
      `A request with the method ${name} has no body; POST, PUT, PATCH and OPTIONS have one: Envoy does not start.`,
    );
}

/** No input of a matcher and no matcher is configured by an empty message. */
function* matcherExtensions(holder: EnvoyMessage): Iterable<Finding> {
  for (const field of ['input', 'custom_match']) {
    const type = messageIn(holder, field, 'typed_config');
    if (type?.typeUrl && type.type === 'google.protobuf.Empty')
      yield { span: type.typeUrl.span, message: 'Envoy has no extension with it for this place: it does not start.' };
  }
}

function* manager(message: EnvoyMessage): Iterable<Finding> {
  yield* atKey(message, 'typed_header_validation_config', ofOtherBuilds);
  const options = messageIn(message, 'common_http_protocol_options');
  yield* atKey(options, 'max_response_headers_kb', 'It is for clusters, not for what comes in: Envoy does not start.');
}

function* textOnly(any: EnvoyMessage | undefined, isNeeded: boolean): Iterable<Finding> {
  if (!any) return;
  const fields = [...any.fields.values()];
  const other = fields.find(({ name }) => !['string_value', 'array_value', 'kvlist_value'].includes(name));
  if (other ?? (isNeeded && fields.length === 0))
    yield {
      span: other?.keySpan ?? any.span,
      message: 'Only `string_value`, `array_value` and `kvlist_value` can be logged: Envoy does not start.',
    };
  for (const each of messagesIn(any, 'array_value', 'values')) yield* textOnly(each, true);
  for (const pair of messagesIn(any, 'kvlist_value', 'values')) yield* pairOfTexts(pair);
}

function* pairOfTexts(pair: EnvoyMessage): Iterable<Finding> {
  const value = messageIn(pair, 'value');
  if (value) yield* textOnly(value, true);
  else if (!fieldOf(pair, 'value'))
    yield { span: startOfMessage(pair), message: 'There is no `value` that could be logged: Envoy does not start.' };
}

function* openTelemetryLog(log: EnvoyMessage): Iterable<Finding> {
  yield* textOnly(messageIn(log, 'body'), false);
  for (const pair of messagesIn(log, 'attributes', 'values')) yield* pairOfTexts(pair);
}

const checks: ReadonlyMap<string, SettingCheck> = new Map<string, SettingCheck>([
  ['envoy.config.listener.v3.FilterChainMatch', refused(notImplemented, 'address_suffix', 'suffix_len')],
  ['envoy.config.listener.v3.Listener', refused(ofOtherBuilds, 'api_listener')],
  ['envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager', manager],
  ['xds.type.matcher.v3.Matcher.MatcherTree', matcherExtensions],
  ['xds.type.matcher.v3.Matcher.MatcherList.Predicate.SinglePredicate', matcherExtensions],
  ['envoy.extensions.upstreams.http.v3.HttpProtocolOptions', refused(ofOtherBuilds, 'header_validation_config')],
  ['envoy.config.cluster.v3.CircuitBreakers', thresholds],
  ['envoy.config.core.v3.HealthCheck.HttpHealthCheck', httpHealthCheck],
  ['envoy.extensions.access_loggers.open_telemetry.v3.OpenTelemetryAccessLogConfig', openTelemetryLog],
  ['xds.type.matcher.v3.Matcher.OnMatch', onMatch],
  ['envoy.config.common.matcher.v3.Matcher.OnMatch', onMatch],
]);
