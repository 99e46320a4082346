import {
  fieldOf,
  isOn,
  isUnknown,
  messageIn,
  messagesIn,
  numberIn,
  textIn,
  textsIn,
} from '../../envoy/messageFields.ts';
import type { EnvoyConfig } from '../../model/envoyConfig.ts';
import type { EnvoyMessage } from '../../model/envoyMessage.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import type { Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const badRouteSettings = defineEnvoyRule({
  id: 'bad-route-settings',
  category: 'correctness',
  docs: {
    summary: 'Settings of a route or of a connection manager contradict each other.',
    why: 'A path can be rewritten in one way only, an upgrade is configured once, and `Host` and the headers that begin with `:` are not to be added or removed. Envoy refuses the file.',
    instead:
      'Keep one of the settings; rewrite the host with `host_rewrite_literal` and the path with `prefix_rewrite`.',
    references: ['https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.config.route.v3.RouteConfiguration
          virtual_hosts:
            - name: all
              domains: ["*"]
              routes:
                - match: { prefix: /api/ }
                  route:
                    cluster: api
                    prefix_rewrite: /
                    regex_rewrite: { pattern: { regex: "^/api" }, substitution: "" }
                    #^^^^^^^^^^^^ Only one of
        `,
      },
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.config.route.v3.RouteConfiguration
          request_headers_to_add:
            - header: { key: Host, value: api }
              #              ^^^^ host_rewrite_literal
        `,
      },
    ],
    good: [
      yaml`
        "@type": type.googleapis.com/envoy.config.route.v3.RouteConfiguration
        request_headers_to_remove: [x-internal]
        virtual_hosts:
          - name: all
            domains: ["*"]
            routes:
              - match: { prefix: /api/ }
                route: { cluster: api, prefix_rewrite: /, host_rewrite_literal: api }
      `,
    ],
  },
  *check(config) {
    const of = (type: string): readonly EnvoyMessage[] => messagesOfType(config, type).map(({ message }) => message);
    for (const action of of('envoy.config.route.v3.RouteAction')) yield* actionFaults(action);
    for (const policy of of('envoy.config.route.v3.RetryPolicy')) yield* backOffFaults(policy);
    for (const host of of('envoy.config.route.v3.VirtualHost'))
      for (const cluster of messagesIn(host, 'virtual_clusters'))
        if (!fieldOf(cluster, 'headers'))
          yield {
            span: cluster.span,
            message: 'A virtual cluster is told by `headers`: Envoy does not start without.',
          };
    yield* headerFaults(config);
    yield* bodyFaults(config);
    for (const manager of of(connectionManager)) yield* managerFaults(manager);
  },
});

const connectionManager = 'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';

/** The second and later ones of the fields that are set: only one of them may be. */
function* besides(message: EnvoyMessage, names: readonly string[]): Iterable<Finding> {
  const set = [...message.fields.values()].filter((field) => {
    const isSet = field.value?.kind !== 'scalar' || (field.value.value !== '' && field.value.value !== false);
    return names.includes(field.name) && isSet;
  });
  for (const { keySpan } of set.slice(1)) {
    const [first] = set;
    yield {
      span: keySpan,
      message: `Only one of ${set.map(({ name }) => `\`${name}\``).join(' and ')} can be set: Envoy does not start.`,
      ...(first ? { related: [{ span: first.keySpan, message: 'the other one' }] } : {}),
    };
  }
}

function* actionFaults(action: EnvoyMessage): Iterable<Finding> {
  yield* besides(action, ['prefix_rewrite', 'regex_rewrite', 'path_rewrite_policy', 'path_rewrite']);
  yield* doubledUpgrades(messagesIn(action, 'upgrade_configs'));
  for (const upgrade of messagesIn(action, 'upgrade_configs')) {
    const type = textIn(upgrade, 'upgrade_type');
    const connect = fieldOf(upgrade, 'connect_config');
    if (type && connect && type.value.toUpperCase() !== 'CONNECT')
      yield {
        span: connect.keySpan,
        message: '`connect_config` is for upgrades of type CONNECT: Envoy does not start.',
      };
  }
}

function* doubledUpgrades(upgrades: readonly EnvoyMessage[]): Iterable<Finding> {
  const seen = new Set<string>();
  for (const upgrade of upgrades) {
    const type = textIn(upgrade, 'upgrade_type');
    if (type && seen.has(type.value.toLowerCase()))
      yield { span: type.contentSpan, message: `\`${type.value}\` is configured already: Envoy does not start.` };
    if (type) seen.add(type.value.toLowerCase());
  }
}

