import { undeclaredResources } from '../declaredNames.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const undefinedVolume = defineRule({
  id: 'undefined-volume',
  category: 'correctness',
  docs: {
    summary: 'A service mounts a named volume that the file does not declare.',
    why: 'Compose refuses the whole project: "service … refers to undefined volume". Often a path was meant, and without `./` or `/` in front of it compose takes it for the name of a volume.',
    instead: 'Declare the volume under the top-level `volumes`, or begin a path with `./` or `/`.',
    references: ['https://docs.docker.com/reference/compose-file/volumes/'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            db:
              image: postgres:17
              volumes:
                - data:/var/lib/postgresql/data
                # ^^^^ The volume \`data\` is not declared under \`volumes\`
          volumes:
            backup: {}
        `,
        fixed: yaml`
          services:
            db:
              image: postgres:17
              volumes:
                - data:/var/lib/postgresql/data
          volumes:
            backup: {}
            data:
        `,
      },
      {
        text: yaml`
          services:
            db:
              image: postgres:17
              volumes:
                - type: volume
                  source: databse
                  #       ^^^^^^^ Did you mean \`database\`?
                  target: /var/lib/postgresql/data
          volumes:
            database:
        `,
        fixed: yaml`
          services:
            db:
              image: postgres:17
              volumes:
                - type: volume
                  source: database
                  target: /var/lib/postgresql/data
          volumes:
            database:
        `,
      },
    ],
    good: [
      yaml`
        services:
          db:
            image: postgres:17
            volumes:
              - data:/var/lib/postgresql/data
              - ./init:/docker-entrypoint-initdb.d:ro
              - ~/certificates:/certificates:ro
              - /var/cache
        volumes:
          data:
      `,
      yaml`
        include: [storage.yaml]
        services:
          db:
            image: postgres:17
            volumes:
              - declared_in_the_included_file:/var/lib/postgresql/data
      `,
    ],
  },
  check: (project) => undeclaredResources(project, 'volume', 'volumes', 'nothing'),
});
