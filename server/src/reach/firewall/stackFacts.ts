import type { Protocol } from '../../model/service.ts';

/** What a running engine tells about a stack; a file alone does not know the addresses that it gave. */
export interface StackFacts {
  /** The project's name as compose resolves it; absent when compose was not asked. */
  readonly project?: string;
  /** The stack's networks. `name` is the engine's, `subnets` are blocks such as `172.18.0.0/16`. */
  readonly networks: readonly {
    readonly name: string;
    readonly driver: string;
    readonly subnets: readonly string[];
  }[];
  /** One entry for each address of a running container; `network` is the engine's name. */
  readonly addresses: readonly { readonly service: string; readonly network: string; readonly address: string }[];
  readonly publishedPorts: readonly {
    readonly service: string;
    readonly hostPort: number;
    readonly containerPort: number;
    readonly protocol: Protocol;
  }[];
  /** What the engine writes its own rules with; engines before 28 do not tell. */
  readonly backend: 'iptables' | 'nftables' | 'unknown';
  /** `net.bridge.bridge-nf-call-iptables` of its machine: whether packets inside a bridge pass the firewall. */
  readonly filtersBridges: boolean | 'unknown';
  /** The engine runs in a virtual machine of Docker Desktop, and its tables are in there. */
  readonly desktop: boolean;
}

/** For a stack that is not running, or an engine that does not answer. */
export const noStackFacts: StackFacts = {
  networks: [],
  addresses: [],
  publishedPorts: [],
  backend: 'unknown',
  filtersBridges: 'unknown',
  desktop: false,
};
