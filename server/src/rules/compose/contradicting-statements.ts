import type { ReachStatement } from '../../model/policy.ts';
import { isExceptionTo, mayShareFlows } from '../../reach/exceptions.ts';
import { flowsOf, pairKey } from '../../reach/statementFlows.ts';
import { type Flow, placeName } from '../../reach/verdicts.ts';
import { statementText } from '../intent.ts';
import { defineRule, type Finding, type Fix } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const contradictingStatements = defineRule({
  id: 'contradicting-statements',
  category: 'isolation',
  docs: {
    summary: 'Two statements of `x-reach` want the opposite of one connection.',
    why: 'No stack can do both, so that one of them always fails and the intent is not known.',
    instead:
      'Remove one of them. A statement about a service is an exception to one about its network and contradicts nothing; for connections from outside one about a port is an exception to one about any port. Between containers it is not: nothing there tells ports apart.',
    references: ['https://docs.docker.com/reference/compose-file/extension/'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            frontend:
              image: shop/frontend:2
              networks: [web]
            backend:
              image: shop/backend:2
              networks: [web]
          networks:
            web: {}
          x-reach:
            - frontend -> backend:8000
            - frontend -x-> backend
            # ^^^^^^^^^^^^^^^^^^^^^ \`frontend -> backend:8000\` says the opposite
        `,
        fixed: yaml`
          services:
            frontend:
              image: shop/frontend:2
              networks: [web]
            backend:
              image: shop/backend:2
              networks: [web]
          networks:
            web: {}
          x-reach:
            - frontend -> backend:8000
        `,
      },
    ],
    good: [
      yaml`
        services:
          proxy:
            image: nginx:1.27
            ports: ["443:443"]
            networks: [web]
          frontend:
            image: shop/frontend:2
            networks: [web, data]
          database:
            image: postgres:17
            networks: [data]
        networks:
          web: {}
          data: {}
        x-reach:
          - web -x-> data
          - frontend -> database:5432
          - internet -> proxy:443
          - internet -x-> proxy
          - lan -x-> proxy:9000
      `,
    ],
  },
  appliesTo: ({ policy }) => policy !== undefined,
  *check(project) {
    const statements = project.policy?.statements ?? [];
    const allowed = statements.filter(({ intent }) => intent === 'reach');
    if (allowed.length === statements.length) return;
    const flows = new Map(statements.map((statement) => [statement, keyed(flowsOf(project, statement))]));
    for (const [index, statement] of statements.entries()) {
      for (const earlier of statements.slice(0, index)) {
        if (earlier.intent === statement.intent || !mayShareFlows(statement, earlier)) continue;
        if (isExceptionTo(statement, earlier) || isExceptionTo(earlier, statement)) continue;
        const own = flows.get(statement);
        const shared = [...(flows.get(earlier) ?? [])].find(([key]) => own?.has(key))?.[1];
        if (shared) yield contradiction(statement, earlier, shared);
      }
    }
  },
});

const keyed = (flows: readonly Flow[]): ReadonlyMap<string, Flow> =>
  new Map(flows.map((flow) => [pairKey(flow), flow]));

function contradiction(statement: ReachStatement, earlier: ReachStatement, { from, to }: Flow): Finding {
  const isNetwork = [statement, earlier].some((each) => each.from.kind === 'network' || each.to.kind === 'network');
  const pair = isNetwork ? ` of \`${placeName(from)}\` and \`${placeName(to)}\`` : '';
  return {
    span: statement.span,
    message: `\`${statementText(earlier)}\` says the opposite${pair}: one of them always fails.`,
    related: [{ span: earlier.span, message: 'The other statement' }],
    fixes: [removal(statement), removal(earlier)],
  };
}

function removal(statement: ReachStatement): Fix {
  const { span, path } = statement;
  return {
    title: `Remove \`${statementText(statement)}\``,
    safety: 'unsafe',
    edits: [{ kind: 'remove', uri: span.anchor.uri, path, inFile: true }],
  };
}
