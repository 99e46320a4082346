import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { loadEnvironment } from '../../server/src/runtime/readFiles.ts';
import { stacksFor } from '../harness/stack.ts';
import { describeWithEngine } from '../harness/suites.ts';

const envFile = `# comment
PLAIN=plain # why
DOUBLE="dq $\{PLAIN} \\n x" # c
SINGLE='sq $\{PLAIN}'
export EXPORTED=exp
YAML: yaml
EMPTY=
SHARP=a#b
LINES="multi
line"
USES=$\{PLAIN}-x
UNSET=$NOBODY_SETS_THIS.x
 SPACED = spaced
HOME=/not/the/shells
ESCAPED="esc \\$PLAIN \\" q"
BACKSLASH=a\\nb
`;
const names = [
  'PLAIN',
  'DOUBLE',
  'SINGLE',
  'EXPORTED',
  'YAML',
  'EMPTY',
  'SHARP',
  'LINES',
  'USES',
  'UNSET',
  'SPACED',
  'HOME',
  'ESCAPED',
  'BACKSLASH',
];

await describeWithEngine('environment file', (engine) => {
  const stackOf = stacksFor(engine);

  it('means what it means to compose', async () => {
    const environment = names.map((name) => `      ${name}: "$\{${name}}"`).join('\n');
    const stack = await stackOf(`services:\n  a:\n    image: busybox\n    environment:\n${environment}\n`);
    await writeFile(path.join(path.dirname(stack.file), '.env'), envFile);
    const config = JSON.parse(await stack.compose('config', '--format', 'json'));
    const ours = await loadEnvironment(path.dirname(stack.file));
    const theirs: Record<string, string> = config.services.a.environment;
    expect(Object.fromEntries(names.map((name) => [name, ours.get(name)]))).toEqual(
      // compose doubles the dollar signs of what it prints
      Object.fromEntries(names.map((name) => [name, theirs[name]?.replaceAll('$$', '$')])),
    );
  });
});
