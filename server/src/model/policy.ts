import type { YamlPath } from '../text/edit.ts';
import type { Span } from '../text/span.ts';
import type { Protocol } from './service.ts';

/** The words of a statement that are no names of the project; see `Place` in `reach/verdicts.ts`. */
export const placeWords = ['host', 'lan', 'internet'] as const;

export const isPlaceWord = (name: string): name is (typeof placeWords)[number] =>
  (placeWords as readonly string[]).includes(name);

/**
 * One end of a statement. `network` stands for all services that join it; `host`, `lan` and `internet` are the places of
 * `reach/verdicts.ts`. `undefined`: the project has no such name. A place wins over a service and a service over a
 * network of the same name.
 */
export interface Party {
  readonly kind: 'service' | 'network' | 'host' | 'lan' | 'internet' | 'undefined';
  readonly name: string;
  /** The name alone. */
  readonly span: Span;
  /** `network:data` and `service:data` say which of two things of one name is meant. */
  readonly qualifier?: 'service' | 'network';
}

/** `frontend -> backend:8000`, `frontend -x-> database`: one line of `x-reach`. */
export interface ReachStatement {
  readonly from: Party;
  readonly to: Party;
  /** Null: on any port. */
  readonly port: number | null;
  readonly portSpan?: Span;
  readonly protocol: Protocol;
  /** `->` or `-x->`. */
  readonly intent: 'reach' | 'not-reach';
  readonly arrowSpan: Span;
  /** The whole statement. */
  readonly span: Span;
  /** Of the statement in its file, for edits. */
  readonly path: YamlPath;
}

/** What the author of a project intends; the extension key `x-reach` at the top of a compose file. */
export interface ReachPolicy {
  /** Of all files, in their order. */
  readonly statements: readonly ReachStatement[];
  /** `default: deny`: what no statement allows shall be impossible. Absent: nothing is said about it. */
  readonly deniesOthers: boolean;
  /** The value of `default`. */
  readonly defaultSpan?: Span;
  /** The key of the first file that has one. */
  readonly span: Span;
  /** Where a further statement is appended. */
  readonly list: { readonly uri: string; readonly path: YamlPath };
}
