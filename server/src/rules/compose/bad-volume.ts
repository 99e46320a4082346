import { problemsOf } from '../problems.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const badVolume = defineRule({
  id: 'bad-volume',
  category: 'correctness',
  docs: {
    summary: 'A volume in short form is written in a way that compose cannot read.',
    why: 'Compose refuses the whole file: "invalid empty volume spec", "empty section between colons" or "too many colons".',
    instead: 'Write `[SOURCE:]TARGET[:OPTIONS]`, or the long form with `type`, `source` and `target`.',
    references: ['https://docs.docker.com/reference/compose-file/services/#volumes'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              volumes:
                - ""
                # ^^ A volume wants at least the path
                - ./html::ro
                # ^^^^^^^^^^ nothing before, between or after the colons
                - ./html:/usr/share/nginx/html:ro:z
                # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ too many colons
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            volumes:
              - ./html:/usr/share/nginx/html:ro,z
              - C:\\certificates:/certificates
              - /var/cache/nginx
      `,
    ],
  },
  *check(project) {
    for (const { span, reason } of problemsOf(project, 'bad-volume')) {
      yield { span, message: `${reason}. Compose refuses the file.` };
    }
  },
});
