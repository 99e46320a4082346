import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectOf } from '../../../test/harness/compose.ts';
import { courseFileWith, courseIsThere } from '../../../test/harness/course.ts';
import { composeText, stack } from '../../../test/harness/randomStack.ts';
import { checkPolicy } from './policy.ts';
import { matrix } from './trace.ts';
import { unlistedFlows } from './unlisted.ts';
import { placeName, type Trace } from './verdicts.ts';

const shop = `services:
  nginx: {image: nginx, ports: ["80:80", "443:443"], networks: [dmz, web]}
  frontend: {image: x, networks: [web, api]}
  backend: {image: x, networks: [api, data]}
  database: {image: postgres, networks: [data]}
  backup: {image: x, network_mode: "service:database"}
networks:
  dmz: {}
  web: {internal: true}
  api: {internal: true}
  data: {internal: true}
  empty: {}
`;

const flow = ({ flow: { from, to, port } }: Trace): string =>
  `${placeName(from)} > ${placeName(to)}${port === null ? '' : `:${port}`}`;

const withStatements = (statements: readonly string[], stack = shop) =>
  projectOf(`${stack}x-reach: ${JSON.stringify(statements)}\n`);

/** `statement: holds, deciding flow`. */
const results = (statements: readonly string[], stack = shop): readonly string[] =>
  checkPolicy(withStatements(statements, stack)).map(
    ({ holds, deciding, traces }) => `${holds} ${deciding ? flow(deciding) : 'nothing'} of ${traces.length}`,
  );

describe('a statement', () => {
  it.each([
    ['frontend -> backend:8000', 'true frontend > backend:8000 of 1'],
    ['frontend -> database', 'false frontend > database of 1'],
    ['frontend -x-> database', 'true frontend > database of 1'],
    ['frontend -x-> backend', 'false frontend > backend of 1'],
    ['internet -> nginx:443', 'true internet > nginx:443 of 1'],
    ['internet -> nginx:8443', 'false internet > nginx:8443 of 1'],
    ['lan -x-> database', 'true lan > database of 1'],
    ['nginx -> internet:443', 'true nginx > internet:443 of 1'],
    ['backend -x-> internet', 'true backend > internet of 1'],
    ['nobody -> backend', 'null nothing of 0'],
    ['empty -> backend', 'null nothing of 0'],
    ['lan -> internet', 'null nothing of 0'],
    ['backup -> backend', 'true backup > backend of 1'],
  ])('%s', (statement, result) => expect(results([statement])).toEqual([result]));

  it('about a network asks about all pairs of members, those in their namespaces among them, and nobody about itself', () => {
    const [result] = checkPolicy(withStatements(['web -x-> data']));
    expect(result?.traces.map(flow)).toEqual([
      'nginx > backend',
      'nginx > database',
      'nginx > backup',
      'frontend > backend',
      'frontend > database',
      'frontend > backup',
    ]);
    expect(results(['web -x-> data'])).toEqual(['false frontend > backend of 6']);
    const [inside] = checkPolicy(withStatements(['data -> data']));
    expect(inside?.traces.map(flow)).toEqual([
      'backend > database',
      'backend > backup',
      'database > backend',
      'backup > backend',
    ]);
  });

  it('about a service is an exception to one about its networks', () => {
    expect(results(['web -x-> data', 'frontend -> backend:8000'])).toEqual([
      'true nginx > backend of 5',
      'true frontend > backend:8000 of 1',
    ]);
    expect(results(['web -> api', 'nginx -x-> backend'])[0]).toBe('true nginx > frontend of 2');
  });

  it('about a port is an exception from outside, and the other published ports are still asked about', () => {
    expect(results(['internet -x-> nginx', 'internet -> nginx:443'])[0]).toBe('false internet > nginx:80 of 1');
    expect(results(['internet -x-> dmz', 'internet -> nginx:443', 'internet -> nginx:80'])[0]).toBe(
      'null nothing of 0',
    );
    expect(results(['frontend -x-> backend', 'frontend -> backend:8000'])[0]).toBe('false frontend > backend of 1');
  });

  it('is not known where the file does not tell', () => {
    const stack =
      'services:\n  a: {image: x, networks: [n]}\n  b: {image: x, networks: [n]}\nnetworks:\n  n: {external: true}\n';
    expect(results(['a -> b', 'a -x-> b'], stack)).toEqual(['null a > b of 1', 'null a > b of 1']);
  });
});

