import { undeclaredResources } from '../declaredNames.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const undefinedSecret = defineRule({
  id: 'undefined-secret',
  category: 'correctness',
  docs: {
    summary: 'A service uses a secret that the file does not declare.',
    why: 'Compose refuses the whole project: "service … refers to undefined secret".',
    instead: 'Declare the secret under the top-level `secrets` and say where it comes from.',
    references: ['https://docs.docker.com/reference/compose-file/secrets/'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            db:
              image: postgres:17
              secrets: [db_password]
              #         ^^^^^^^^^^^ The secret \`db_password\` is not declared under \`secrets\`
        `,
        fixed: yaml`
          services:
            db:
              image: postgres:17
              secrets: [db_password]
          secrets:
            db_password:
              file: ./db_password.txt
        `,
      },
      {
        text: yaml`
          services:
            db:
              build:
                context: .
                secrets:
                  - source: token
                  #         ^^^^^ The secret \`token\` is not declared
                    target: build_token
          secrets:
            password:
              environment: PASSWORD
        `,
      },
    ],
    good: [
      yaml`
        services:
          db:
            image: postgres:17
            secrets:
              - db_password
        secrets:
          db_password:
            environment: DB_PASSWORD
      `,
    ],
  },
  check: (project) => undeclaredResources(project, 'secret', 'secrets', 'file'),
});
