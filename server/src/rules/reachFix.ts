import type { ReachStatement } from '../model/policy.ts';
import type { Project } from '../model/project.ts';
import { checkPolicy, checkStatement } from '../reach/policy.ts';
import type { Edit } from '../text/edit.ts';
import { statementText } from './intent.ts';
import type { Fix } from './rule.ts';
import { inWords } from './words.ts';

/** A change that may make a statement true, and the project as it would be then. */
export interface ReachFix {
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly supposed: Project;
}

/**
 * The changes after which the statement holds, those that break no other statement first. A title tells which ones
 * would be broken. All change what the stack does.
 */
export function provenFixes(
  project: Project,
  statement: ReachStatement,
  candidates: readonly ReachFix[],
): readonly Fix[] {
  const proven = candidates.filter(({ supposed }) => checkStatement(supposed, statement).holds === true);
  if (proven.length === 0) return [];
  const kept = checkPolicy(project).filter(({ holds }) => holds === true);
  return proven
    .map((fix) => ({
      fix,
      broken: kept.filter((each) => checkStatement(fix.supposed, each.statement).holds === false),
    }))
    .sort((a, b) => a.broken.length - b.broken.length)
    .map(({ fix: { title, edits }, broken }): Fix => {
      const texts = broken.map((each) => statementText(each.statement));
      const breaks =
        texts.length === 0 ? '' : ` (breaks ${inWords(texts.slice(0, 2))}${texts.length > 2 ? ' and more' : ''})`;
      return { title: title + breaks, safety: 'unsafe', edits };
    });
}
