import type { Project } from '../../model/project.ts';
import { publishedTargets } from '../publishedTargets.ts';
import { nameServer } from './allowing.ts';
import type { Expression, PodFlow } from './expression.ts';
import type { NetworkPolicy, PolicyPeer } from './networkPolicy.ts';
import { podOf } from './pods.ts';

/** Policies, and what could not be made of the statements after all. */
export interface Denial {
  readonly policies: readonly NetworkPolicy[];
  readonly expressions: readonly Expression[];
}

/**
 * Closes single flows where everything else stays open. A policy can only list what it lets in, so that a pod can be
 * closed to some pods as long as nothing comes to it from outside of the cluster, whose addresses are not known.
 */
export function denyingPolicies(project: Project, expressions: readonly Expression[], labelKey: string): Denial {
  const published = publishedLabels(project);
  const judged = expressions.map((expression): Expression => {
    if (expression.why !== undefined || expression.statement.intent === 'reach') return expression;
    const why = expression.flows.map((flow) => whyNot(flow, published)).find((each) => each !== undefined);
    return why === undefined ? expression : { statement: expression.statement, flows: [], why };
  });
  const closed = judged.filter(({ statement }) => statement.intent === 'not-reach').flatMap(({ flows }) => flows);
  const intoPods = groupedBy(closed, ({ to }) => (to.kind === 'pod' ? to.label : undefined));
  const outOfPods = groupedBy(
    closed.filter(({ to }) => to.kind === 'internet'),
    ({ from }) => (from.kind === 'pod' ? from.label : undefined),
  );
  return {
    expressions: judged,
    policies: [
      ...[...intoPods].map(([label, flows]) => closedTo(label, flows, labelKey)),
      ...[...outOfPods.keys()].map((label) => closedOutwards(label, labelKey)),
    ],
  };
}

function whyNot({ from, to, port }: PodFlow, published: ReadonlySet<string>): string | undefined {
  if (port !== null)
    return 'A policy lists what it lets through; without `default: deny` it cannot close a port alone.';
  if (from.kind === 'pod' && to.kind === 'pod' && published.has(to.label))
    return `${to.label} publishes ports: a policy that keeps ${from.label} out would close them too.`;
  return undefined;
}

function publishedLabels(project: Project): ReadonlySet<string> {
  return new Set(
    project.services.flatMap((service) => {
      const pod = publishedTargets(service).length > 0 ? podOf(project, service.name) : undefined;
      return pod?.kind === 'pod' ? [pod.label] : [];
    }),
  );
}

function closedTo(label: string, flows: readonly PodFlow[], labelKey: string): NetworkPolicy {
  const values = [...new Set(flows.flatMap(({ from }) => (from.kind === 'pod' ? [from.label] : [])))];
  const others: PolicyPeer = {
    podSelector: values.length === 0 ? {} : { matchExpressions: [{ key: labelKey, operator: 'NotIn', values }] },
  };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `${label}-ingress` },
    spec: {
      podSelector: { matchLabels: { [labelKey]: label } },
      policyTypes: ['Ingress'],
      ingress: [{ from: [others] }],
    },
  };
}

const closedOutwards = (label: string, labelKey: string): NetworkPolicy => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: `${label}-egress` },
  spec: {
    podSelector: { matchLabels: { [labelKey]: label } },
    policyTypes: ['Egress'],
    egress: [{ to: [{ podSelector: {} }] }, nameServer],
  },
});

function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string | undefined): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
