import type { Refactoring } from '../../server/src/features/refactor/refactoring.ts';
import { refactorings } from '../../server/src/features/refactor/refactorings.ts';
import { applyTextEdits } from '../../server/src/text/edit.ts';
import { snapshotOf } from './cursor.ts';

interface Offered {
  readonly text: string;
  readonly refactorings: readonly Refactoring[];
}

/** What is offered at the `$0` of a compose text, or for the selection between two of them. */
function offered(markedText: string): Offered {
  const parts = markedText.split('$0');
  if (parts.length < 2 || parts.length > 3) throw new Error(`The text has no $0, or more than two: ${markedText}`);
  const text = parts.join('');
  const start = parts[0]?.length ?? 0;
  const end = parts.length === 3 ? start + (parts[1]?.length ?? 0) : start;
  return { text, refactorings: refactorings(snapshotOf(text), { start, end }) };
}

/** The titles of what is offered. */
export function refactoringTitles(markedText: string): readonly string[] {
  return offered(markedText).refactorings.map(({ title }) => title);
}

/** The text after the refactoring whose title begins so; throws when none is offered. */
export function refactored(markedText: string, title: string): string {
  const { text, refactorings: found } = offered(markedText);
  const refactoring = found.find((each) => each.title.startsWith(title));
  if (!refactoring) throw new Error(`No ${title} among: ${found.map((each) => each.title).join('; ')}`);
  return applyTextEdits(text, refactoring.changes());
}
