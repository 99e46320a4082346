import { describe, expect, it } from 'vitest';
import type { ProjectInfo } from '../../../server/src/protocol.ts';
import { baseName, projectStatus, reasonOf } from './projectText.ts';

const usual = ['file:///shop/compose.yaml', 'file:///shop/compose.override.yaml'];

const info: ProjectInfo = {
  name: 'shop',
  files: [
    { uri: 'file:///shop/compose.yaml', role: 'main' },
    { uri: 'file:///shop/compose.override.yaml', role: 'override' },
    { uri: 'file:///shop/extra/compose.yaml', role: 'include' },
  ],
  isChosen: false,
  usual,
  isNamed: false,
  candidates: usual,
  profiles: ['debug', 'test'],
  activeProfiles: [],
};

describe('projectStatus', () => {
  it('shows the files that are read together, the shortest way', () => {
    expect(projectStatus({ info, active: [] })).toBe('$(layers) shop: compose.yaml + override');
    const files = [...info.files, { uri: 'file:///c%3A/a/my%20over.yaml', role: 'override' } as const];
    expect(projectStatus({ info: { ...info, files }, active: ['debug', 'test'] })).toBe(
      '$(layers) shop: compose.yaml + override + my over.yaml · debug, test',
    );
  });

  it('warns of a file that is not there', () => {
    const files = info.files.map((file) => (file.role === 'override' ? { ...file, isMissing: true } : file));
    expect(projectStatus({ info: { ...info, files }, active: [] })).toBe(
      '$(warning) shop: compose.yaml + override · compose.override.yaml missing',
    );
  });
});

describe('reasonOf', () => {
  it.each([
    [info, 'as compose does it'],
    [{ ...info, isNamed: true }, 'named by COMPOSE_FILE'],
    [{ ...info, isChosen: true }, 'chosen by you'],
    [{ ...info, usual: [] }, 'found from this file'],
  ])('%#: says why files are read together', (given, reason) => {
    expect(reasonOf(given)).toBe(reason);
  });
});

describe('baseName', () => {
  it('reads escapes, and keeps what is none', () => {
    expect(baseName('file:///a/b%20c.yaml')).toBe('b c.yaml');
    expect(baseName('file:///a/100%.yaml')).toBe('100%.yaml');
  });
});
