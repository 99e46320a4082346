import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const obsoleteVersion = defineRule({
  id: 'obsolete-version',
  category: 'style',
  severity: 'information',
  docs: {
    summary: 'The file still has the obsolete `version` key.',
    why: 'Compose has ignored `version` since version 2 and warns about it at every command. It chooses no format and switches nothing on or off, so it only misleads.',
    instead: 'Remove the line.',
    references: ['https://docs.docker.com/reference/compose-file/version-and-name/#version-top-level-element-obsolete'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          version: "3.8" # as always
          #^^^^^^ \`version\` is obsolete
          services:
            web:
              image: nginx:1.27
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
        `,
      },
    ],
    good: [
      yaml`
        name: shop
        services:
          web:
            image: nginx:1.27
      `,
    ],
  },
  *check(project) {
    const span = project.keys.get('version');
    if (!span) return;
    yield {
      span,
      message: '`version` is obsolete: compose ignores it and warns about it at every command.',
      tags: ['deprecated'],
      fixes: [
        { title: 'Remove `version`', safety: 'safe', edits: [{ kind: 'remove', uri: project.uri, path: ['version'] }] },
      ],
    };
  },
});
