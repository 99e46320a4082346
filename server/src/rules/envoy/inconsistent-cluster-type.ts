import { fieldOf, isUnknown, messageIn, messagesIn, numberIn, textIn } from '../../envoy/messageFields.ts';
import { namesIn } from '../../envoy/registry.ts';
import type { EnvoyMessage } from '../../model/envoyMessage.ts';
import { clusterTypeOf } from '../envoyClusterTypes.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import type { Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const inconsistentClusterType = defineEnvoyRule({
  id: 'inconsistent-cluster-type',
  category: 'correctness',
  docs: {
    summary: 'The type of a cluster does not fit its endpoints or its load balancing.',
    why: 'An `EDS` cluster needs `eds_cluster_config` and no other may have it; `ORIGINAL_DST` takes neither endpoints nor another balancer than `CLUSTER_PROVIDED`, and only such clusters provide one. Envoy refuses everything else.',
    instead: 'Set the type that fits, or take away what does not.',
    references: [
      'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/service_discovery',
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/cluster/v3/cluster.proto',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            clusters:
              - name: backend
                type: EDS
                #     ^^^ needs \`eds_cluster_config\`
        `,
      },
      {
        text: yaml`
          static_resources:
            clusters:
              - name: backend
                type: STRICT_DNS
                lb_policy: CLUSTER_PROVIDED
                #          ^^^^^^^^^^^^^^^^ provides none
        `,
      },
      {
        text: yaml`
          static_resources:
            clusters:
              - name: backend
                lb_policy: MAGLEV
                maglev_lb_config: { table_size: 100 }
                #                               ^^^ prime
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          clusters:
            - name: passthrough
              type: ORIGINAL_DST
              lb_policy: CLUSTER_PROVIDED
            - name: backend
              lb_policy: MAGLEV
              maglev_lb_config: { table_size: 101 }
      `,
    ],
  },
  *check(config) {
    for (const { message } of messagesOfType(config, 'envoy.config.cluster.v3.Cluster')) {
      yield* endpointFaults(message);
      yield* extensionFaults(message);
      yield* balancerFaults(message);
      yield* policyFaults(message);
    }
  },
});

function* endpointFaults(cluster: EnvoyMessage): Iterable<Finding> {
  const type = clusterTypeOf(cluster);
  const typeSpan = fieldOf(cluster, 'type')?.value?.span ?? fieldOf(cluster, 'name')?.keySpan ?? cluster.span;
  const eds = fieldOf(cluster, 'eds_cluster_config');
  const assignment = fieldOf(cluster, 'load_assignment');
  if (type === 'EDS' && !eds) {
    yield {
      span: typeSpan,
      message:
        'An EDS cluster needs `eds_cluster_config`, which says where its endpoints come from: Envoy does not start.',
    };
  } else if (type !== undefined && type !== 'EDS' && eds) {
    yield { span: eds.keySpan, message: `Only EDS clusters have it, and this one is ${type}: Envoy does not start.` };
  }
  if (type === 'ORIGINAL_DST' && assignment)
    yield {
      span: assignment.keySpan,
      message:
        'An ORIGINAL_DST cluster connects to where the client wanted to go and takes no endpoints: Envoy does not start.',
    };
}

/** An extension is found by its configuration, or else by its name. */
function* extensionFaults(cluster: EnvoyMessage): Iterable<Finding> {
  const extension = messageIn(cluster, 'cluster_type');
  const name = textIn(extension, 'name');
  const known = namesIn('envoy.clusters');
  if (name && known.length > 0 && !fieldOf(extension, 'typed_config') && !known.includes(name.value))
    yield { span: name.contentSpan, message: `There is no kind of cluster "${name.value}": Envoy does not start.` };
}

function* balancerFaults(cluster: EnvoyMessage): Iterable<Finding> {
  const type = clusterTypeOf(cluster);
  const policy = fieldOf(cluster, 'lb_policy')?.value;
  if (fieldOf(cluster, 'load_balancing_policy') || isUnknown(cluster, 'lb_policy')) return;
  const name = policy?.kind === 'scalar' ? policy.value : 'ROUND_ROBIN';
  if (type === 'ORIGINAL_DST' && name !== 'CLUSTER_PROVIDED') {
    yield {
      span: policy?.span ?? fieldOf(cluster, 'type')?.value?.span ?? cluster.span,
      message: 'An ORIGINAL_DST cluster takes `lb_policy: CLUSTER_PROVIDED` only: Envoy does not start.',
    };
  } else if (policy && name === 'CLUSTER_PROVIDED' && type !== undefined && type !== 'ORIGINAL_DST') {
    yield { span: policy.span, message: `A cluster of type ${type} provides none: Envoy does not start.` };
  } else if (name === 'CLUSTER_PROVIDED' && fieldOf(cluster, 'lb_subset_config') && policy) {
    yield { span: policy.span, message: 'It cannot be combined with `lb_subset_config`: Envoy does not start.' };
  } else if (name === 'LOAD_BALANCING_POLICY_CONFIG' && policy) {
    yield { span: policy.span, message: 'It needs `load_balancing_policy`: Envoy does not start.' };
  } else if (name === 'RING_HASH') {
    yield* ringFaults(messageIn(cluster, 'ring_hash_lb_config'));
  } else if (name === 'MAGLEV') {
    yield* tableFaults(messageIn(cluster, 'maglev_lb_config'));
  }
}

/** The policy that Envoy takes is the first one of the list that it knows. */
function* policyFaults(cluster: EnvoyMessage): Iterable<Finding> {
  const [first] = messagesIn(cluster, 'load_balancing_policy', 'policies');
  const policy = messageIn(first, 'typed_extension_config', 'typed_config');
  const policies = 'envoy.extensions.load_balancing_policies';
  if (policy?.type === `${policies}.ring_hash.v3.RingHash`) yield* ringFaults(policy);
  else if (policy?.type === `${policies}.maglev.v3.Maglev`) yield* tableFaults(policy);
  else if (policy?.type === `${policies}.cluster_provided.v3.ClusterProvided`) {
    const type = clusterTypeOf(cluster);
    if (type !== undefined && type !== 'ORIGINAL_DST')
      yield {
        span: policy.typeUrl?.span ?? policy.span,
        message: `A cluster of type ${type} provides none: Envoy does not start.`,
      };
  }
}

const largestTable = 5_000_011;

function* tableFaults(maglev: EnvoyMessage | undefined): Iterable<Finding> {
  const size = numberIn(maglev, 'table_size');
  const span = fieldOf(maglev, 'table_size')?.value?.span;
  if (size === undefined || !span) return;
  if (size > largestTable)
    yield { span, message: `The table has ${largestTable} entries at most: Envoy does not start.` };
  else if (!isPrime(size))
    yield { span, message: `The size of the table must be a prime number, and ${size} is none: Envoy does not start.` };
}

const usualRing = 1024;
const largestRing = 8_388_608;

function* ringFaults(ring: EnvoyMessage | undefined): Iterable<Finding> {
  const least = numberIn(ring, 'minimum_ring_size') ?? usualRing;
  const most = numberIn(ring, 'maximum_ring_size') ?? largestRing;
  const span = (fieldOf(ring, 'maximum_ring_size') ?? fieldOf(ring, 'minimum_ring_size'))?.value?.span;
  if (!span || least <= most || isUnknown(ring, 'minimum_ring_size') || isUnknown(ring, 'maximum_ring_size')) return;
  yield {
    span,
    message: `The smallest ring (${least}) is larger than the largest one (${most}): Envoy does not start.`,
  };
}

function isPrime(number: number): boolean {
  // Envoy takes 1 for one.
  if (number < 1) return false;
  for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) return false;
  return true;
}
