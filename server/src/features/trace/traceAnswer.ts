import type { Range, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Protocol } from '../../model/service.ts';
import type { Flow, Place, Verdict } from '../../reach/verdicts.ts';

/** The answer of `bulkhead/trace`. */
export interface TraceAnswer {
  readonly verdict: Verdict;
  /** One sentence: `api cannot reach db.` */
  readonly summary: string;
  /** The one that decides first, then the others from source to target. */
  readonly hops: readonly TraceHop[];
  /** What takes the obstacle away; each can be taken alone. */
  readonly fixes: readonly TraceFix[];
  /** Ways on which proxies pass requests on, whatever the verdict about packets is. */
  readonly through: readonly TraceThrough[];
}

/** A way through one or more proxies. */
export interface TraceThrough {
  /** One sentence: `Through proxy, lan reaches backend on port 8000 with path starting with /api.` */
  readonly summary: string;
  readonly hops: readonly TraceHop[];
}

/** One step of the way and the line that it rests on. */
export interface TraceHop {
  readonly text: string;
  readonly decides: boolean;
  /** Absent where an absence causes it. */
  readonly place?: { readonly uri: string; readonly range: Range };
}

/** A change of the project's files, and what it does. */
export interface TraceFix {
  readonly title: string;
  readonly edit: WorkspaceEdit;
}

/** The answer of `bulkhead/traceEnds`. */
export interface TraceEnds {
  /** Services in the order of the project, then host, LAN and internet. */
  readonly places: readonly TraceEnd[];
  /** What the cursor is at, as far as that says something. */
  readonly from?: Place;
  readonly to?: Place;
  readonly port?: number;
}

/** A place where a way can begin or end. */
export interface TraceEnd {
  readonly place: Place;
  /** A few words about it. */
  readonly detail: string;
  /** On which it is thought to listen. */
  readonly ports: readonly { readonly port: number; readonly protocol: Protocol }[];
}

/** A statement of `x-reach` and what the files say about it; `bulkhead/statements` answers with a list of them. */
export interface StatementAnswer {
  /** As its author would write it: `frontend -> backend:8000`. */
  readonly text: string;
  readonly range: Range;
  readonly expected: 'open' | 'blocked';
  /** Null: the files do not tell, or nothing is asked. A statement about something that is not defined does not hold. */
  readonly holds: boolean | null;
  /** What its author wants, what is predicted, and what else there is to know; sentences. */
  readonly words: { readonly expected: string; readonly actual: string; readonly notes: readonly string[] };
  /** Every flow that it speaks of, with what is predicted; the one that decides first. */
  readonly flows: readonly StatementFlow[];
}

/** One flow of a statement. */
export interface StatementFlow {
  readonly flow: Flow;
  readonly verdict: Verdict;
  readonly why: string;
  readonly hops: readonly TraceHop[];
}