function* backOffFaults(policy: EnvoyMessage): Iterable<Finding> {
  const base = numberIn(policy, 'retry_back_off', 'base_interval');
  const most = fieldOf(policy, 'retry_back_off', 'max_interval');
  const number = numberIn(policy, 'retry_back_off', 'max_interval');
  if (base !== undefined && number !== undefined && most && number < base)
    yield {
      span: most.keySpan,
      message: 'The longest time between two attempts is less than the first one: Envoy does not start.',
    };
}

/** Headers that another program sends, or that were not measured. */
const isUnmeasured =
  /^envoy\.(?:service\.|extensions\.(?:bootstrap\.reverse_tunnel|filters\.http\.rate_limit_quota)\.)/;

function* headerFaults(config: EnvoyConfig): Iterable<Finding> {
  for (const { message: option, around } of messagesOfType(config, 'envoy.config.core.v3.HeaderValueOption')) {
    const owner = around.at(-1)?.type ?? '';
    const key = textIn(option, 'header', 'key');
    if (key && isFixedHeader(key.value) && !isUnmeasured.test(owner))
      yield {
        span: key.contentSpan,
        message: `\`${key.value}\` cannot be added here; a route has \`host_rewrite_literal\` and \`prefix_rewrite\`: Envoy does not start.`,
      };
    const action = fieldOf(option, 'append_action');
    const isDefault = action?.value?.kind === 'scalar' && action.value.value === 'APPEND_IF_EXISTS_OR_ADD';
    if (action && !isDefault && fieldOf(option, 'append') && !isUnmeasured.test(owner))
      yield { span: action.keySpan, message: '`append` and `append_action` cannot be set both: Envoy does not start.' };
  }
  for (const type of ['RouteConfiguration', 'VirtualHost', 'Route', 'WeightedCluster.ClusterWeight']) {
    for (const { message } of messagesOfType(config, `envoy.config.route.v3.${type}`)) {
      for (const list of ['request_headers_to_remove', 'response_headers_to_remove']) {
        for (const name of textsIn(message, list)) {
          if (isFixedHeader(name.value))
            yield { span: name.contentSpan, message: `\`${name.value}\` cannot be removed: Envoy does not start.` };
        }
      }
    }
  }
}

const isFixedHeader = (name: string): boolean => name.startsWith(':') || name.toLowerCase() === 'host';

const usualMost = 4096;

function* bodyFaults(config: EnvoyConfig): Iterable<Finding> {
  for (const { message, around } of messagesOfType(config, 'envoy.config.route.v3.DirectResponseAction')) {
    const body = textIn(messageIn(message, 'body'), 'inline_string');
    const routes = around.find(({ type }) => type === 'envoy.config.route.v3.RouteConfiguration');
    const most = numberIn(routes, 'max_direct_response_body_size_bytes') ?? usualMost;
    if (!body || isUnknown(routes, 'max_direct_response_body_size_bytes')) continue;
    const size = Buffer.byteLength(body.value);
    if (size > most)
      yield {
        span: body.contentSpan,
        message: `The body has ${size} bytes, and \`max_direct_response_body_size_bytes\` allows ${most}: Envoy does not start.`,
      };
  }
}

function* managerFaults(manager: EnvoyMessage): Iterable<Finding> {
  yield* besides(manager, ['strip_matching_host_port', 'strip_any_host_port']);
  yield* besides(manager, ['access_log_flush_interval', 'access_log_options']);
  yield* besides(manager, ['flush_access_log_on_new_request', 'access_log_options']);
  yield* doubledUpgrades(messagesIn(manager, 'upgrade_configs'));
  const detection = fieldOf(manager, 'original_ip_detection_extensions');
  if (detection && messagesIn(manager, 'original_ip_detection_extensions').length > 0) {
    const hops = numberIn(manager, 'xff_num_trusted_hops') ?? 0;
    if (isOn(manager, 'use_remote_address') || hops > 0)
      yield {
        span: detection.keySpan,
        message: 'It cannot be mixed with `use_remote_address` and `xff_num_trusted_hops`: Envoy does not start.',
      };
  }
}
