import type { ReachStatement } from '../../model/policy.ts';
import type { Project } from '../../model/project.ts';
import { checkStatement } from '../../reach/policy.ts';
import { touches } from '../../text/span.ts';
import { describeStatement } from '../describe/statement.ts';
import { code, plain } from '../markdown.ts';
import type { Snapshot } from '../snapshot.ts';

/** The statement of `x-reach` that the offset is in. */
export function statementAt({ project, uri }: Snapshot, offset: number): ReachStatement | undefined {
  return project.policy?.statements.find(({ span }) => touches(span, uri, offset));
}

const marks: Readonly<Record<string, string>> = { holds: '✓', 'does not hold': '✗' };

/** What a statement wants, whether it is so, and the way of the flow that decides. */
export function statementHover(project: Project, statement: ReachStatement): string {
  const { title, expected, outcome, actual, trace, notes } = describeStatement(
    project,
    checkStatement(project, statement),
  );
  return [
    `### ${code(title)}`,
    `Intended: ${plain(expected)}`,
    `**${marks[outcome] ?? '?'} ${outcome}** · ${plain(actual)}`,
    ...(trace.length > 1 ? [trace.map((step, index) => `${index + 1}. ${plain(step)}`).join('\n')] : []),
    ...notes.map(plain),
  ].join('\n\n');
}

const documents: Readonly<Record<string, string>> = {
  'x-reach':
    'Who shall reach whom, as a list of statements or as a map with `default` and `flows`. Compose ignores the key; Bulkhead holds the stack against it.\n\n- `frontend -> backend:8000`: must be possible\n- `web_tier -x-> data_tier`: must not be, for no pair of members\n- `internet -> nginx:443`, `payment -> internet`: places are `internet`, `lan` and `host`',
  'x-reach.default':
    '`deny`: whatever no statement allows must be impossible. `allow`, as without it: nothing is said about it.',
  'x-reach.flows': 'The statements: `SOURCE -> TARGET:PORT`, `SOURCE -x-> TARGET`.',
};

/** What `x-reach` and its keys mean. */
export function reachKeyHover(path: readonly (string | number)[], key: string): string | undefined {
  const document = documents[[...path, key].join('.')];
  return document && `### ${code(key)}\n\n${document}`;
}
