import { describe, expect, it } from 'vitest';
import { openProject } from '../../../test/harness/openProject.ts';
import { applyTextEdits } from '../text/edit.ts';
import { codeActions } from './codeActions.ts';
import { codeLenses } from './codeLens.ts';
import { completions } from './completion.ts';
import { definition } from './definition.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { documentSymbols } from './documentSymbols.ts';
import { hover } from './hover.ts';
import { references } from './references.ts';
import { rename } from './rename.ts';

const base = `//- compose.yaml
include:
  - extra/compose.yaml
services:
  web:
    image: nginx:1.27
    networks: [front]
    extends:
      file: common.yaml
      service: proxy
  api:
    image: node:22
    networks: [front, back]
    environment:
      CACHE_URL: redis://cache:6379
networks:
  front: {}
//- compose.override.yaml
services:
  api:
    ports: ["8080:8080"]
    depends_on: [web]
//- extra/compose.yaml
services:
  cache:
    image: redis:7
    networks: [back]
networks:
  back: {}
//- common.yaml
services:
  proxy:
    image: nginx:1.27
    environment:
      API_URL: http://api:8080
`;
const over = ['compose.override.yaml'];

const at = (part: string, mark: string): string => {
  if (!base.includes(part)) throw new Error(`no ${part}`);
  return base.replace(part, mark);
};

const definitions = (text: string): readonly string[] => {
  const { snapshot, position, placeOf } = openProject(text, over);
  return definition(snapshot, position).map(({ targetUri, targetSelectionRange }) =>
    placeOf(targetUri, targetSelectionRange),
  );
};

