import { describe, expect, it } from 'vitest';
import { openProject } from '../../../../test/harness/openProject.ts';
import { completions } from '../completion.ts';

const around = `//- .env
//- app.env
//- notes.txt
//- common.yaml
//- sub/dir/x.yml
//- sub/local.env
//- .hidden/y.yml
//- node_modules/z/compose.yaml
`;

/** What is proposed in a file with the text, `compose.yaml` when nothing else is said. */
function paths(text: string, path = 'compose.yaml'): readonly string[] {
  const { snapshot, position } = openProject(`//- ${path}\n${text}\n${around}`);
  return completions(snapshot, position, { snippets: false }).map(({ label }) => label);
}

const service = (entry: string): string => `services:\n  a:\n    image: x\n    ${entry}`;

describe('paths of files', () => {
  it.each([
    ['an included file', 'include:\n  - $0', ['common.yaml', 'sub/']],
    ['a file with others', 'include:\n  - path: [$0]', ['common.yaml', 'sub/']],
    ['a folder below', 'include:\n  - sub/$0', ['sub/dir/']],
    ['a file further below', 'include:\n  - ./sub/dir/$0', ['./sub/dir/x.yml']],
    ['an extended file', service('extends: {file: $0}'), ['common.yaml', 'compose.yaml', 'sub/']],
    ['variables', service('env_file: $0'), ['.env', 'app.env', 'sub/']],
    ['one of several', service('env_file:\n      - sub/$0'), ['sub/dir/', 'sub/local.env']],
    ['one in long form', service('env_file:\n      - path: $0'), ['.env', 'app.env', 'sub/']],
    ['one of an included file', 'include:\n  - path: common.yaml\n    env_file: $0', ['.env', 'app.env', 'sub/']],
  ])('are proposed for %s', (_, text, expected) => {
    const found = paths(text).filter((label) => /[./]/.test(label));
    expect([...found].sort()).toEqual([...expected].sort());
  });

  it('are those that the project of an included file means', () => {
    const text = `//- compose.yaml
include:
  - path: sub/a.yaml
    project_directory: .
//- sub/a.yaml
services:
  a:
    image: x
    env_file: $0
${around}`;
    const { snapshot, position } = openProject(text);
    expect(completions(snapshot, position).map(({ label }) => label)).toContain('app.env');
  });

  it.each(['include:\n  - ${DIR}/$0', 'include:\n  - ~/$0', 'include:\n  - gone/$0', service('command: ./$0')])(
    'are none for %s',
    (text) => {
      expect(paths(text).filter((label) => /[./]/.test(label))).toEqual([]);
    },
  );
});
