// Begins a rule: its file with everything that has to be filled in.
//
//   node .ci/new-rule.mjs RULE-ID [DIALECT]     compose, envoy, cni or shell; compose when none is given
//
// The id names the bad thing and reads well after "allow". Then write the examples, run
// npx vitest run server/src/rules, write the check, and run node .ci/generate.mjs.
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './lib/paths.mjs';

/** What a rule of each dialect begins with. `bad` marks its fault, `good` has none. */
const DIALECTS = {
  compose: {
    define: 'defineRule',
    module: '../rule.ts',
    reference: 'https://docs.docker.com/reference/compose-file/',
    bad: 'services:\n  web:\n# ^^^ part of the message\n    image: nginx:1.27\n',
    good: 'services:\n  web:\n    image: nginx:1.27\n',
    check: '*checkService(service) {\n    yield { span: service.nameSpan, message: MESSAGE };\n  },',
  },
  envoy: {
    define: 'defineEnvoyRule',
    module: '../envoyRule.ts',
    reference: 'https://www.envoyproxy.io/docs/envoy/latest/',
    bad: 'static_resources:\n  clusters:\n    - name: api\n      #     ^^^ part of the message\n',
    good: 'static_resources:\n  clusters:\n    - name: api\n',
    check:
      '*check(config) {\n    for (const { selectionSpan } of config.symbols) yield { span: selectionSpan, message: MESSAGE };\n  },',
  },
  cni: {
    define: 'defineCniRule',
    module: '../cniRule.ts',
    reference: 'https://www.cni.dev/docs/spec/',
    bad: '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge" }] }\n#                                 ^^^ part of the message\n',
    good: '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge" }] }\n',
    check: '*check({ name }) {\n    if (name) yield { span: name.contentSpan, message: MESSAGE };\n  },',
  },
  shell: {
    define: 'defineScriptRule',
    module: '../scriptRule.ts',
    reference: 'https://docs.docker.com/engine/network/packet-filtering-firewalls/',
    bad: 'iptables -I DOCKER-USER -j DROP\n#                          ^^^^ part of the message\n',
    good: 'iptables -I DOCKER-USER -j RETURN\n',
    check:
      '*check(script) {\n    for (const { target } of script.commands) if (target) yield { span: target.span, message: MESSAGE };\n  },',
  },
};

const [id = '', dialect = 'compose'] = process.argv.slice(2);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || !(dialect in DIALECTS)) {
  console.error(
    `usage: new-rule.mjs RULE-ID [${Object.keys(DIALECTS).join('|')}]    a rule id is made of lower-case words and dashes`,
  );
  process.exit(2);
}
const file = path.join(ROOT, 'server/src/rules', dialect, `${id}.ts`);
if (fs.existsSync(file)) {
  console.error(`${path.relative(ROOT, file)} exists already`);
  process.exit(1);
}
const { define, module, reference, bad, good, check } = DIALECTS[dialect];
const constant = id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
const indented = (text, depth) => text.trimEnd().replace(/^/gm, ' '.repeat(depth));
fs.writeFileSync(
  file,
  `import { ${define} } from '${module}';
import { yaml as example } from '../yaml.ts';

export const ${constant} = ${define}({
  id: '${id}',
  category: 'correctness',
  docs: {
    summary: 'What it finds, in one sentence.',
    why: 'What happens then.',
    instead: 'What to do.',
    references: ['${reference}'],
  },
  examples: {
    bad: [
      {
        text: example\`
${indented(bad, 10)}
        \`,
      },
    ],
    good: [
      example\`
${indented(good, 8)}
      \`,
    ],
  },
  ${check.replace('MESSAGE', "'What is wrong, and what follows from it.'")}
});
`,
);
console.log(path.relative(ROOT, file));
