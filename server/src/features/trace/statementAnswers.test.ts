import { describe, expect, it } from 'vitest';
import { snapshotOf } from '../../../../test/harness/cursor.ts';
import { openProject } from '../../../../test/harness/openProject.ts';
import { statementAnswers } from './statementAnswers.ts';

const text = `services:
  web: {image: nginx, networks: [front]}
  api: {image: x, networks: [front, back]}
  db: {image: postgres, networks: [back]}
networks: {front: , back: {internal: true}}
x-reach:
  - web -> api:8000
  - web -> db
  - network:back -x-> internet
  - web -> nobody
`;

describe('answers about statements', () => {
  it('tell whether each holds, with its line and the flow that decides first', () => {
    const answers = statementAnswers(snapshotOf(text));
    expect(
      answers.map(({ text: words, range, expected, holds, flows }) => [
        words,
        range.start.line,
        expected,
        holds,
        flows.map(({ flow, verdict }) => `${JSON.stringify(flow.from)} ${verdict}`),
      ]),
    ).toEqual([
      ['web -> api:8000', 6, 'open', true, ['{"kind":"service","name":"web"} open']],
      ['web -> db', 7, 'open', false, ['{"kind":"service","name":"web"} blocked']],
      [
        'network:back -x-> internet',
        8,
        'blocked',
        false,
        ['{"kind":"service","name":"api"} open', '{"kind":"service","name":"db"} blocked'],
      ],
      ['web -> nobody', 9, 'open', false, []],
    ]);
    expect(answers[1]?.flows[0]?.hops.map(({ place }) => place?.range.start.line)).toEqual([1, 3, 1]);
  });

  it('are about the statements of the file alone, within the whole project', () => {
    const { snapshot } = openProject(
      `//- compose.yaml
services:
  a: {image: x, networks: [n]}
  b: {image: x, networks: [n]}
networks: {n: , m: }
x-reach: [a -> b]
//- over.yaml
services:
  b:
    networks: !override [m]$0
x-reach: [b -x-> a]
`,
      ['over.yaml'],
    );
    expect(statementAnswers(snapshot).map(({ text: words, holds }) => [words, holds])).toEqual([['b -x-> a', true]]);
  });
});
