/**
 * Validate rules that Envoy 1.40 was measured not to enforce: it reads the configuration without asking them. By the
 * message's full name; a field or oneof, or all of them.
 */
const unenforced: ReadonlyMap<string, readonly string[] | 'all'> = new Map<string, readonly string[] | 'all'>([
  ['envoy.extensions.config.validators.dynamic_modules.v3.DynamicModuleConfigValidator', 'all'],
  ['envoy.extensions.health_checkers.udp.v3.UdpHealthCheck', 'all'],
  ['envoy.extensions.load_balancing_policies.client_side_weighted_round_robin.v3.ClientSideWeightedRoundRobin', 'all'],
  ['envoy.extensions.load_balancing_policies.common.v3.ConsistentHashingLbConfig', 'all'],
  ['envoy.extensions.load_balancing_policies.common.v3.LocalityLbConfig', 'all'],
  ['envoy.extensions.load_balancing_policies.common.v3.OrcaOobReportingConfig', 'all'],
  ['envoy.extensions.load_balancing_policies.least_request.v3.LeastRequest', 'all'],
  ['envoy.extensions.load_balancing_policies.ring_hash.v3.RingHash', 'all'],
  ['envoy.extensions.network.dns_resolver.cares.v3.CaresDnsResolverConfig', 'all'],
  ['envoy.extensions.network.dns_resolver.hickory.v3.DnsOverHttpsConfig', 'all'],
  ['envoy.extensions.network.dns_resolver.hickory.v3.DnsOverTlsConfig', 'all'],
  ['envoy.extensions.network.dns_resolver.hickory.v3.HickoryDnsResolverConfig', 'all'],
  ['envoy.extensions.retry.priority.previous_priorities.v3.PreviousPrioritiesConfig', 'all'],
]);

/**
 * True where Envoy refuses a value that breaks the rule of this field or oneof. `path` leads to the message: `tracing`
 * at the top of a file is not used any more and not looked at.
 */
export function isEnforced(type: string, field: string, path: readonly (string | number)[]): boolean {
  if (path[0] === 'tracing') return false;
  const fields = unenforced.get(type);
  return !(fields === 'all' || fields?.includes(field));
}
