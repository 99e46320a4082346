import type { JsonNode, JsonObject, JsonPair, JsonProblem, JsonString } from '../text/jsonNode.ts';
import type { Span } from '../text/span.ts';
import type { Suppression } from './project.ts';

/** One file with the configurations of networks in it: one in a file of its own, any number in Kubernetes YAML. */
export interface CniFile {
  readonly uri: string;
  readonly configs: readonly CniConfig[];
  /** Of comments in YAML; JSON has none. */
  readonly suppressions: readonly Suppression[];
}

/** What there is on the hosts that a configuration is for. */
export interface CniInstalled {
  /** Release of the reference plugins: `1.9.1`. */
  readonly plugins: string;
  /** The newest version of the specification that the runtime (containerd, CRI-O, cnitool) knows. */
  readonly specification: string;
}

/** The configuration of one network, as libcni loads it. */
export interface CniConfig {
  readonly uri: string;
  readonly installed: CniInstalled;
  /** `attachment`: `spec.config` of a NetworkAttachmentDefinition; `config-map`: a value that is copied into a file. */
  readonly place: 'file' | 'attachment' | 'config-map';
  /** The name of the file that libcni reads: `10-bridge.conflist`. Unknown of what is copied out of YAML. */
  readonly fileName?: string;
  /** `list`: it has `plugins`, or its file's name says that it should. */
  readonly form: 'list' | 'plugin';
  /** The whole text. */
  readonly span: Span;
  /** Of the string that holds it in YAML. */
  readonly quotes: 'none' | 'single' | 'double';
  /** The top-level object. */
  readonly root: JsonObject | undefined;
  /** Place holders stand outside of strings: what is missing may be in what they stand for. */
  readonly isTemplate: boolean;
  readonly name: JsonString | undefined;
  readonly version: CniVersion;
  readonly plugins: readonly CniPlugin[];
  readonly interfaces: readonly CniInterface[];
  readonly problems: readonly CniProblem[];
}

/** What the plugins are told as `cniVersion`. */
export interface CniVersion {
  /** `0.1.0` where the file says nothing. */
  readonly value: string;
  /** False where a place holder or a list of versions hides it. */
  readonly known: boolean;
  /** As written; a number is no version. */
  readonly pair: JsonPair | undefined;
}

/** One entry of the chain; in a file with a single plugin, its top. */
export interface CniPlugin {
  readonly index: number;
  readonly object: JsonObject;
  readonly type: JsonString | undefined;
  /** The name, where it is one that can be read. */
  readonly typeName: string | undefined;
  /** Absent for plugins that nothing is known of. */
  readonly facts: CniPluginFacts | undefined;
  readonly ipam: CniIpam | undefined;
}

export interface CniIpam {
  readonly pair: JsonPair;
  readonly object: JsonObject;
  readonly type: JsonString | undefined;
  readonly typeName: string | undefined;
  /** Of host-local: each set gives one address, out of any of its ranges. */
  readonly sets: readonly CniRangeSet[];
}

export interface CniRangeSet {
  readonly span: Span;
  readonly ranges: readonly CniRange[];
}

/** A pool of host-local. `plain`: it stands in `ipam` itself and not in `ranges`. */
export interface CniRange {
  readonly plain: boolean;
  readonly object: JsonObject;
  readonly subnet: JsonPair | undefined;
  readonly start: JsonPair | undefined;
  readonly end: JsonPair | undefined;
  readonly gateway: JsonPair | undefined;
}

/** The name of an interface of the host that a plugin uses or makes. */
export interface CniInterface {
  readonly kind: 'bridge' | 'master';
  readonly name: string;
  /** Absent where the plugin's default is meant. */
  readonly span?: Span;
  readonly plugin: CniPlugin;
}

/** What is known of a plugin. Versions are those of the specification, `since` is a release of the plugins. */
export interface CniPluginFacts {
  readonly kind: 'interface' | 'loopback' | 'chained' | 'ipam';
  /** Not one of the reference plugins: its keys are known, and not checked. */
  readonly foreign?: boolean;
  readonly doc?: string;
  readonly since?: string;
  readonly oldestVersion?: string;
  readonly capabilities?: readonly string[];
  /** By path: `mtu`, `vlanTrunk[].id`. */
  readonly keys: Readonly<Record<string, CniKeyFacts>>;
}

export interface CniKeyFacts {
  /** `string(CIDR)`, `integer(uint32)`, `array<object>`, `object<string,string>` … */
  readonly type: string;
  readonly doc: string;
  readonly default?: string | number | boolean;
  readonly enum?: readonly (string | number)[];
  readonly since?: string;
  readonly required?: boolean;
}

/** When a fault shows: the file is not loaded, the plugin refuses to add a container, or nobody says anything. */
export type CniStage = 'load' | 'add' | 'silent';

/** Something that the reader could not accept; each kind is reported by the rule of the same subject. */
export type CniProblem =
  | { readonly kind: 'syntax'; readonly problem: JsonProblem; readonly span: Span }
  /** The text is no object. */
  | { readonly kind: 'no-object'; readonly actual: string; readonly span: Span }
  | {
      readonly kind: 'duplicate-key';
      readonly key: string;
      readonly pair: JsonPair;
      readonly last: JsonPair;
      readonly object: JsonObject;
      readonly span: Span;
    }
  | {
      readonly kind: 'unknown-key';
      readonly key: string;
      /** `bridge`, `host-local`, `the list` … */
      readonly where: string;
      readonly known: readonly string[];
      readonly span: Span;
      /** A key that the place does know and that differs only in case; Go takes it all the same where `taken`. */
      readonly otherCase?: { readonly key: string; readonly taken: boolean };
      /** The place that does know the key. */
      readonly belongs?: string;
      readonly keySpan: Span;
    }
  | {
      readonly kind: 'wrong-type';
      readonly key: string;
      readonly where: string;
      /** In words: "a number", "a list of objects". */
      readonly expected: string;
      readonly actual: string;
      readonly stage: CniStage;
      readonly node: JsonNode;
      readonly span: Span;
      /** JSON that was probably meant. */
      readonly meant?: string;
    }
  | {
      readonly kind: 'unknown-value';
      readonly key: string;
      readonly where: string;
      readonly value: string;
      readonly allowed: readonly string[];
      readonly stage: CniStage;
      readonly span: Span;
    };

/** The name of the file in which a configuration stands. */
export const fileNameOf = ({ fileName, uri }: CniConfig): string => fileName ?? uri.slice(uri.lastIndexOf('/') + 1);
