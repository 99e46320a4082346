import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { projectOf } from '../../../../test/harness/compose.ts';
import { type ClusterEnd, isAllowed } from '../../../../test/harness/networkPolicyModel.ts';
import { statementText } from '../firewall/intent.ts';
import type { FlowEnd } from './expression.ts';
import { defaultLabelKey, type NetworkPolicies, networkPolicies } from './networkPolicies.ts';

const services = `
services:
  web: {image: nginx, networks: [front], ports: ["8080:80"]}
  api: {image: api, networks: [front, back]}
  db: {image: postgres, networks: [back]}
  side_car: {image: log, network_mode: "service:api"}
  agent: {image: agent, network_mode: host}
networks: {front: {}, back: {internal: true}}
`;

function policiesOf(statements: readonly string[], denies = true): NetworkPolicies {
  const flows = statements.map((each) => `    - ${each}\n`).join('');
  const text = `name: shop\nx-reach:\n  default: ${denies ? 'deny' : 'allow'}\n  flows:\n${flows}`;
  return networkPolicies(projectOf(denies ? text + services : text.replace('  default: allow\n', '') + services));
}

const pod = (label: string): ClusterEnd => ({ labels: { [defaultLabelKey]: label } });
const outside: ClusterEnd = { address: '203.0.113.9' };
const clusterEnd = (end: FlowEnd): ClusterEnd => (end.kind === 'pod' ? pod(end.label) : outside);
const opens = ({ policies }: NetworkPolicies, from: ClusterEnd, to: ClusterEnd, port = 9999): boolean =>
  isAllowed(policies, { from, to, port, protocol: 'TCP' });
const notExpressed = ({ expressions }: NetworkPolicies): readonly string[] =>
  expressions.flatMap(({ statement, why }) => (why === undefined ? [] : [`${statementText(statement)}: ${why}`]));

describe('networkPolicies', () => {
  it('lets through what is stated, on its port and in its direction, and nothing else', () => {
    const made = policiesOf(['internet -> web:80', 'web -> api:8000', 'api -> db', 'api -> internet:443']);
    expect(notExpressed(made)).toEqual([]);
    expect(opens(made, outside, pod('web'), 80)).toBe(true);
    expect(opens(made, outside, pod('web'), 81)).toBe(false);
    expect(opens(made, pod('web'), pod('api'), 8000)).toBe(true);
    expect(opens(made, pod('web'), pod('api'), 8001)).toBe(false);
    expect(opens(made, pod('api'), pod('web'), 80)).toBe(false);
    expect(opens(made, pod('api'), pod('db'))).toBe(true);
    expect(opens(made, pod('web'), pod('db'))).toBe(false);
    expect(opens(made, pod('api'), outside, 443)).toBe(true);
    expect(opens(made, pod('db'), outside, 443)).toBe(false);
    expect(opens(made, { address: '192.168.1.9' }, pod('web'), 80)).toBe(false);
  });

  it('closes only what is stated where nothing is denied by default', () => {
    const made = policiesOf(['web -x-> db', 'db -x-> internet', 'api -> db'], false);
    expect(notExpressed(made)).toEqual([]);
    expect(opens(made, pod('web'), pod('db'))).toBe(false);
    expect(opens(made, pod('api'), pod('db'))).toBe(true);
    expect(opens(made, pod('db'), outside)).toBe(false);
    expect(opens(made, outside, pod('web'))).toBe(true);
  });

  it.each([
    ['host -> web:80', 'What a node sends to its own pods is always let through.'],
    ['lan -> web:80', 'Private addresses are those of pods and nodes too'],
    ['agent -> db', 'agent uses the network of its node'],
    ['api -x-> side_car', 'api and side_car share one network namespace, which is one pod.'],
    ['web -> nobody', 'It speaks of no two services.'],
  ])('says why %s is not expressed', (statement, why) => {
    const made = policiesOf([statement]);
    expect(notExpressed(made)[0]).toContain(why);
    expect(made.text).toContain(`#   ${statement}  ${why}`);
  });

  it.each([
    ['api -x-> web', 'web publishes ports: a policy that keeps api out would close them too.'],
    ['api -x-> db:5432', 'cannot close a port alone'],
  ])('says why %s is not expressed without default deny', (statement, why) => {
    const made = policiesOf([statement], false);
    expect(notExpressed(made)[0]).toContain(why);
    expect(made.policies).toEqual([]);
  });

  it('puts an exception before the network that it is an exception to', () => {
    const made = policiesOf(['front -> back', 'web -x-> db']);
    expect(opens(made, pod('web'), pod('db'))).toBe(false);
    expect(opens(made, pod('web'), pod('api'))).toBe(true);
  });

  it('writes documents that kubectl reads, one for each pod, under comments', () => {
    const made = policiesOf(['web -> api:8000']);
    const documents = parseAllDocuments(made.text).map((document) => document.toJS() as unknown);
    expect(documents.filter((document) => document !== null)).toEqual(made.policies);
    expect(made.policies.map(({ metadata }) => metadata.name)).toEqual(['web', 'api', 'db']);
    expect(made.text).toContain('# Expressed:\n#   web -> api:8000\n');
  });

  it('means what the statements mean: each flow of an expressed one is open or closed as it says', () => {
    const names = ['web', 'api', 'db', 'side_car', 'front', 'back', 'internet'];
    const statement = fc
      .tuple(fc.constantFrom(...names), fc.constantFrom('->', '-x->'), fc.constantFrom(...names), fc.boolean())
      .map(
        ([from, arrow, to, hasPort]) =>
          `${from} ${arrow} ${to}${hasPort && to !== 'front' && to !== 'back' ? ':80' : ''}`,
      );
    fc.assert(
      fc.property(fc.uniqueArray(statement, { maxLength: 5 }), fc.boolean(), (statements, denies) => {
        const made = policiesOf(statements, denies);
        const allowed = made.expressions.filter(({ statement: { intent } }) => intent === 'reach');
        for (const { statement: said, flows } of made.expressions) {
          for (const { from, to, port } of flows) {
            const isOpen = opens(made, clusterEnd(from), clusterEnd(to), port ?? 80);
            const contradicted = allowed.some((other) =>
              other.flows.some(
                (flow) =>
                  JSON.stringify([flow.from, flow.to]) === JSON.stringify([from, to]) &&
                  (flow.port === null || port === null || flow.port === port),
              ),
            );
            if (said.intent === 'reach' && denies)
              expect([statementText(said), isOpen]).toEqual([statementText(said), true]);
            if (said.intent === 'not-reach' && !contradicted)
              expect([statementText(said), isOpen]).toEqual([statementText(said), false]);
          }
        }
      }),
    );
  });
});
