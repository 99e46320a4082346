import type { CniConfig, CniPlugin, CniProblem } from '../model/cniConfig.ts';
import type { JsonObject } from '../text/jsonNode.ts';
import type { Span } from '../text/span.ts';
import { nearest } from './nearest.ts';

type ProblemOf<Kind extends CniProblem['kind']> = Extract<CniProblem, { readonly kind: Kind }>;

export function* cniProblems<Kind extends CniProblem['kind']>(
  { problems }: CniConfig,
  kind: Kind,
): Iterable<ProblemOf<Kind>> {
  for (const problem of problems) if (problem.kind === kind) yield problem as ProblemOf<Kind>;
}

/** The reference plugins with this name. */
export function pluginsOf({ plugins }: CniConfig, ...types: readonly string[]): readonly CniPlugin[] {
  return plugins.filter(({ typeName }) => typeName !== undefined && types.includes(typeName));
}

/** The place of a plugin that lacks something: the name of its type, or its first character. */
export function placeOf({ type, object }: CniPlugin) {
  return type?.span ?? { ...object.span, end: object.span.start + 1 };
}

/** Where an object lacks a key: its `null`, a key that is written almost like it, else its first character or `other`. */
export function placeOfMissing({ pairs, span }: JsonObject, key: string, other?: Span): Span {
  const empty = pairs.find((pair) => pair.key.value.toLowerCase() === key && pair.value?.kind === 'null');
  if (empty?.value) return empty.value.span;
  const meant = nearest(
    key,
    pairs.map((pair) => pair.key.value),
  );
  const slip = pairs.find((pair) => pair.key.value === meant);
  return slip?.key.contentSpan ?? other ?? { ...span, end: span.start + 1 };
}
