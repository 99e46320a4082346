import { undeclaredResources } from '../declaredNames.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const undefinedConfig = defineRule({
  id: 'undefined-config',
  category: 'correctness',
  docs: {
    summary: 'A service uses a config that the file does not declare.',
    why: 'Compose refuses the whole project: "service … refers to undefined config".',
    instead: 'Declare the config under the top-level `configs` and say where it comes from.',
    references: ['https://docs.docker.com/reference/compose-file/configs/'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            proxy:
              image: nginx:1.27
              configs:
                - source: nginx_conf
                #         ^^^^^^^^^^ The config \`nginx_conf\` is not declared under \`configs\`. Did you mean \`nginx.conf\`?
                  target: /etc/nginx/nginx.conf
          configs:
            nginx.conf:
              file: ./nginx.conf
        `,
        fixed: yaml`
          services:
            proxy:
              image: nginx:1.27
              configs:
                - source: nginx.conf
                  target: /etc/nginx/nginx.conf
          configs:
            nginx.conf:
              file: ./nginx.conf
        `,
      },
    ],
    good: [
      yaml`
        services:
          proxy:
            image: nginx:1.27
            configs: [site]
        configs:
          site:
            content: "server { listen 80; }"
      `,
    ],
  },
  check: (project) => undeclaredResources(project, 'config', 'configs', 'file'),
});