describe('default: deny', () => {
  const unlisted = (statements: readonly string[], stack = shop): readonly string[] =>
    unlistedFlows(projectOf(`${stack}x-reach: ${JSON.stringify({ default: 'deny', flows: statements })}\n`)).map(flow);

  it('finds every open flow that no statement allows, each pair once', () => {
    expect(unlisted([])).toEqual([
      'nginx > frontend',
      'nginx > internet',
      'internet > nginx:80',
      'internet > nginx:443',
      'frontend > nginx',
      'frontend > backend',
      'backend > frontend',
      'backend > database',
      'database > backend',
    ]);
  });

  it('leaves no pair out that is open', () => {
    fc.assert(
      fc.property(stack({ least: 1 }), (made) => {
        const text = composeText({ ...made, services: made.services.slice(0, 10) });
        const found = unlistedFlows(projectOf(`${text}\nx-reach: {default: deny}\n`)).map(flow);
        const project = projectOf(text);
        const owners = new Set(
          project.services.filter(({ networkMode }) => networkMode?.kind !== 'service').map(({ name }) => name),
        );
        const isAsked = ({ flow: { from, to }, verdict, steps }: Trace): boolean =>
          verdict === 'open' &&
          from.kind === 'service' &&
          owners.has(from.name) &&
          (to.kind !== 'service' || owners.has(to.name)) &&
          steps.at(-1)?.reason !== 'same-namespace';
        const open = matrix(project)
          .filter(isAsked)
          .map((each) => flow({ ...each, flow: { ...each.flow, port: null } }));
        expect(new Set(found.filter((each) => /^s\d/.test(each)))).toEqual(new Set(open));
      }),
      { numRuns: 60, seed: 9 },
    );
  });

  it('takes a pair as allowed whatever the port, published ports one by one, a network for its members', () => {
    expect(
      unlisted(['web -> web', 'api -> api', 'data -> data:5432', 'nginx -> internet:443', 'internet -> nginx:443']),
    ).toEqual(['internet > nginx:80']);
  });

  it('lets the LAN in where the internet is, but not the other way round', () => {
    const stack = 'services:\n  a: {image: x, ports: ["80:80"]}\n';
    expect(unlisted(['a -> internet', 'internet -> a:80'], stack)).toEqual([]);
    expect(unlisted(['a -> internet', 'lan -> a:80'], stack)).toEqual(['internet > a:80']);
    const inside = 'services:\n  a: {image: x, ports: ["192.168.1.5:80:80"]}\n';
    expect(unlisted(['a -> internet'], inside)).toEqual(['lan > a:80']);
  });

  it('asks about the host only when a statement names it, and about published ports alone', () => {
    const stack =
      'services:\n  a: {image: x, ports: ["127.0.0.1:80:80", "127.0.0.1:81:81"]}\n  b: {image: x, network_mode: none}\n';
    expect(unlisted(['a -> internet'], stack)).toEqual([]);
    expect(unlisted(['a -> internet', 'host -> a:80'], stack)).toEqual(['host > a:81']);
  });

  it('is silent about what it does not know, and without it nothing is denied', () => {
    const stack =
      'services:\n  a: {image: x, networks: [n]}\n  b: {image: x, networks: [n]}\nnetworks:\n  n: {external: true}\n';
    expect(unlisted([], stack)).toEqual([]);
    expect(unlistedFlows(withStatements([]))).toEqual([]);
  });

  it('allows to one service of a network namespace what it allows to the others', () => {
    const stack = 'services:\n  a: {image: x}\n  b: {image: x}\n  c: {image: x, network_mode: "service:b"}\n';
    expect(unlisted(['a -> c', 'c -> a', 'a -> internet', 'b -> internet'], stack)).toEqual([]);
  });
});

describe.runIf(courseIsThere)('the exercise of the course', () => {
  const exercise = (): string => courseFileWith('node:16-alpine', 'postgres:13-alpine');

  it('keeps what it states: the frontend reaches the backend, and not the database', () => {
    const stated = [
      'frontend -> backend:8000',
      'frontend -x-> database',
      'backend -> database:5432',
      'internet -> nginx:80',
      'web_tier -x-> data_tier',
      'internet -x-> data_tier',
      'data_tier -x-> internet',
    ];
    expect(checkPolicy(withStatements(stated, exercise())).map(({ holds }) => holds)).toEqual(stated.map(() => true));
  });

  it('sees the payment tier of the segmented file cut off from its provider', () => {
    const text = courseFileWith('STRIPE_SECRET_KEY', '172.20.5.0/24');
    expect(results(['payment-service -> internet:443', 'internet -> nginx:443'], text)).toEqual([
      'false payment-service > internet:443 of 1',
      'true internet > nginx:443 of 1',
    ]);
  });
});
