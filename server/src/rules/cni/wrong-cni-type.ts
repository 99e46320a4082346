import { written } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { cniProblems } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const wrongCniType = defineCniRule({
  id: 'wrong-cni-type',
  category: 'correctness',
  docs: {
    summary: 'A value is of another JSON type than its key wants.',
    why: 'Of common keys libcni does not load the file; of the others the plugin refuses to add a container.',
    instead: 'Write numbers, `true` and `false` without quotes, names and addresses with them.',
    references: [cniPages.format, cniPages.plugins],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              {
                "type": "bridge",
                "mtu": "1500"
                #      ^^^^^^ wants a whole number, and this is a string. The plugin refuses to add a container
              }
            ]
          }
        `,
        fixed: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              {
                "type": "bridge",
                "mtu": 1500
              }
            ]
          }
        `,
      },
      {
        text: yaml`
          {
            "cniVersion": 1.0,
            #             ^^^ wants a string, and this is a number. libcni does not load the file
            "name": "web",
            "plugins": [
              { "type": "portmap", "capabilities": ["portMappings"] }
              #                                    ^^^^^^^^^^^^^^^^ wants an object
            ]
          }
        `,
      },
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              {
                "type": "bridge",
                "ipam": { "type": "host-local", "ranges": [{ "subnet": "10.50.0.0/24" }] }
                #                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ wants a list of objects
              }
            ]
          }
        `,
        fixed: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              {
                "type": "bridge",
                "ipam": { "type": "host-local", "ranges": [[{ "subnet": "10.50.0.0/24" }]] }
              }
            ]
          }
        `,
      },
    ],
    good: [
      yaml`
        {
          "cniVersion": "1.0.0",
          "name": "web",
          "plugins": [{ "type": "bridge", "mtu": 1500 }, { "type": "tuning", "sysctl": { "net.ipv4.ip_forward": "1" } }]
        }
      `,
      '{ "cniVersion": "1.0.0", "name": "aws", "plugins": [{ "type": "aws-cni", "mtu": "9001" }] }\n',
    ],
  },
  *check(config) {
    for (const { key, expected, actual, stage, node, span, meant } of cniProblems(config, 'wrong-type')) {
      const isFlat = key === 'ranges' && node.kind === 'object';
      const { anchor, start, end } = span;
      const edits = isFlat
        ? [written({ anchor, start, end: start }, '['), written({ anchor, start: end, end }, ']')]
        : meant === undefined
          ? []
          : [written(span, meant)];
      const title = isFlat ? 'Put it into a list' : `Write ${meant}`;
      yield {
        span,
        message: `\`${key}\` wants ${expected}, and this is ${actual}. ${stage === 'load' ? 'libcni does not load the file.' : 'The plugin refuses to add a container.'}`,
        ...(edits.length > 0 ? { fixes: [{ title, safety: 'unsafe' as const, edits }] } : {}),
      };
    }
  },
});