describe('a project of several files', () => {
  it('has no finding for what another file declares', () => {
    for (const path of ['image: nginx:1.27\n    networks', 'ports: ["8080', 'image: redis:7']) {
      const { snapshot } = openProject(at(path, `$0${path}`), over);
      expect(snapshot.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(snapshot.project.services.map(({ name }) => name)).toEqual(['cache', 'web', 'api']);
    }
  });

  it.each([
    ['a network of an included file', '[front, back]', '[front, b$0ack]', ['extra/compose.yaml:6 back']],
    ['a service of the base file', '[web]', '[w$0eb]', ['compose.yaml:4 web']],
    [
      'a service of two files',
      'services:\n  api',
      'services:\n  a$0pi',
      ['compose.yaml:10 api', 'compose.override.yaml:2 api'],
    ],
    ['an extended service', 'service: proxy', 'service: pr$0oxy', ['common.yaml:2 proxy']],
    ['a host of an included file', '//cache', '//cac$0he', ['extra/compose.yaml:2 cache']],
  ])('leads to %s', (_, part, mark, places) => {
    expect(definitions(at(part, mark))).toEqual(places);
  });

  it('finds references in all files', () => {
    const { snapshot, position, placeOf } = openProject(at('  api:\n    image', '  a$0pi:\n    image'), over);
    expect(references(snapshot, position, true).map(({ uri, range }) => placeOf(uri, range))).toEqual([
      'compose.yaml:10 api',
      'compose.override.yaml:2 api',
      'common.yaml:5 api',
    ]);
  });

  it.each([
    [
      'a service, in overrides and URLs of extended services',
      '  api:\n    image',
      '  a$0pi:\n    image',
      { 'compose.yaml': [10], 'compose.override.yaml': [2], 'common.yaml': [5] },
    ],
    ['an extended service', 'service: proxy', 'service: pr$0oxy', { 'compose.yaml': [9], 'common.yaml': [2] }],
    [
      'a network of an included file',
      'networks: [back]',
      'networks: [b$0ack]',
      { 'compose.yaml': [12], 'extra/compose.yaml': [4, 6] },
    ],
  ])('renames %s', (_, part, mark, lines) => {
    const { snapshot, position } = openProject(at(part, mark), over);
    const answer = rename(snapshot, position, 'other');
    if ('refused' in answer) throw new Error(answer.refused);
    const found = Object.entries(answer.changes ?? {}).map(([uri, edits]) => [
      uri.replace('file:///shop/', ''),
      edits.map(({ range }) => range.start.line + 1).sort((a, b) => a - b),
    ]);
    expect(Object.fromEntries(found)).toEqual(lines);
  });

  it('proposes names of other files', () => {
    const { snapshot, position } = openProject(at('depends_on: [web]', 'depends_on: [$0]'), over);
    expect(completions(snapshot, position, { snippets: false }).map(({ label }) => label)).toContain('cache');
    const networks = openProject(at('networks: [front]', 'networks: [b$0]'), over);
    const labels = completions(networks.snapshot, networks.position, { snippets: false }).map(({ label }) => label);
    expect(labels).toContain('back');
  });

  it('describes what the files together say', () => {
    const { snapshot, position } = openProject(at('services:\n  api', 'services:\n  a$0pi'), over);
    const { contents } = hover(snapshot, position) ?? {};
    expect(JSON.stringify(contents)).toMatch(/node:22.*front.*back/s);
  });

  it('shows the parts of each file in it', () => {
    const { snapshot } = openProject(at('ports: ["8080', '$0ports: ["8080'), over);
    expect(documentSymbols(snapshot).map(({ name, children }) => [name, children?.map((each) => each.name)])).toEqual([
      ['services', ['api']],
    ]);
    const lines = codeLenses(snapshot).map(({ range }) => range.start.line);
    expect(new Set(lines)).toEqual(new Set([0, 1]));
  });
});

describe('findings that only the whole shows', () => {
  it('stand at the line that causes them, with the other side in the other file', () => {
    const text = `//- compose.yaml
services:
  web:
    image: nginx:1.27
    ports: ["8080:80"]
//- compose.override.yaml
services:
  api:
    image: node:22
    ports: ["$08080:80"]
`;
    const { snapshot } = openProject(text, over);
    const [diagnostic] = diagnosticsOf(snapshot).filter(({ code }) => code === 'duplicate-host-port');
    expect(diagnostic?.range.start.line).toBe(3);
    expect(diagnostic?.relatedInformation?.[0]?.location).toEqual({
      uri: 'file:///shop/compose.yaml',
      range: { start: { line: 3, character: 13 }, end: { line: 3, character: 20 } },
    });
  });

  it('of an extended service stand where it is extended', () => {
    const text = `//- compose.yaml
services:
  $0web:
    extends: {file: common.yaml, service: proxy}
//- common.yaml
services:
  proxy:
    image: nginx:1.27
    networks: [gone]
`;
    const { snapshot, placeOf } = openProject(text);
    const found = diagnosticsOf(snapshot).filter(({ code }) => code === 'undefined-network');
    expect(found.map(({ range }) => placeOf(snapshot.uri, range))).toEqual(['compose.yaml:3 common.yaml']);
    expect(found[0]?.relatedInformation?.[0]?.location.uri).toBe('file:///shop/common.yaml');
  });

  it('are mended in the file where the text stands', () => {
    const text = `//- compose.yaml
services:
  $0web:
    image: nginx:1.27
    network_mode: host
    ports: ["80:80"]
//- compose.override.yaml
services:
  web:
    ports: # for the debugger
      - "9229:9229"
`;
    const { snapshot, textOf } = openProject(text, over);
    const whole = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const actions = codeActions(snapshot, whole);
    const action = actions.find(({ title }) => title === 'Remove the ports');
    const after = Object.entries(action?.edit?.changes ?? {}).map(([uri, edits]) => {
      const file = snapshot.fileOf(uri);
      const offsets = edits.map(({ range, newText }) => ({
        start: file?.lines.offsetAt(range.start) ?? 0,
        end: file?.lines.offsetAt(range.end) ?? 0,
        newText,
      }));
      return [uri.replace('file:///shop/', ''), applyTextEdits(textOf(uri.replace('file:///shop/', '')), offsets)];
    });
    expect(Object.fromEntries(after)).toEqual({
      'compose.yaml': 'services:\n  web:\n    image: nginx:1.27\n    network_mode: host\n',
      'compose.override.yaml': 'services:\n  web: {}\n',
    });
  });
});
