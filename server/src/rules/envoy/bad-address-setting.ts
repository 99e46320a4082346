import { fieldOf, isOn, isUnknown, messageIn, messagesIn, textIn } from '../../envoy/messageFields.ts';
import type { EnvoyConfig } from '../../model/envoyConfig.ts';
import type { EnvoyMessage } from '../../model/envoyMessage.ts';
import { boundSockets, isIpAddress, socketOf, socketsOf } from '../envoyAddresses.ts';
import { clusterTypeOf, endpointsOf } from '../envoyClusterTypes.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import type { Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const badAddressSetting = defineEnvoyRule({
  id: 'bad-address-setting',
  category: 'correctness',
  docs: {
    summary: 'An address has a setting that does not go with it, or there is none where one is needed.',
    why: '`ipv4_compat` is for IPv6 addresses that stand for IPv4 as well, `resolver_name` for resolvers that are built in, a network namespace for addresses that Envoy binds itself; a range and a DNS server begin with an IP address. Envoy does not start otherwise.',
    instead: 'Leave the setting out, or write an address that it fits.',
    references: ['https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/core/v3/address.proto'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: 0.0.0.0, port_value: 80, ipv4_compat: true } }
                #                                                              ^^^^^^^^^^^ is for \`::\`
                filter_chains: [{}]
        `,
      },
      {
        text: yaml`
          static_resources:
            clusters:
              - name: api
                load_assignment:
                  cluster_name: api
                  endpoints:
                    - lb_endpoints:
                        - endpoint: {}
                        # ^^^^^^^^ has no address
                        - endpoint:
                            address:
                              socket_address: { address: 10.0.0.1, port_value: 80, resolver_name: dns }
                              #                                                                   ^^^ no resolver "dns"
        `,
      },
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.config.listener.v3.FilterChainMatch
          source_prefix_ranges: [{ address_prefix: 10.0.0.0/8 }]
          #                                        ^^^^^^^^^^ prefix_len
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          listeners:
            - address: { socket_address: { address: "::", port_value: 80, ipv4_compat: true } }
              filter_chains: [{ filter_chain_match: { source_prefix_ranges: [{ address_prefix: 10.0.0.0, prefix_len: 8 }] } }]
      `,
    ],
  },
  *check(config) {
    for (const socket of boundSockets(config)) {
      yield* resolverFaults(socket);
    }
    for (const { message: listener } of messagesOfType(config, 'envoy.config.listener.v3.Listener')) {
      const others = messagesIn(listener, 'additional_addresses');
      for (const socket of [socketOf(listener), ...others.map(socketOf)]) yield* compatFaults(socket);
      for (const other of others) {
        if (fieldOf(other, 'address')) continue;
        yield { span: other.span, message: 'There is no `address` in it: Envoy does not start.' };
      }
    }
    for (const { message: cluster } of messagesOfType(config, 'envoy.config.cluster.v3.Cluster')) {
      if (clusterTypeOf(cluster) === 'STATIC') yield* endpointFaults(cluster);
    }
    yield* dnsServerFaults(config);
    yield* rangeFaults(config);
  },
});

const resolvers: ReadonlySet<string> = new Set(['envoy.ip', 'envoy.resolvers.reverse_connection']);

function* resolverFaults(socket: EnvoyMessage | undefined): Iterable<Finding> {
  const resolver = textIn(socket, 'resolver_name');
  if (resolver && !resolvers.has(resolver.value))
    yield {
      span: resolver.contentSpan,
      message: `Envoy has no resolver "${resolver.value}": it does not start. Without one an IP address is taken as it is.`,
    };
}

function* compatFaults(socket: EnvoyMessage | undefined): Iterable<Finding> {
  const compat = fieldOf(socket, 'ipv4_compat');
  const host = textIn(socket, 'address');
  if (!compat || !host || !isOn(socket, 'ipv4_compat') || /^(?:[0:]+|(?:0*:){1,6}ffff:.*)$/i.test(host.value)) return;
  yield {
    span: compat.keySpan,
    message: 'It is for `::` and IPv4 addresses in IPv6 form: Envoy does not start.',
  };
}

