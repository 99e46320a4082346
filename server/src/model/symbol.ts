import type { Span } from '../text/span.ts';

export type SymbolKind = 'service' | 'network' | 'alias' | 'container-name' | 'volume' | 'secret' | 'config';

/** True for what services mount; networks and services are what the rest is about. */
export function isResource(kind: SymbolKind): kind is 'volume' | 'secret' | 'config' {
  return kind === 'volume' || kind === 'secret' || kind === 'config';
}

/** Something with a name that other places refer to. */
export interface NamedSymbol {
  readonly kind: SymbolKind;
  readonly name: string;
  readonly uri: string;
  /** The whole definition. */
  readonly span: Span;
  /** The name itself. */
  readonly selectionSpan: Span;
  /** The service that owns an alias or container name. */
  readonly container?: string;
  /** The file that alone knows it: a service that is only extended is no service of the project. */
  readonly scope?: string;
}

/** A place that names a symbol. */
export interface Reference {
  readonly kind: SymbolKind;
  readonly name: string;
  readonly uri: string;
  readonly span: Span;
  /** The service in whose entry the name stands. */
  readonly from?: string;
  /** The file in which the name is defined, where it is another than the project's: `extends` with `file`. */
  readonly scope?: string;
  /**
   * `url`: a host name inside an environment value or command; it may as well mean something else. `policy`: a side of a
   * statement of `x-reach`; where nothing has the name, the kind is a guess.
   */
  readonly role:
    | 'membership'
    | 'depends-on'
    | 'link'
    | 'network-mode'
    | 'extends'
    | 'volumes-from'
    | 'mount'
    | 'url'
    | 'policy';
}
