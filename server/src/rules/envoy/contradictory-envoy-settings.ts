import { fieldOf, isOn, isUnknown, messageIn, messagesIn, textIn } from '../../envoy/messageFields.ts';
import type { EnvoyConfig } from '../../model/envoyConfig.ts';
import type { EnvoyMessage } from '../../model/envoyMessage.ts';
import { bindConfigs } from '../envoyAddresses.ts';
import type { PlacedMessage } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { atKey, checkSettings, excluding, type SettingCheck } from '../envoySettings.ts';
import type { Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const contradictoryEnvoySettings = defineEnvoyRule({
  id: 'contradictory-envoy-settings',
  category: 'correctness',
  docs: {
    summary: 'Two settings are there that exclude each other, though the API lets both be written.',
    why: 'Some alternatives are no `oneof` of the API: routes as a list or as a matcher, a claim by its name or its path, a certificate in two forms. Envoy finds that when it builds what they are for, and does not start.',
    instead: 'Keep the one that is meant.',
    references: ['https://www.envoyproxy.io/docs/envoy/latest/api-v3/api'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.config.route.v3.VirtualHost
          name: all
          domains: ["*"]
          routes: [{ match: { prefix: / }, redirect: {} }]
          matcher: {}
          #^^^^^^ beside \`routes\`
        `,
      },
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.config.route.v3.HeaderMatcher
          name: x-user
          string_match: { safe_regex: { regex: "a.*" }, ignore_case: true }
          #                                             ^^^^^^^^^^^ (?i)
        `,
      },
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.extensions.filters.http.header_to_metadata.v3.Config
          request_rules:
            - header: x-user
              cookie: user
              #^^^^^ beside \`header\`
              on_header_present: { key: user }
        `,
      },
    ],
    good: [
      yaml`
        "@type": type.googleapis.com/envoy.config.route.v3.HeaderMatcher
        name: x-user
        string_match: { safe_regex: { regex: "(?i)a.*" } }
      `,
    ],
  },
  check: (config) => checkSettings(config, checks),
});

const isSet = (message: EnvoyMessage, field: string): boolean =>
  textIn(message, field) !== undefined || (fieldOf(message, field)?.value?.kind ?? 'scalar') !== 'scalar';

function* headerToMetadata(rule: EnvoyMessage): Iterable<Finding> {
  if (isSet(rule, 'header') && isSet(rule, 'cookie')) yield* excluding(rule, 'header', 'cookie');
  else if (textIn(rule, 'cookie') && isOn(rule, 'remove'))
    yield* atKey(rule, 'remove', 'A cookie cannot be removed: Envoy does not start.');
  const present = messageIn(rule, 'on_header_present');
  if (present && textIn(present, 'value')) yield* excluding(present, 'value', 'regex_value_rewrite');
}

/** Admin paths and secrets that nothing uses are not looked at. */
const isUnread = ({ around }: PlacedMessage): boolean =>
  around.some(({ type }) => type.endsWith('.v3.Admin') || type.endsWith('.v3.Secret'));

function* stringMatcher(matcher: EnvoyMessage, placed: PlacedMessage): Iterable<Finding> {
  if (fieldOf(matcher, 'safe_regex') && isOn(matcher, 'ignore_case') && !isUnread(placed))
    yield* atKey(
      matcher,
      'ignore_case',
      'A regular expression ignores case by `(?i)` in front of it, not by this: Envoy does not start.',
    );
}

function* claimToHeader(claim: EnvoyMessage): Iterable<Finding> {
  if (textIn(claim, 'claim_name')) yield* excluding(claim, 'claim_name', 'claim_path');
  else if (!fieldOf(claim, 'claim_path') && !isUnknown(claim, 'claim_name'))
    yield* atKey(claim, 'header_name', 'It needs `claim_name` or `claim_path`: Envoy does not start.');
}

function* listener(message: EnvoyMessage): Iterable<Finding> {
  if (fieldOf(message, 'internal_listener')) yield* excluding(message, 'internal_listener', 'address');
  if (!fieldOf(message, 'filter_chain_matcher'))
    yield* atKey(message, 'fcds_config', 'It needs `filter_chain_matcher`: Envoy does not start.');
}

function* localRateLimit(limit: EnvoyMessage, _: PlacedMessage, config: EnvoyConfig): Iterable<Finding> {
  if (config.kind !== 'bootstrap' || fieldOf(config.root, 'cluster_manager', 'local_cluster_name')) return;
  yield* atKey(
    limit,
    'local_cluster_rate_limit',
    'It goes with `local_cluster_name` in `cluster_manager`: Envoy does not start.',
  );
}

function* bindConfig(bind: EnvoyMessage, _: PlacedMessage, config: EnvoyConfig): Iterable<Finding> {
  if (!bindConfigs(config).includes(bind)) return;
  const names = ['extra_source_addresses', 'additional_source_addresses'];
  yield* excluding(bind, 'extra_source_addresses', 'additional_source_addresses');
  for (const name of names) {
    const others = messagesIn(bind, name);
    const source = textIn(messageIn(bind, 'source_address'), 'address');
    const [other, second] = others.map((each) => textIn(messageIn(each, 'address') ?? each, 'address'));
    if (second) yield { span: second.contentSpan, message: 'There may be one of them: Envoy does not start.' };
    else if (others.length > 0 && !fieldOf(bind, 'source_address'))
      yield* atKey(bind, name, 'It goes with a `source_address`: Envoy does not start.');
    else if (source && other && source.value.includes(':') === other.value.includes(':'))
      yield {
        span: other.contentSpan,
        message: 'One of the two is an IPv4 address and the other one an IPv6 address: Envoy does not start.',
      };
  }
}

function* cluster(message: EnvoyMessage): Iterable<Finding> {
  const selection = fieldOf(message, 'protocol_selection')?.value;
  const isUsual =
    selection === undefined || (selection.kind === 'scalar' && selection.value === 'USE_CONFIGURED_PROTOCOL');
  const options = fieldOf(message, 'typed_extension_protocol_options');
  if (isUsual && !options)
    yield* excluding(
      message,
      'http_protocol_options',
      'http2_protocol_options',
      ' unless `protocol_selection` chooses between them',
    );
}

function* rateLimit(limit: EnvoyMessage, { around }: PlacedMessage): Iterable<Finding> {
  if (around.at(-1)?.type.startsWith('envoy.config.route.v3.') ?? true) return;
  for (const field of ['stage', 'disable_key'])
    yield* atKey(limit, field, `In the settings of a filter there is no \`${field}\`: Envoy does not start.`);
}

function* certificate(message: EnvoyMessage, placed: PlacedMessage): Iterable<Finding> {
  if (!fieldOf(message, 'pkcs12') || isUnread(placed)) return;
  for (const other of ['certificate_chain', 'private_key', 'private_key_provider'])
    yield* excluding(message, 'pkcs12', other);
}

const route = 'envoy.config.route.v3';
const filters = 'envoy.extensions.filters.http';

const checks: ReadonlyMap<string, SettingCheck> = new Map<string, SettingCheck>([
  [`${route}.VirtualHost`, (host) => (isUnknown(host, 'routes') ? [] : excluding(host, 'routes', 'matcher'))],
  [`${route}.RateLimit`, rateLimit],
  ['envoy.type.matcher.v3.StringMatcher', stringMatcher],
  ['xds.type.matcher.v3.StringMatcher', stringMatcher],
  ['envoy.config.listener.v3.Listener', listener],
  ['envoy.config.cluster.v3.Cluster', cluster],
  [
    `${route}.RateLimit.HitsAddend`,
    // In a route's own limits it is not looked at.
    (hits, { around }) =>
      around.at(-2)?.type.startsWith('envoy.config.route.v3.') === false ? excluding(hits, 'number', 'format') : [],
  ],
  ['envoy.config.core.v3.BindConfig', bindConfig],
  [
    'envoy.config.core.v3.TlvEntry',
    (tlv, { around }) => (around.at(-1)?.type.endsWith('.TcpProxy') ? excluding(tlv, 'value', 'format_string') : []),
  ],
  [`${filters}.local_ratelimit.v3.LocalRateLimit`, localRateLimit],
  [`${filters}.header_to_metadata.v3.Config.Rule`, headerToMetadata],
  [`${filters}.jwt_authn.v3.JwtClaimToHeader`, claimToHeader],
  [`${filters}.ext_authz.v3.HttpService`, (service) => excluding(service, 'path_prefix', 'path_override')],
  ['envoy.extensions.transport_sockets.tls.v3.TlsCertificate', certificate],
]);
