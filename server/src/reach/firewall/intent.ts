import type { Party, ReachPolicy, ReachStatement } from '../../model/policy.ts';

/** What the export needs of a policy. */
export interface Intent extends Pick<ReachPolicy, 'deniesOthers'> {
  readonly statements: readonly Statement[];
}

export interface Statement extends Pick<ReachStatement, 'port' | 'protocol' | 'intent'> {
  readonly from: End;
  readonly to: End;
}

/** One end of a statement. */
export type End = Pick<Party, 'kind' | 'name'>;

/** `frontend -> backend:8000`, `lan -x-> dns:53/udp`. */
export function statementText({ from, to, port, protocol, intent }: Statement): string {
  const suffix = protocol === 'tcp' ? '' : `/${protocol}`;
  return `${from.name} ${intent === 'reach' ? '->' : '-x->'} ${to.name}${port === null ? '' : `:${port}`}${suffix}`;
}
