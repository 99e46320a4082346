import { formatCidr } from '../../model/address.ts';
import { privateBlocks } from '../../model/addressClass.ts';
import type { FlowEnd, PodFlow } from './expression.ts';
import type { NetworkPolicy, PolicyPeer, PolicyPort } from './networkPolicy.ts';

/** The policies that let these flows through and nothing else, one for each pod. */
export function allowingPolicies(
  labels: readonly string[],
  flows: readonly PodFlow[],
  labelKey: string,
): readonly NetworkPolicy[] {
  return labels.map((label): NetworkPolicy => {
    const isPod = (end: FlowEnd): boolean => end.kind === 'pod' && end.label === label;
    const incoming = flows.filter(({ to }) => isPod(to));
    const outgoing = flows.filter(({ from }) => isPod(from));
    const ingress = incoming.map((flow) => ({ from: peersOf(flow.from, labelKey), ...portsOf(flow) }));
    const egress = outgoing.map((flow) => ({ to: peersOf(flow.to, labelKey), ...portsOf(flow) }));
    return {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: label },
      spec: {
        podSelector: { matchLabels: { [labelKey]: label } },
        policyTypes: ['Ingress', 'Egress'],
        ...(ingress.length > 0 ? { ingress: distinct(ingress) } : {}),
        ...(egress.length > 0 ? { egress: [...distinct(egress), nameServer] } : {}),
      },
    };
  });
}

/** Whoever is to reach another by its name has to be able to ask for it. */
export const nameServer = {
  to: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ],
  ports: [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ],
} as const;

/** Everything outside: what clusters and machines in one's own network use is left out. */
const internet: readonly PolicyPeer[] = ([4, 6] as const).map((family) => ({
  ipBlock: {
    cidr: family === 4 ? '0.0.0.0/0' : '::/0',
    except: privateBlocks.filter((block) => block.family === family).map(formatCidr),
  },
}));

const peersOf = (end: FlowEnd, labelKey: string): readonly PolicyPeer[] =>
  end.kind === 'internet' ? internet : [{ podSelector: { matchLabels: { [labelKey]: end.label } } }];

function portsOf({ port, protocol }: PodFlow): { readonly ports?: readonly PolicyPort[] } {
  if (port === null || protocol === 'icmp') return {};
  return { ports: [{ port, protocol: protocol.toUpperCase() as PolicyPort['protocol'] }] };
}

/** Two statements may say the same. */
function distinct<Rule>(rules: readonly Rule[]): readonly Rule[] {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}
