import { describe, expect, it } from 'vitest';
import { projectOf } from '../../../test/harness/compose.ts';
import type { Project } from '../model/project.ts';
import { toRange } from '../text/span.ts';
import { parseYaml } from '../text/yamlTree.ts';
import { readProject } from './read.ts';

const stack = `services:
  frontend: {image: x, networks: [web]}
  backend: {image: x, networks: [web, data]}
  data: {image: x, networks: [data]}
networks:
  web: {}
  data: {}
`;

const parties = ({ policy }: Project): readonly string[] =>
  policy?.statements.map(
    ({ from, to, intent, port, protocol }) =>
      `${from.kind} ${from.name} ${intent} ${to.kind} ${to.name} ${port === null ? 'any' : `${port}/${protocol}`}`,
  ) ?? [];

const errors = (text: string): readonly string[] =>
  projectOf(text).problems.flatMap((problem) => {
    if (problem.kind !== 'bad-statement') return [];
    const { start, end } = toRange(problem.span);
    return [`${text.slice(start, end)}: ${problem.reason}`];
  });

describe('x-reach', () => {
  it('is a list of statements; names are services, then networks, places come first', () => {
    const project = projectOf(`${stack}x-reach:
  - frontend -> backend:8000
  - web -x-> data
  - web -x-> network:data
  - internet -> frontend:443/udp
  - nobody -> host
`);
    expect(parties(project)).toEqual([
      'service frontend reach service backend 8000/tcp',
      'network web not-reach service data any',
      'network web not-reach network data any',
      'internet internet reach service frontend 443/udp',
      'undefined nobody reach host host any',
    ]);
    expect(project.policy?.deniesOthers).toBe(false);
  });

  it('is a map with a default', () => {
    const project = projectOf(`${stack}x-reach: {default: deny, flows: ['frontend -> backend']}\n`);
    expect(parties(project)).toEqual(['service frontend reach service backend any']);
    expect(project.policy?.deniesOthers).toBe(true);
    const block = projectOf(`${stack}x-reach:\n  default: deny\n  flows:\n    - frontend -> backend\n`);
    expect(parties(block)).toEqual(parties(project));
    expect(block.policy?.deniesOthers).toBe(true);
    expect(project.policy?.statements[0]?.path).toEqual(['x-reach', 'flows', 0]);
    expect(projectOf(`${stack}x-reach: {default: allow}\n`).policy?.deniesOthers).toBe(false);
    expect(projectOf(stack).policy).toBeUndefined();
    expect(projectOf(`${stack}x-reach:\n`).policy).toBeUndefined();
  });

  it('gives every part its place, also in quotes and behind an alias', () => {
    const text = `x-way: &way "frontend -> backend:8000"\n${stack}x-reach:\n  - 'data -x-> frontend'\n  - *way\n`;
    const statements = projectOf(text).policy?.statements ?? [];
    const cut = (span: Parameters<typeof toRange>[0] | undefined): string => {
      const { start, end } = span ? toRange(span) : { start: 0, end: 0 };
      return text.slice(start, end);
    };
    expect(
      statements.map(({ from, arrowSpan, to, portSpan }) => [from.span, arrowSpan, to.span, portSpan].map(cut)),
    ).toEqual([
      ['data', '-x->', 'frontend', ''],
      ['frontend', '->', 'backend', '8000'],
    ]);
  });

  it('names its services and networks in the symbol table', () => {
    const { references } = projectOf(`${stack}x-reach: ['web -> data', 'nobody -> internet', 'network:gone -> lan']\n`);
    expect(references.filter(({ role }) => role === 'policy').map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'network web',
      'service data',
      'service nobody',
      'network gone',
    ]);
  });

  it('says what is no statement, and reads the others', () => {
    const text = `${stack}x-reach:
  - frontend => backend
  - frontend -> backend: 80
  - [a]
  -
  - frontend -> backend
`;
    expect(errors(text)).toEqual([
      '=>: `=>` is no arrow here: a statement has `->` (reaches) or `-x->` (must not reach)',
      'frontend -> backend: 80: A statement is one text; behind a colon in it no blank may follow',
      '[a]: A statement is one text: `SOURCE -> TARGET:PORT`',
    ]);
    expect(parties(projectOf(text))).toHaveLength(1);
    expect(errors(`${stack}x-reach: 5\n`)).toHaveLength(1);
    expect(errors(`${stack}x-reach: {default: forbid, flow: [], flows: {}}\n`)).toHaveLength(3);
  });

  it('leaves out what a variable hides, and reads what one gives', () => {
    const text = `${stack}x-reach: ["\${FROM} -> backend", "frontend -> backend:\${PORT:-80}"]\n`;
    expect(parties(projectOf(text))).toEqual(['service frontend reach service backend 80/tcp']);
    expect(errors(text)).toEqual([]);
  });
});

describe('x-reach in several files', () => {
  const read = (...texts: readonly string[]): Project => {
    const [main, ...overrides] = texts.map((text, index) => parseYaml(`file:///shop/${index}.yaml`, text));
    if (!main) throw new Error('There is no file.');
    return readProject(main, { environment: new Map(), directoryName: 'shop', overrides });
  };

  it('adds up, as the lists of compose do', () => {
    const project = read(`${stack}x-reach: [frontend -> backend]\n`, 'x-reach: [backend -> data]\n');
    expect(parties(project)).toHaveLength(2);
    expect(project.policy?.list.uri).toBe('file:///shop/1.yaml');
  });

  it('takes the last default', () => {
    expect(read(`${stack}x-reach: {default: deny}\n`, 'x-reach: {flows: []}\n').policy?.deniesOthers).toBe(true);
    expect(read(`${stack}x-reach: {default: deny}\n`, 'x-reach: {default: allow}\n').policy?.deniesOthers).toBe(false);
  });

  it('starts anew behind !override and !reset', () => {
    const first = `${stack}x-reach: [frontend -> backend]\n`;
    expect(parties(read(first, 'x-reach: !override [backend -> data]\n'))).toHaveLength(1);
    expect(parties(read(first, 'x-reach: !reset null\n'))).toEqual([]);
  });

  it('cannot be a list in one file and a map in another: compose says "cannot override x-reach"', () => {
    const project = read(`${stack}x-reach: [frontend -> backend]\n`, 'x-reach: {default: deny}\n');
    expect(project.problems.map(({ kind }) => kind)).toEqual(['merge-conflict']);
  });
});
