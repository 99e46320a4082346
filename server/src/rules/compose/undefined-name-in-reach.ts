import { type Party, placeWords } from '../../model/policy.ts';
import type { Project } from '../../model/project.ts';
import { isPartOfMore } from '../completeness.ts';
import { nearest } from '../nearest.ts';
import { defineRule, type Finding } from '../rule.ts';
import { servicesCalled } from '../serviceNames.ts';
import { yaml } from '../yaml.ts';

export const undefinedNameInReach = defineRule({
  id: 'undefined-name-in-reach',
  category: 'isolation',
  docs: {
    summary: 'A statement of `x-reach` names something that is no service, network or place.',
    why: 'Such a statement asks about nothing, so that it never fails: what it should protect is not watched.',
    instead:
      'Name a service or network of the project, or one of the places `internet`, `lan` and `host`. Aliases and container names are no names here.',
    references: ['https://docs.docker.com/reference/compose-file/extension/'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            frontend:
              image: shop/frontend:2
            backend:
              image: shop/backend:2
              container_name: shop-backend
          x-reach:
            - fronted -> backend
            # ^^^^^^^ \`fronted\` is no service, network or place: the statement says nothing. Did you mean \`frontend\`?
            - frontend -> shop-backend
            #             ^^^^^^^^^^^^ Did you mean \`backend\`?
            - network:backend -x-> internet
            #         ^^^^^^^ \`backend\` is no network
        `,
        fixed: yaml`
          services:
            frontend:
              image: shop/frontend:2
            backend:
              image: shop/backend:2
              container_name: shop-backend
          x-reach:
            - frontend -> backend
            - frontend -> shop-backend
            - network:backend -x-> internet
        `,
      },
    ],
    good: [
      yaml`
        services:
          frontend:
            image: shop/frontend:2
            networks: [frontend]
          backend:
            image: shop/backend:2
            networks: [frontend]
        networks:
          frontend: {}
        x-reach:
          - frontend -> backend
          - network:frontend -> network:frontend
          - host -> backend
          - internet -x-> backend
      `,
    ],
  },
  appliesTo: ({ policy }) => policy !== undefined,
  *check(project) {
    if (isPartOfMore(project)) return;
    for (const { from, to } of project.policy?.statements ?? [])
      for (const party of [from, to]) if (party.kind === 'undefined') yield undefinedName(project, party);
  },
});

function undefinedName(project: Project, { name, span, qualifier }: Party): Finding {
  const services = qualifier === 'network' ? [] : [...project.serviceNamed.keys()];
  const networks = qualifier === 'service' ? [] : [...project.networkNamed.keys()];
  const places = qualifier === undefined ? placeWords : [];
  const [owner, second] = qualifier === 'network' ? [] : servicesCalled(project, name);
  const meant = owner && !second ? owner.name : nearest(name, [...services, ...networks, ...places]);
  const what = qualifier ? `no ${qualifier}` : 'no service, network or place';
  const hint = meant === undefined ? '' : ` Did you mean \`${meant}\`?`;
  return {
    span,
    message: `\`${name}\` is ${what}: the statement says nothing.${hint}`,
    ...(meant === undefined
      ? {}
      : {
          fixes: [
            { title: `Change to \`${meant}\``, safety: 'unsafe', edits: [{ kind: 'replace', span, newText: meant }] },
          ],
        }),
  };
}
