// Begins a rule: its file with everything that has to be filled in.
//
//   node .ci/new-rule.mjs RULE-ID [DIALECT]     the dialect is `compose` when none is given
//
// The id names the bad thing and reads well after "allow". Then write the examples, run
// npx vitest run server/src/rules, write the check, and run node .ci/generate.mjs.
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './lib/paths.mjs';

const [id = '', dialect = 'compose'] = process.argv.slice(2);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
  console.error('usage: new-rule.mjs RULE-ID [DIALECT]    a rule id is made of lower-case words and dashes');
  process.exit(2);
}
const file = path.join(ROOT, 'server/src/rules', dialect, `${id}.ts`);
if (fs.existsSync(file)) {
  console.error(`${path.relative(ROOT, file)} exists already`);
  process.exit(1);
}
const constant = id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
fs.writeFileSync(
  file,
  `import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const ${constant} = defineRule({
  id: '${id}',
  category: 'correctness',
  docs: {
    summary: 'What it finds, in one sentence.',
    why: 'What happens at \`up\` or afterwards.',
    instead: 'What to do.',
    references: ['https://docs.docker.com/reference/compose-file/'],
  },
  examples: {
    bad: [
      {
        text: yaml\`
          services:
            web:
          # ^^^ part of the message
              image: nginx:1.27
        \`,
      },
    ],
    good: [
      yaml\`
        services:
          web:
            image: nginx:1.27
      \`,
    ],
  },
  *checkService(service) {
    yield { span: service.nameSpan, message: 'What is wrong, and what follows from it.' };
  },
});
`,
);
console.log(path.relative(ROOT, file));
