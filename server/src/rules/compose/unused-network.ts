import { isWhole } from '../completeness.ts';
import { defineRule } from '../rule.ts';
import { membersByNetwork, servicesThat } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const unusedNetwork = defineRule({
  id: 'unused-network',
  category: 'style',
  docs: {
    summary: 'No service joins a declared network.',
    why: 'Compose does not even make such a network. Either a service was meant to join it, or the declaration is left over.',
    instead: 'Let the service join that belongs there, or remove the declaration.',
    references: ['https://docs.docker.com/reference/compose-file/networks/'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [edge]
          networks:
            edge: {}
            spare:
          # ^^^^^ \`spare\` is not used: no service joins it
              driver: bridge # for later
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [edge]
          networks:
            edge: {}
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            networks: [edge]
          api:
            image: shop/api:2
        networks:
          edge: {}
          default:
            internal: true
      `,
    ],
  },
  *check(project) {
    if (project.services.length === 0 || !isWhole(project)) return;
    // A name that a variable hides may be this one.
    if (withHiddenNetworks(project).length > 0) return;
    const members = membersByNetwork(project);
    for (const { name, nameSpan, uri, implicit } of project.networks) {
      if (implicit || !nameSpan || name === '' || members.has(name)) continue;
      yield {
        span: nameSpan,
        message: `\`${name}\` is not used: no service joins it, so compose does not make it.`,
        tags: ['unnecessary'],
        fixes: [
          {
            title: `Remove \`${name}\``,
            safety: 'safe',
            edits: [{ kind: 'remove', uri, path: ['networks', name], prune: true }],
          },
        ],
      };
    }
  },
});

const withHiddenNetworks = servicesThat(({ attachments, keys }) => attachments.length === 0 && keys.has('networks'));
