import { isFoundByItself, isPartOfMore } from '../completeness.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const serviceWithoutImage = defineRule({
  id: 'service-without-image',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'A service has nothing to run: neither an image nor a build.',
    why: 'Compose refuses the project, "neither an image nor a build context specified", unless another file that is read with this one (`-f`, an override) adds it. In a file that compose does not find by itself, like `compose-ldap.yaml`, that is likely, and this is information only.',
    instead: 'Give the service an `image` or a `build`.',
    references: [
      'https://docs.docker.com/reference/compose-file/services/#image',
      'https://docs.docker.com/reference/compose-file/build/',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
          # ^^^ \`web\` has neither \`image\` nor \`build\`
              networks: [front]
          networks:
            front: {}
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            build: ./web
          api:
            image: shop/api:2
          model:
            provider:
              type: model
          worker:
            extends: api
      `,
    ],
  },
  appliesTo: (project) => !isPartOfMore(project),
  *checkService({ uri, name, nameSpan, image, keys }) {
    if (image || name === '' || ['image', 'build', 'extends', 'provider'].some((key) => keys.has(key))) return;
    yield {
      span: nameSpan,
      message: `\`${name}\` has neither \`image\` nor \`build\`: compose refuses the project unless another file adds one.`,
      ...(isFoundByItself(uri) ? {} : { severity: 'information' as const }),
    };
  },
});