function* endpointFaults(cluster: EnvoyMessage): Iterable<Finding> {
  for (const locality of messagesIn(cluster, 'load_assignment', 'endpoints')) {
    for (const entry of messagesIn(locality, 'lb_endpoints')) {
      if (fieldOf(entry, 'endpoint') || fieldOf(entry, 'endpoint_name')) continue;
      yield { span: entry.span, message: 'There is no endpoint in it, and so no address: Envoy does not start.' };
    }
  }
  for (const endpoint of endpointsOf(cluster)) {
    const holders = [endpoint, ...messagesIn(endpoint, 'additional_addresses')];
    for (const holder of holders) {
      if (fieldOf(holder, 'address')) continue;
      yield {
        span: keyOf(cluster, holder) ?? holder.span,
        message: 'The endpoint has no address: Envoy does not start.',
      };
    }
    for (const socket of socketsOf(endpoint)) yield* resolverFaults(socket);
    const namespace = fieldOf(endpoint, 'address', 'socket_address', 'network_namespace_filepath');
    if (namespace && textIn(socketOf(endpoint), 'network_namespace_filepath'))
      yield {
        span: namespace.keySpan,
        message: 'A network namespace is for addresses that Envoy binds, not for endpoints: it does not start.',
      };
  }
}

/** The key of the endpoint, so that an empty one is marked. */
function keyOf(cluster: EnvoyMessage, endpoint: EnvoyMessage) {
  for (const locality of messagesIn(cluster, 'load_assignment', 'endpoints')) {
    for (const entry of messagesIn(locality, 'lb_endpoints')) {
      const field = fieldOf(entry, 'endpoint');
      if (field?.value === endpoint) return field.keySpan;
    }
  }
  return undefined;
}

/** Servers that are asked for names: Envoy takes IP addresses alone, and looks at them where it needs one. */
function* dnsServerFaults(config: EnvoyConfig): Iterable<Finding> {
  for (const { message: cluster } of messagesOfType(config, 'envoy.config.cluster.v3.Cluster')) {
    const type = clusterTypeOf(cluster);
    if (type !== 'STRICT_DNS' && type !== 'LOGICAL_DNS') continue;
    const typed = messageIn(cluster, 'typed_dns_resolver_config', 'typed_config');
    const old = fieldOf(cluster, 'dns_resolution_config');
    const lists: readonly (readonly EnvoyMessage[])[] = typed
      ? [typed.type.endsWith('CaresDnsResolverConfig') ? messagesIn(typed, 'resolvers') : []]
      : old
        ? [messagesIn(cluster, 'dns_resolution_config', 'resolvers')]
        : [messagesIn(cluster, 'dns_resolvers')];
    for (const server of lists.flat()) {
      const socket = messageIn(server, 'socket_address');
      const host = textIn(socket, 'address');
      if (host && !isIpAddress(host.value))
        yield {
          span: host.contentSpan,
          message: `The DNS server "${host.value}" is no IP address: Envoy does not start.`,
        };
      else if (!socket && server.fields.size > 0 && !isUnknown(server, 'socket_address'))
        yield { span: server.span, message: 'A DNS server is an IP address: Envoy does not start.' };
    }
  }
}

/** Messages whose ranges Envoy reads when it starts. */
const withRanges: ReadonlySet<string> = new Set([
  'envoy.config.listener.v3.FilterChainMatch',
  'envoy.config.listener.v3.ListenerFilterChainMatchPredicate',
  'envoy.config.rbac.v3.Permission',
  'envoy.config.rbac.v3.Principal',
  'envoy.extensions.filters.http.ip_tagging.v3.IPTagging.IPTag',
  'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.InternalAddressConfig',
]);

function* rangeFaults(config: EnvoyConfig): Iterable<Finding> {
  for (const { message: range, around } of messagesOfType(config, 'envoy.config.core.v3.CidrRange')) {
    const prefix = textIn(range, 'address_prefix');
    if (!prefix || isIpAddress(prefix.value) || !withRanges.has(around.at(-1)?.type ?? '')) continue;
    const [address = '', length] = prefix.value.split('/');
    const hint = length !== undefined && isIpAddress(address) ? ' The number behind the slash is `prefix_len`.' : '';
    yield {
      span: prefix.contentSpan,
      message: `"${prefix.value}" is no IP address: Envoy does not start.${hint}`,
    };
  }
}
