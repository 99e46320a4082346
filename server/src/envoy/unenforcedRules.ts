const policies = 'envoy.extensions.load_balancing_policies';
const resolvers = 'envoy.extensions.network.dns_resolver';

/**
 * Extensions whose configuration Envoy 1.40 was measured to take without asking the validate rules of the API, with
 * everything in it but other extensions.
 */
const unenforced: ReadonlySet<string> = new Set([
  'envoy.extensions.config.validators.dynamic_modules.v3.DynamicModuleConfigValidator',
  'envoy.extensions.health_checkers.udp.v3.UdpHealthCheck',
  `${policies}.client_side_weighted_round_robin.v3.ClientSideWeightedRoundRobin`,
  `${policies}.least_request.v3.LeastRequest`,
  `${policies}.maglev.v3.Maglev`,
  `${policies}.random.v3.Random`,
  `${policies}.ring_hash.v3.RingHash`,
  `${policies}.round_robin.v3.RoundRobin`,
  `${resolvers}.cares.v3.CaresDnsResolverConfig`,
  `${resolvers}.hickory.v3.HickoryDnsResolverConfig`,
  'envoy.extensions.retry.priority.previous_priorities.v3.PreviousPrioritiesConfig',
]);

/** True where Envoy refuses an extension's configuration that breaks a rule of the API. */
export const isEnforcedIn = (type: string): boolean => !unenforced.has(type);
