import { written } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { yaml } from '../yaml.ts';

export const badCniName = defineCniRule({
  id: 'bad-cni-name',
  category: 'correctness',
  docs: {
    summary: 'The name of a network has characters that CNI does not take, or is too long.',
    why: 'The file is loaded, but nothing can be added to the network.',
    instead: 'Begin with a letter or digit; letters, digits, `_`, `.` and `-` may follow.',
    references: [cniPages.format],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "my net",
            #        ^^^^^^ characters that CNI does not take
            "plugins": [{ "type": "bridge" }]
          }
        `,
        fixed: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "my-net",
            "plugins": [{ "type": "bridge" }]
          }
        `,
      },
    ],
    good: ['{ "cniVersion": "1.0.0", "name": "my_net.0-a", "plugins": [{ "type": "bridge" }] }\n'],
  },
  *check({ name }) {
    if (!name?.known || name.value === '') return;
    const span = name.contentSpan;
    if (/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(name.value)) {
      if (name.value.length > longest)
        yield {
          span,
          severity: 'warning',
          message: `A name of more than ${longest} characters makes the name of the file with the result too long. Adding a container fails after everything is set up.`,
        };
      return;
    }
    const proposed = name.value.replace(/[^a-zA-Z0-9_.-]+/g, '-').replace(/^[^a-zA-Z0-9]+/, '');
    yield {
      span,
      message: `The name \`${name.value}\` has characters that CNI does not take. Nothing can be added to the network.`,
      ...(proposed === ''
        ? {}
        : {
            fixes: [{ title: `Name it \`${proposed}\``, safety: 'unsafe' as const, edits: [written(span, proposed)] }],
          }),
    };
  },
});

// 255 bytes of a file name, less a container id of 64 characters, `eth0` and two dashes.
const longest = 185;
