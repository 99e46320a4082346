import type { Span } from '../text/span.ts';
import type { Protocol } from './service.ts';

/**
 * One end of a statement. `network` stands for all services that join it; `host`, `lan` and `internet` are the places of
 * `reach/verdicts.ts`. `undefined`: the project has no such name.
 */
export interface Party {
  readonly kind: 'service' | 'network' | 'host' | 'lan' | 'internet' | 'undefined';
  readonly name: string;
  readonly span: Span;
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
  /** The whole statement. */
  readonly span: Span;
}

/** What the author of a project intends; the extension key `x-reach` at the top of a compose file. */
export interface ReachPolicy {
  readonly statements: readonly ReachStatement[];
  /** `default: deny`: what no statement allows shall be impossible. Absent: nothing is said about it. */
  readonly deniesOthers: boolean;
  readonly span: Span;
}
