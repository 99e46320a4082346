import { describe, expect, it } from 'vitest';
import { marked } from '../../../../test/harness/cursor.ts';
import { placeName } from '../../reach/verdicts.ts';
import { traceEnds } from './traceEnds.ts';

const text = `services:
  web:
    image: nginx
    ports: ["8080:80"]
    environment:
      API: http://api:8000/x
    depends_on: [db]
  api: {image: x, networks: {default: {aliases: [backend]}}}
  db: {image: postgres}
x-reach:
  - web -> api:8000
  - internet -x-> db
`;

/** `FROM -> TO:PORT`, `?` for what the place does not tell. */
function flowAt(part: string): string {
  const { snapshot, position } = marked(text.replace(part, () => `$0${part}`));
  const { from, to, port } = traceEnds(snapshot, position);
  return `${from ? placeName(from) : '?'} -> ${to ? placeName(to) : '?'}:${port ?? '?'}`;
}

describe('the ends of a trace', () => {
  it.each([
    ['api:8000/x', 'web -> api:8000'],
    ['8000/x', 'web -> api:8000'],
    ['db]', 'web -> db:?'],
    ['image: nginx', 'web -> ?:?'],
    ['web:', 'web -> ?:?'],
    ['8080:80', 'internet -> web:80'],
    ['web -> api', 'web -> api:8000'],
    ['-x-> db', 'internet -> db:?'],
    ['services:', '? -> ?:?'],
  ])('at %s are %s', (part, expected) => {
    expect(flowAt(part)).toBe(expected);
  });

  it('are all services with their ports, and the places outside', () => {
    const { snapshot } = marked(`${text}$0`);
    expect(
      traceEnds(snapshot).places.map(({ place, ports }) => [placeName(place), ...ports.map(({ port }) => port)]),
    ).toEqual([['web', 80], ['api', 8000], ['db', 5432], ['host'], ['lan'], ['internet']]);
  });
});
