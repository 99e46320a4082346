import { problemsOf } from '../problems.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const badPort = defineRule({
  id: 'bad-port',
  category: 'correctness',
  docs: {
    summary: 'A port mapping is written in a way that compose cannot read.',
    why: 'Compose refuses the whole file: for a port above 65535, a range that runs backwards or has another length than the one it is mapped to, a host name in the place of an address, or an unknown protocol.',
    instead:
      'Write `[ADDRESS:][PUBLISHED:]TARGET[/PROTOCOL]`, with ports or ranges of the same length, or the long form with `target` and `published`.',
    references: ['https://docs.docker.com/reference/compose-file/services/#ports'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              ports:
                - "70000:80"
                #  ^^^^^ Port 70000 does not exist
                - "localhost:8080:80"
                #  ^^^^^^^^^ is no IP address
                - "9000-9002:9000-9001"
                #  ^^^^^^^^^^^^^^^^^^^ different lengths
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            ports:
              - "127.0.0.1:8080:80"
              - "127.0.0.1:9000-9001:9000-9001/udp"
              - target: 81
                published: "8081"
                host_ip: 127.0.0.1
      `,
    ],
  },
  *check(project) {
    for (const { span, reason } of problemsOf(project, 'bad-port')) {
      yield { span, message: `${reason}. Compose refuses the file.` };
    }
  },
});
