import type { Severity } from '../rules/rule.ts';
import type { Span } from '../text/span.ts';

/** What the picture shows, without any place on paper. */
export interface DiagramModel {
  readonly title: string;
  /** One sentence in the row of the internet and the LAN. */
  readonly outside: string;
  /** The host, then the networks from the outside in. */
  readonly lines: readonly DiagramLine[];
  /** In the author's order. */
  readonly cards: readonly DiagramCard[];
  readonly pills: readonly DiagramPill[];
  /** What proxies pass on, one edge from card to card. */
  readonly routes: readonly DiagramRoute[];
  /** The finding that matters most; hints never do. */
  readonly worst?: DiagramFinding;
  /** All findings of the file. */
  readonly findingCount: number;
}

/** A finding as the picture needs it; `line` is where it starts, counted from 1. */
export interface DiagramFinding {
  readonly span: Span;
  readonly line: number;
  readonly severity: Severity;
  readonly message: string;
  readonly rule: string;
  readonly fixable: boolean;
}

/**
 * A bus line: what shares one segment.
 * host        the machine itself, always the first line
 * network     a network of the file
 * engine      a network that the file does not list: the engine's default bridge, or one named by `network_mode`
 * undeclared  a name that services use and nothing in this file declares
 * uplink      an interface of the machine, from which CNI plugins make those of containers
 */
export interface DiagramLine {
  readonly id: string;
  readonly kind: 'host' | 'network' | 'engine' | 'undeclared' | 'uplink';
  readonly name: string;
  /** Only where `name:` gives another one than the key. */
  readonly realName?: string;
  /** As written; empty when the engine picks one. */
  readonly subnets: readonly string[];
  readonly driver?: string;
  readonly internal: boolean;
  readonly external: boolean;
  readonly attachable: boolean;
  readonly encrypted: boolean;
  /** Addresses that the engine can still give away; absent when the file does not tell. */
  readonly free?: bigint;
  /** Containers on the line, replicas counted; absent when a variable hides a number. */
  readonly members?: number;
  /** In the place of what the fields before say: what matters of another kind of network, the most telling first. */
  readonly facts?: readonly string[];
  readonly mark?: Mark;
  readonly span?: Span;
  readonly nameSpan?: Span;
}

/** The membership of a card in a line. */
export interface DiagramLeg {
  readonly id: string;
  readonly line: string;
  /** Static addresses as written. */
  readonly addresses: readonly string[];
  readonly aliases: readonly string[];
  readonly span?: Span;
}

/** A service, a container that stands for many, or a plugin of a CNI chain. */
export interface DiagramCard {
  readonly id: string;
  /** A service when absent. */
  readonly kind?: 'container' | 'plugin';
  readonly name: string;
  /** Image as written or build context; absent while neither is there. */
  readonly source?: { readonly kind: 'image' | 'build' | 'words'; readonly text: string };
  readonly role?: string;
  /** Ports that its programs are known to listen on, `5432`, `8000-8003` or `53/udp`. */
  readonly listens: readonly { readonly text: string; readonly published: boolean }[];
  /** Undefined: a variable hides the number. */
  readonly replicas: number | undefined;
  /** From the outermost line to the innermost. */
  readonly legs: readonly DiagramLeg[];
  /** The card whose network namespace it shares (`network_mode: service:…`). */
  readonly dockedTo?: string;
  /** Why the card stands on no line, in words. */
  readonly apart?: string;
  readonly mark?: Mark;
  readonly span: Span;
  readonly nameSpan: Span;
}

/** A published port on the host line. */
export interface DiagramPill {
  readonly id: string;
  readonly card: string;
  /** `443→443`, `127.0.0.1:53→53/udp`. */
  readonly text: string;
  /**
   * Who can use it: everyone, those who reach one address of the host, the host alone, or nobody; `unknown` when a
   * variable or a network outside the file decides.
   */
  readonly reach: 'all' | 'address' | 'loopback' | 'nobody' | 'unknown';
  /** One sentence. */
  readonly note: string;
  readonly severity?: Severity;
  readonly span: Span;
}

/** What an Envoy proxy passes on to another service, or a CNI plugin to the next of its chain. */
export interface DiagramRoute {
  readonly id: string;
  readonly kind?: 'chain';
  /** Cards. */
  readonly from: string;
  readonly to: string;
  /** `port 10000, path starting with /api → backend:8000`, one for each route. */
  readonly ways: readonly string[];
  /** What requests go this way, short: `/api*`, `host shop.test`, `by default`, `90 %`. Empty: all, and nowhere else. */
  readonly conditions: readonly string[];
  /** The first of them, in the proxy's configuration. */
  readonly span: Span;
}

/** The findings of one card or line, as its badge shows them. */
export interface Mark {
  readonly severity: Severity;
  readonly count: number;
  /** The worst one first. */
  readonly messages: readonly string[];
}
