import type { EnvoyConfig } from '../model/envoyConfig.ts';
import type { EnvoyProblem } from '../model/envoyProblem.ts';

type ProblemOf<Kind extends EnvoyProblem['kind']> = Extract<EnvoyProblem, { readonly kind: Kind }>;

/** The problems of one kind, each place once: what aliases stand for is read once for each of them. */
export function* envoyProblems<Kind extends EnvoyProblem['kind']>(
  { problems }: EnvoyConfig,
  kind: Kind,
): Iterable<ProblemOf<Kind>> {
  const seen = new Set<string>();
  for (const problem of problems) {
    if (problem.kind !== kind) continue;
    const { anchor, start, end } = problem.span;
    const place = `${anchor.offset + start} ${end - start}`;
    if (seen.has(place)) continue;
    seen.add(place);
    yield problem as ProblemOf<Kind>;
  }
}

/**
 * What follows from a name that Envoy does not know. Measured with Envoy 1.40: of resources that it fetches while it runs
 * it ignores unknown fields and values, unless `--reject-unknown-dynamic-fields` is given; what it starts with it refuses.
 */
export const unknownName = ({ kind }: EnvoyConfig): { readonly consequence: string; readonly severity?: 'warning' } =>
  kind === 'bootstrap'
    ? { consequence: 'Envoy refuses the configuration.' }
    : { consequence: 'Envoy ignores it.', severity: 'warning' };
