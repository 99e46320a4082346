import type { Hover } from 'vscode-languageserver-types';
import type { Position } from '../text/lineIndex.ts';
import { toRange, touches } from '../text/span.ts';
import { cursorAt } from './cursor.ts';
import { brief, describe, type Entity } from './describe.ts';
import { engineNameAt } from './engineName.ts';
import { entityAt } from './entityAt.ts';
import { keyHover, valueHover } from './hover/keyHover.ts';
import { nameHover } from './hover/nameHover.ts';
import { reachKeyHover, statementAt, statementHover } from './hover/statementHover.ts';
import { variableHover } from './hover/variableHover.ts';
import { offsetPlace } from './lspPlace.ts';
import { plain } from './markdown.ts';
import { nameAt } from './names.ts';
import type { Snapshot } from './snapshot.ts';

/** What is under the cursor, in words; undefined where there is nothing to say. */
export function hover(snapshot: Snapshot, position: Position): Hover | undefined {
  const offset = snapshot.lines.offsetAt(position);
  const answer = (
    value: string | undefined,
    range: { readonly start: number; readonly end: number },
  ): Hover | undefined =>
    value === undefined ? undefined : { contents: { kind: 'markdown', value }, range: offsetPlace(snapshot, range) };

  const variable = snapshot.project.variables.find(
    ({ span }) => touches(span, snapshot.uri, offset) && offset < toRange(span).end,
  );
  if (variable) return answer(variableHover(variable), toRange(variable.span));

  const name = nameAt(snapshot, offset);
  const named = name && nameHover(snapshot.project, name);
  const statement = statementAt(snapshot, offset);
  if (statement) {
    const about = statementHover(snapshot.project, statement);
    const whole = named === undefined ? about : `${about}\n\n---\n\n${named}`;
    return answer(whole, toRange(name && named !== undefined ? name.span : statement.span));
  }
  if (name && named !== undefined) return answer(named, toRange(name.span));

  const cursor = cursorAt(snapshot.text, offset);
  if (cursor.part === 'key' && cursor.word.start < cursor.word.end)
    return answer(
      reachKeyHover(cursor.path, snapshot.text.slice(cursor.word.start, cursor.word.end)) ?? keyHover(snapshot, cursor),
      cursor.word,
    );

  const known = engineNameAt(snapshot, offset);
  if (known) return answer(entityText(snapshot, { kind: 'network', network: known.network }), toRange(known.span));

  const entity = entityAt(snapshot, offset);
  if (entity) return answer(entityText(snapshot, entity.entity), toRange(entity.span));
  const isValue = (cursor.part === 'value' || cursor.part === 'item') && cursor.word.start < cursor.word.end;
  return isValue ? answer(valueHover(snapshot, cursor), cursor.word) : undefined;
}

function entityText({ project }: Snapshot, entity: Entity): string {
  const { title, facts } = describe(project, entity);
  const short = entity.kind === 'network' ? [brief(project, entity).map(plain).join(' · ')] : [];
  return [`### ${title}`, ...short, facts.map((fact) => `- ${fact}`).join('\n')].join('\n\n');
}
