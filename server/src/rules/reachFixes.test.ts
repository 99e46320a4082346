import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectOf } from '../../../test/harness/compose.ts';
import { composeText, stack } from '../../../test/harness/randomStack.ts';
import { checkPolicy } from '../reach/policy.ts';
import { applyTextEdits } from '../text/edit.ts';
import { textEditsFor } from '../text/yamlEdit.ts';
import { parseYaml } from '../text/yamlTree.ts';
import { deniedFlowOpen } from './compose/denied-flow-open.ts';
import { flowNotListed } from './compose/flow-not-listed.ts';
import { intendedFlowBlocked } from './compose/intended-flow-blocked.ts';
import { statementText } from './intent.ts';
import type { Fix, Rule } from './rule.ts';

const fixesOf = (rule: Rule, text: string): readonly Fix[] =>
  [...rule.check(projectOf(text))].flatMap(({ fixes = [] }) => fixes);

const fixed = (text: string, fix: Fix): string =>
  applyTextEdits(text, textEditsFor(fix.edits, parseYaml('file:///shop/compose.yaml', text)));

const titles = (rule: Rule, text: string): readonly string[] => fixesOf(rule, text).map(({ title }) => title);

describe('the fixes of a statement', () => {
  const shop = (statement: string): string => `services:
  proxy: {image: nginx, ports: ["127.0.0.1:80:80"], networks: [dmz, web]}
  frontend: {image: x, networks: {web: {}, api: {}}}
  backend: {image: x, networks: [api, data]}
  database: {image: postgres, networks: [data], ports: ["5432:5432"]}
  jobs: {image: x}
networks:
  dmz: {}
  web: {}
  api: {internal: true}
  data: {internal: false}
x-reach:
  - jobs -x-> proxy
  - ${statement}
`;

  it.each([
    [
      'proxy -> backend',
      [
        'Attach `proxy` to `api`',
        'Attach `proxy` to `data`',
        'New internal network `proxy-backend` for `proxy` and `backend` only',
      ],
    ],
    [
      'jobs -> frontend',
      [
        'Attach `jobs` to `api`',
        'New internal network `jobs-frontend` for `jobs` and `frontend` only',
        'Attach `jobs` to `web` (breaks `jobs -x-> proxy`)',
      ],
    ],
    ['internet -> proxy:80', ['Publish port 80 of `proxy` on all addresses']],
    ['internet -> proxy:443', ['Publish port 443 of `proxy` on the host']],
    ['frontend -x-> backend', ['Detach `frontend` from `api`', 'Detach `backend` from `api`']],
    ['frontend -x-> internet', ['Detach `frontend` from `web`', 'Make `web` internal']],
    ['lan -x-> database', ['Bind port 5432 to 127.0.0.1']],
  ])('of %s: proven ones, and first those that break no other statement', (statement, expected) => {
    const text = shop(statement);
    expect([...titles(intendedFlowBlocked, text), ...titles(deniedFlowOpen, text)]).toEqual(expected);
  });
});

describe('a fix of a random stack', () => {
  const side = fc.oneof(
    { weight: 5, arbitrary: fc.nat({ max: 12 }).map((index) => ({ service: index })) },
    { weight: 2, arbitrary: fc.nat({ max: 6 }).map((index) => ({ network: index })) },
    { weight: 2, arbitrary: fc.constantFrom('lan', 'internet', 'host').map((place) => ({ place })) },
  );
  type Side = typeof side extends fc.Arbitrary<infer T> ? T : never;

  it('makes its statement true, and tells which others it breaks', () => {
    let tried = 0;
    fc.assert(
      fc.property(
        stack({ least: 3 }),
        fc.array(fc.tuple(side, fc.boolean(), side, fc.constantFrom('', ':80', ':81', ':443')), {
          minLength: 1,
          maxLength: 4,
        }),
        (made, drawn) => {
          const limited = { ...made, services: made.services.slice(0, 8) };
          const name = (each: Side): string =>
            'service' in each
              ? (limited.services[each.service % limited.services.length]?.name ?? '')
              : 'network' in each
                ? (made.networks[each.network % made.networks.length]?.name ?? '')
                : each.place;
          const statements = drawn.map(
            ([from, reaches, to, port]) => `${name(from)} ${reaches ? '->' : '-x->'} ${name(to)}${port}`,
          );
          const text = `${composeText(limited)}\nx-reach:\n${statements.map((each) => `  - ${each}\n`).join('')}`;
          const before = checkPolicy(projectOf(text));
          for (const rule of [intendedFlowBlocked, deniedFlowOpen]) {
            for (const { span, fixes = [] } of rule.check(projectOf(text))) {
              const index = before.findIndex(
                ({ statement }) =>
                  statement.span.start === span.start && statement.span.anchor.offset === span.anchor.offset,
              );
              for (const fix of fixes) {
                tried++;
                const after = checkPolicy(projectOf(fixed(text, fix)));
                const start = [...before.entries()].find(
                  ([, { statement }]) => statementText(statement) === statements[index],
                )?.[0];
                expect(after[start ?? -1]?.holds, `${fix.title} in\n${text}`).toBe(true);
                for (const [at, { holds, statement }] of before.entries()) {
                  if (holds === true && after[at]?.holds === false) expect(fix.title).toContain('(breaks');
                  if (fix.title.includes(`(breaks \`${statementText(statement)}\``))
                    expect(after[at]?.holds).toBe(false);
                }
              }
            }
          }
        },
      ),
      { numRuns: 150, seed: 11 },
    );
    expect(tried).toBeGreaterThan(100);
  });

  it('lists or closes what default deny finds, so that it is not found again', () => {
    fc.assert(
      fc.property(stack({ least: 1 }), (made) => {
        const limited = { ...made, services: made.services.slice(0, 8) };
        const text = `${composeText(limited)}\nx-reach:\n  default: deny\n  flows: []\n`;
        const found = [...flowNotListed.check(projectOf(text))];
        for (const { message, fixes = [] } of found) {
          for (const fix of fixes) {
            const after = [...flowNotListed.check(projectOf(fixed(text, fix)))];
            expect(
              after.map((each) => each.message),
              fix.title,
            ).not.toContain(message);
          }
        }
      }),
      { numRuns: 40, seed: 5 },
    );
  });
});
