import type { Span } from '../text/span.ts';
import type { Address, Cidr } from './address.ts';
import type { Declaration } from './declaration.ts';
import type { Fact, Text } from './scalar.ts';

/** A subnet or range as written; `cidr` is absent when the text is none or a variable hides it. */
export interface CidrText {
  readonly text: Text;
  readonly cidr?: Cidr;
}

/** An address as written; `address` is absent when the text is none or a variable hides it. */
export interface AddressText {
  readonly text: Text;
  readonly address?: Address;
}

/** One item of `ipam.config`. */
export interface AddressPool {
  readonly span: Span;
  readonly subnet?: CidrText;
  readonly ipRange?: CidrText;
  readonly gateway?: AddressText;
  readonly auxAddresses: readonly { readonly name: string; readonly nameSpan: Span; readonly address: AddressText }[];
}

/** One entry of `driver_opts`, `labels` or the like. */
export interface Option {
  readonly name: string;
  readonly nameSpan: Span;
  /** Absent where the entry has no scalar value. */
  readonly value?: Text;
  /** The whole entry. */
  readonly span: Span;
}

/** A network that a compose project declares, or the `default` one that compose adds. */
export interface Network {
  readonly uri: string;
  /** The key in the file. */
  readonly name: string;
  /** The key's place; for an implicit network the place of the first thing that needs it, absent when nothing does. */
  readonly nameSpan?: Span;
  /** The whole entry in the file; absent for an implicit network. */
  readonly span?: Span;
  /** Its entries in further files of the project. */
  readonly alsoDeclared?: readonly Declaration[];
  /** True for `default` when the file does not declare it. */
  readonly implicit: boolean;
  /** The name that the engine knows: `name:`, otherwise project name and key. `known` false when a variable hides it. */
  readonly realName: { readonly value: string; readonly known: boolean; readonly span?: Span };
  /** `bridge` when nothing is given. Undefined: external, or hidden by a variable. */
  readonly driver: string | undefined;
  readonly driverText?: Text;
  readonly driverOptions: readonly Option[];
  readonly labels: readonly Option[];
  /** Undefined: a variable hides it, or the network is external. */
  readonly internal: boolean | undefined;
  readonly external: boolean | undefined;
  readonly attachable: boolean | undefined;
  readonly enableIpv4: boolean | undefined;
  readonly enableIpv6: boolean | undefined;
  readonly flags: {
    readonly [Key in 'internal' | 'external' | 'attachable' | 'enable_ipv4' | 'enable_ipv6']?: Fact<
      boolean | undefined
    >;
  };
  readonly ipamDriver?: Text;
  readonly pools: readonly AddressPool[];
  /** The place of every key directly under the network. */
  readonly keys: ReadonlyMap<string, Span>;
}
