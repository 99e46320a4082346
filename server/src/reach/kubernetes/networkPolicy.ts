/** A `NetworkPolicy` of networking.k8s.io/v1, as far as Bulkhead writes it. */
export interface NetworkPolicy {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'NetworkPolicy';
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly podSelector: LabelSelector;
    readonly policyTypes: readonly ('Ingress' | 'Egress')[];
    /** Absent with the type `Ingress`: nothing comes in. */
    readonly ingress?: readonly IngressRule[];
    /** Absent with the type `Egress`: nothing goes out. */
    readonly egress?: readonly EgressRule[];
  };
}

export interface IngressRule {
  readonly from: readonly PolicyPeer[];
  /** Absent: every port. */
  readonly ports?: readonly PolicyPort[];
}

export interface EgressRule {
  readonly to: readonly PolicyPeer[];
  readonly ports?: readonly PolicyPort[];
}

export type PolicyPeer =
  /** Pods; without `namespaceSelector` those of the policy's own namespace. */
  | { readonly podSelector: LabelSelector; readonly namespaceSelector?: LabelSelector }
  | { readonly ipBlock: { readonly cidr: string; readonly except?: readonly string[] } };

export interface PolicyPort {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: 'NotIn';
    readonly values: readonly string[];
  }[];
}
