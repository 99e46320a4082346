import type { Problem } from '../model/problem.ts';
import type { Project } from '../model/project.ts';
import { type Anchor, sameSpan, toRange } from '../text/span.ts';

type ProblemOf<Kind extends Problem['kind']> = Extract<Problem, { readonly kind: Kind }>;

/**
 * The problems of one kind, each place once (entries that share text through a merge key share its problems). In an
 * entry that is not YAML only the first syntax problem counts: the others follow from it.
 */
export function* problemsOf<Kind extends Problem['kind']>(project: Project, kind: Kind): Iterable<ProblemOf<Kind>> {
  const given = project.problems.filter((problem): problem is ProblemOf<Kind> => problem.kind === kind);
  if (given.length === 0) return;
  const broken = firstSyntaxProblems(project);
  const seen = new Set<string>();
  for (const problem of given) {
    const first = broken.get(problem.span.anchor);
    if (first && !sameSpan(first.span, problem.span)) continue;
    const { start, end } = toRange(problem.span);
    const place = `${problem.span.anchor.uri} ${start} ${end}`;
    if (seen.has(place)) continue;
    seen.add(place);
    yield problem;
  }
}

/** A function of a problem alone, called once for each: problems live as long as the entry that has them. */
export function oncePerProblem<P extends Problem, T>(make: (problem: P) => T): (problem: P) => T {
  const made = new WeakMap<P, { readonly value: T }>();
  return (problem) => {
    let known = made.get(problem);
    if (!known) {
      known = { value: make(problem) };
      made.set(problem, known);
    }
    return known.value;
  };
}

function firstSyntaxProblems(project: Project): ReadonlyMap<Anchor, Problem> {
  const first = new Map<Anchor, Problem>();
  for (const problem of project.problems) {
    if (problem.kind !== 'syntax' && problem.kind !== 'tab-indentation') continue;
    if (!first.has(problem.span.anchor)) first.set(problem.span.anchor, problem);
  }
  return first;
}
