import type { Span } from '../text/span.ts';
import type { Declaration } from './declaration.ts';
import type { Mention } from './mention.ts';
import type { AddressText, Option } from './network.ts';
import type { EnvoyProxy } from './proxy.ts';
import type { Fact, Text } from './scalar.ts';

export type Protocol = 'tcp' | 'udp' | 'sctp';

/** First and last port, both included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
  readonly span: Span;
}

/** One item of `ports`, short or long form. */
export interface PublishedPort {
  readonly form: 'short' | 'long';
  /** Position in the list, for edits. */
  readonly index: number;
  /** The whole item. */
  readonly span: Span;
  /** The whole item in short form. */
  readonly text?: Text;
  /** Address on the host; absent means all addresses. */
  readonly hostAddress?: AddressText;
  /** Absent: the engine picks a free port. */
  readonly published?: PortRange;
  readonly target: PortRange;
  readonly protocol: Protocol;
  readonly mode?: Text;
  /** False when a variable hides a part; numbers are then guesses. */
  readonly known: boolean;
}

/** One item of `expose`. */
export interface ExposedPort extends PortRange {
  readonly protocol: Protocol;
}

/** The membership of a service in a network. */
export interface Attachment {
  /** Key of the network in the file. */
  readonly network: string;
  /** Where the file names the network; for an implicit membership the service's name. */
  readonly nameSpan: Span;
  /** The whole item or entry. */
  readonly span: Span;
  /** Position in the list, for edits; absent in map form. */
  readonly index?: number;
  /** False: the service names no network and gets `default`. */
  readonly explicit: boolean;
  readonly aliases: readonly Text[];
  readonly ipv4Address?: AddressText;
  readonly ipv6Address?: AddressText;
  readonly linkLocalAddresses: readonly AddressText[];
  readonly macAddress?: Text;
  readonly gatewayPriority?: Fact<number | undefined>;
  readonly priority?: Fact<number | undefined>;
  readonly interfaceName?: Text;
  readonly driverOptions: readonly Option[];
  /** The place of every key under the membership in map form. */
  readonly keys: ReadonlyMap<string, Span>;
}

/** `network_mode`. `other` names an existing network, or is a word that the engine does not know. */
export type NetworkMode =
  | { readonly kind: 'bridge' | 'host' | 'none' | 'unknown' | 'other'; readonly text: Text }
  | { readonly kind: 'service' | 'container'; readonly target: string; readonly targetSpan: Span; readonly text: Text };

export interface Image {
  readonly text: Text;
  /** Without registry, tag and digest: `bitnami/postgresql`. */
  readonly repository: string;
  /** The repository's last part: `postgresql`. */
  readonly name: string;
  readonly tag?: string;
}

/** One entry of `depends_on`. */
export interface Dependency {
  readonly service: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly required: boolean;
}

/** One item of `links`: `SERVICE` or `SERVICE:ALIAS`. */
export interface Link {
  readonly service: string;
  readonly serviceSpan: Span;
  readonly alias?: string;
  readonly aliasSpan?: Span;
  readonly index: number;
}

/** `extends`: the service takes over what another one says. */
export interface Extension {
  readonly service: string;
  readonly serviceSpan: Span;
  readonly file?: Text;
  /** True when what it takes over was found and is part of the service. */
  readonly followed: boolean;
}

/** A place where a service uses a volume, secret or config of the project. */
export interface ResourceUse {
  readonly kind: 'volume' | 'secret' | 'config';
  readonly name: string;
  readonly span: Span;
  /** Where in the container it is mounted, if that is said. */
  readonly target?: Text;
}

/** A service of a compose project. */
export interface Service {
  readonly uri: string;
  readonly name: string;
  readonly nameSpan: Span;
  /** The whole entry, key included. */
  readonly span: Span;
  /** Its entries in further files of the project. */
  readonly alsoDeclared?: readonly Declaration[];
  readonly image?: Image;
  /** The build context, `.` for `build: {}`. */
  readonly build?: { readonly context?: Text; readonly span: Span };
  readonly networkMode?: NetworkMode;
  /** Every network that the service joins, `default` included; none with a network mode of its own. */
  readonly attachments: readonly Attachment[];
  readonly ports: readonly PublishedPort[];
  readonly exposed: readonly ExposedPort[];
  readonly links: readonly Link[];
  readonly dependencies: readonly Dependency[];
  readonly volumesFrom: readonly { readonly service: string; readonly span: Span }[];
  readonly environment: readonly Option[];
  readonly labels: readonly Option[];
  /** Words of `command` and `entrypoint`, one Text each; a command in one string is one Text. */
  readonly command: readonly Text[];
  readonly entrypoint: readonly Text[];
  readonly healthcheck: readonly Text[];
  readonly hostname?: Text;
  readonly domainName?: Text;
  readonly containerName?: Text;
  readonly macAddress?: Text;
  readonly extraHosts: readonly { readonly host: string; readonly address: Text; readonly span: Span }[];
  readonly dns: readonly AddressText[];
  readonly profiles: readonly Text[];
  /** `deploy.replicas` or `scale`; 1 when absent, undefined when a variable hides it. */
  readonly replicas: Fact<number | undefined> | undefined;
  readonly extends?: Extension;
  /** Hosts named in environment, command, entrypoint, health check, labels and mounted configuration files. */
  readonly mentions: readonly Mention[];
  /** Named volumes, secrets and configs that the service mounts or is built with. */
  readonly resources: readonly ResourceUse[];
  /** Host paths that the service mounts, for configuration files. */
  readonly mounts: readonly { readonly source: Text; readonly target: Text; readonly span: Span }[];
  /** The Envoy that it runs, with the configuration that it mounts. */
  readonly proxy?: EnvoyProxy;
  /** The place of every key directly under the service. */
  readonly keys: ReadonlyMap<string, Span>;
}
