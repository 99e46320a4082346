import { describe, expect, it } from 'vitest';
import { composeFilesAmong, defaultFiles } from './fileSet.ts';

const none = new Map<string, string>();

describe('files that compose reads by itself', () => {
  it.each([
    [['compose.yaml', 'docker-compose.yml'], ['compose.yaml']],
    [['docker-compose.yaml', 'docker-compose.yml'], ['docker-compose.yml']],
    [
      ['compose.yaml', 'compose.override.yaml'],
      ['compose.yaml', 'compose.override.yaml'],
    ],
    [
      ['docker-compose.yml', 'compose.override.yml'],
      ['docker-compose.yml', 'compose.override.yml'],
    ],
    [['compose.prod.yaml', 'compose.override.yaml'], []],
  ])('%j are %j', (names, files) => {
    expect(defaultFiles(names, none)).toEqual(files);
  });

  it('are those of COMPOSE_FILE', () => {
    expect(defaultFiles(['compose.yaml'], new Map([['COMPOSE_FILE', 'a.yaml:b.yaml']]))).toEqual(['a.yaml', 'b.yaml']);
    expect(defaultFiles([], new Map([['COMPOSE_FILE', 'C:\\a.yaml;b.yaml']]), true)).toEqual(['C:\\a.yaml', 'b.yaml']);
    const environment = new Map([
      ['COMPOSE_FILE', 'a.yaml,b.yaml'],
      ['COMPOSE_PATH_SEPARATOR', ','],
    ]);
    expect(defaultFiles([], environment)).toEqual(['a.yaml', 'b.yaml']);
  });

  it('come first among all compose files of a folder', () => {
    expect(
      composeFilesAmong([
        'compose.prod.yaml',
        'x.yaml',
        'compose.override.yaml',
        'compose.yaml',
        'docker-compose.dev.yml',
      ]),
    ).toEqual(['compose.yaml', 'compose.override.yaml', 'compose.prod.yaml', 'docker-compose.dev.yml']);
  });
});
