import type { ReachPolicy } from '../../model/policy.ts';
import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { unlistedFlows } from '../../reach/unlisted.ts';
import { type Place, placeName, type Trace } from '../../reach/verdicts.ts';
import type { Edit } from '../../text/edit.ts';
import { flowText, isCertain, stepsAsRelated } from '../intent.ts';
import { bindToLoopback, placeOfPort } from '../publishing.ts';
import { defineRule, type Finding, type Fix } from '../rule.ts';
import { someInWords } from '../words.ts';
import { yaml } from '../yaml.ts';

export const flowNotListed = defineRule({
  id: 'flow-not-listed',
  category: 'isolation',
  docs: {
    summary: 'With `default: deny` in `x-reach`, a connection is possible that no statement allows.',
    why: 'The statements are meant to be complete, and this way is open beside them: what takes over the source reaches the target.',
    instead:
      'Close the way, or list it. Asked are services, the LAN and the internet; the host only where a statement names it, and then about published ports. A pair of services counts as listed with any port, as nothing between containers tells ports apart. Projects of more than 200 services are not asked.',
    references: ['https://docs.docker.com/compose/how-tos/networking/'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            frontend:
              image: shop/frontend:2
              networks: [web]
            cache:
            #^^^^ \`cache\` can reach \`frontend\`, which no statement of \`x-reach\` allows: Both are attached to web
              image: redis:7
              networks: [web]
          networks:
            web:
              internal: true
          x-reach:
            default: deny
            flows:
              - frontend -> cache:6379
        `,
        fixed: yaml`
          services:
            frontend:
              image: shop/frontend:2
              networks: [web]
            cache:
              image: redis:7
              networks: [web]
          networks:
            web:
              internal: true
          x-reach:
            default: deny
            flows:
              - frontend -> cache:6379
              - cache -> frontend
        `,
      },
      {
        text: yaml`
          services:
            proxy:
              image: nginx:1.27
              ports:
                - "80:80"
                - "9000:9000"
                #  ^^^^^^^^^ The internet can reach port 9000 of \`proxy\`, which no statement
          x-reach:
            default: deny
            flows:
              - internet -> proxy:80
              - proxy -> internet
        `,
        fixed: yaml`
          services:
            proxy:
              image: nginx:1.27
              ports:
                - "80:80"
                - "127.0.0.1:9000:9000"
          x-reach:
            default: deny
            flows:
              - internet -> proxy:80
              - proxy -> internet
        `,
      },
    ],
    good: [
      yaml`
        services:
          proxy:
            image: nginx:1.27
            ports: ["80:80"]
            networks: [edge, web]
          frontend:
            image: shop/frontend:2
            networks: [web]
        networks:
          edge: {}
          web:
            internal: true
        x-reach:
          default: deny
          flows:
            - internet -> proxy:80
            - proxy -> internet
            - web -> web
      `,
    ],
  },
  appliesTo: ({ policy }) => policy?.deniesOthers === true,
  *check(project) {
    const { policy } = project;
    if (!policy || project.services.length > mostServices) return;
    const bySource = new Map<Service, Trace[]>();
    for (const found of unlistedFlows(project)) {
      if (!isCertain(project, found)) continue;
      const source = serviceAt(project, found.flow.from);
      if (!source) yield fromOutside(project, policy, found);
      else if (bySource.has(source)) bySource.get(source)?.push(found);
      else bySource.set(source, [found]);
    }
    for (const [source, flows] of bySource) yield fromService(policy, source, flows);
  },
});

// Every pair is asked about: with more services a keystroke would be felt.
const mostServices = 200;

const serviceAt = (project: Project, place: Place): Service | undefined =>
  place.kind === 'service' ? project.serviceNamed.get(place.name) : undefined;

/** One finding for all that a service reaches. */
function fromService(policy: ReachPolicy, source: Service, flows: readonly Trace[]): Finding {
  const span = source.nameSpan;
  const targets = flows.map(({ flow }) => placeName(flow.to));
  const [first] = flows;
  const why = first && flows.length === 1 ? `: ${first.why}` : '.';
  return {
    span,
    message: `\`${source.name}\` can reach ${someInWords(targets)}, which no statement of \`x-reach\` allows${why}`,
    related: [...denied(policy), ...(first ? stepsAsRelated(first, { span }) : [])],
    fixes: [listFix(policy, flows)],
  };
}

function fromOutside(project: Project, policy: ReachPolicy, found: Trace): Finding {
  const { from, to, port, protocol } = found.flow;
  const target = serviceAt(project, to);
  const published = target?.ports.find(
    (each) =>
      port !== null &&
      each.protocol === protocol &&
      each.target.first <= port &&
      port <= each.target.last &&
      each.known,
  );
  const span = published ? placeOfPort(published) : (target?.nameSpan ?? policy.span);
  const bind = target && published && from.kind !== 'host' ? bindToLoopback(target, published) : undefined;
  const what = port === null ? `\`${placeName(to)}\`` : `port ${port} of \`${placeName(to)}\``;
  return {
    span,
    message: `The ${from.kind === 'lan' ? 'LAN' : from.kind} can reach ${what}, which no statement of \`x-reach\` allows: ${found.why}`,
    related: [...denied(policy), ...stepsAsRelated(found, { span })],
    fixes: [...(bind ? [bind] : []), listFix(policy, [found])],
  };
}

const denied = ({ defaultSpan }: ReachPolicy): NonNullable<Finding['related']> =>
  defaultSpan ? [{ span: defaultSpan, message: 'Everything that is not listed shall be impossible' }] : [];

function listFix({ list }: ReachPolicy, flows: readonly Trace[]): Fix {
  const edits = flows.map(({ flow }): Edit => ({ kind: 'append', ...list, inFile: true, value: flowText(flow) }));
  const [only] = edits;
  const what = edits.length === 1 && only?.kind === 'append' ? `\`${only.value}\`` : `these ${edits.length} flows`;
  return { title: `List ${what} in \`x-reach\``, safety: 'unsafe', edits };
}
