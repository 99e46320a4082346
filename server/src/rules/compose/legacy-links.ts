import type { Service } from '../../model/service.ts';
import type { Edit } from '../../text/edit.ts';
import { defineRule, type Fix } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const legacyLinks = defineRule({
  id: 'legacy-links',
  category: 'style',
  docs: {
    summary: 'A service uses the legacy `links`.',
    why: 'Services of one network find each other by name without links. A link adds nothing but an order of start, hides real network memberships and does not connect services in different networks.',
    instead: 'Remove `links`. Use `depends_on` for the order of start, and an alias on the network for another name.',
    references: [
      'https://docs.docker.com/reference/compose-file/services/#links',
      'https://docs.docker.com/engine/network/links/',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              links: # old
          #   ^^^^^ \`links\` is legacy
                - api
              networks: [back]
            api:
              image: shop/api:2
              networks: [back]
          networks:
            back: {}
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [back]
              depends_on:
                - api
            api:
              image: shop/api:2
              networks: [back]
          networks:
            back: {}
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            depends_on: [api]
            networks: [back]
          api:
            image: shop/api:2
            networks:
              back:
                aliases: [backend]
        networks:
          back: {}
      `,
    ],
  },
  *checkService(service) {
    const span = service.keys.get('links');
    if (!span || service.links.length === 0) return;
    const fix = replaceLinks(service);
    yield {
      span,
      message: '`links` is legacy: services of one network find each other by name; a link only orders their start.',
      tags: ['deprecated'],
      fixes: fix ? [fix] : [],
    };
  },
});

/** Only where every link uses the plain name and the order of start stays the same. */
function replaceLinks(service: Service): Fix | undefined {
  if (service.links.some(({ alias }) => alias !== undefined)) return undefined;
  const known = new Set(service.dependencies.map((each) => each.service));
  const missing = service.links.map((link) => link.service).filter((name) => !known.has(name));
  if (missing.length > 0 && service.keys.has('depends_on')) return undefined;
  const edits: Edit[] = [{ kind: 'remove', uri: service.uri, path: ['services', service.name, 'links'] }];
  if (missing.length > 0)
    edits.push({ kind: 'set', uri: service.uri, path: ['services', service.name, 'depends_on'], value: missing });
  const title = missing.length > 0 ? 'Replace `links` by `depends_on`' : 'Remove `links`';
  return { title, safety: 'safe', edits };
}
