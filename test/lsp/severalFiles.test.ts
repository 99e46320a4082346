import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CodeLens, PublishDiagnosticsParams } from 'vscode-languageserver/node';
import {
  chooseFilesNotification,
  type EffectiveNetworks,
  effectiveRequest,
  type ProjectInfo,
  projectRequest,
} from '../../server/src/protocol.ts';
import { type RunningServer, startLanguageServer } from '../harness/languageServer.ts';

const files = {
  'compose.yaml': `name: shop
include: [extra/compose.yaml]
services:
  web:
    image: nginx
    networks: [back]
`,
  'compose.override.yaml': `services:
  web:
    networks: [nowhere]
    profiles: [debug]
`,
  'compose.prod.yaml': `services:
  web:
    networks: [missing]
`,
  'extra/compose.yaml': `services:
  cache:
    image: redis
    networks: [back]
networks:
  back: {}
`,
};

const codes = ({ diagnostics }: PublishDiagnosticsParams): readonly unknown[] => diagnostics.map(({ code }) => code);
const has =
  (code: string) =>
  (published: PublishDiagnosticsParams): boolean =>
    codes(published).includes(code);
const lacks =
  (code: string) =>
  (published: PublishDiagnosticsParams): boolean =>
    !codes(published).includes(code);

describe('a project of several files over LSP', () => {
  let folder = '';
  let server: RunningServer;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'bulkhead-lsp-'));
    mkdirSync(path.join(folder, 'extra'));
    for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
    server = await startLanguageServer({}, pathToFileURL(folder).href);
  }, 60_000);

  afterEach(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const uriOf = (file: string): string => pathToFileURL(path.join(folder, file)).href;
  const open = (file: string): void => server.open(uriOf(file), readFileSync(path.join(folder, file), 'utf8'));
  const write = (file: string, text: string): void => {
    writeFileSync(path.join(folder, file), text);
    server.filesChanged(uriOf(file));
  };

  it('tells the faults of files that are not open, without a version, until the project is closed', async () => {
    open('compose.yaml');
    const published = await server.until(uriOf('compose.override.yaml'), has('undefined-network'));
    expect(published.version).toBeUndefined();

    open('compose.override.yaml');
    await server.until(uriOf('compose.override.yaml'), ({ version }) => version === 1);
    // The base keeps the project open.
    server.close(uriOf('compose.override.yaml'));
    await server.until(
      uriOf('compose.override.yaml'),
      (newest) => newest.version === undefined && has('undefined-network')(newest),
    );
    server.close(uriOf('compose.yaml'));
    await server.until(uriOf('compose.override.yaml'), ({ diagnostics }) => diagnostics.length === 0);
  });

  it('follows an included file on disk', async () => {
    open('compose.yaml');
    await server.until(uriOf('compose.yaml'), lacks('undefined-network'));
    write('extra/compose.yaml', files['extra/compose.yaml'].replaceAll('back', 'other'));
    await server.until(uriOf('compose.yaml'), has('undefined-network'));
    write('extra/compose.yaml', files['extra/compose.yaml']);
    await server.until(uriOf('compose.yaml'), lacks('undefined-network'));
    rmSync(path.join(folder, 'extra'), { recursive: true });
    server.filesChanged(uriOf('extra/compose.yaml'));
    await server.until(uriOf('compose.yaml'), has('missing-file'));
  });

  it('follows the override that comes and goes', async () => {
    open('compose.yaml');
    await server.until(uriOf('compose.override.yaml'), has('undefined-network'));
    rmSync(path.join(folder, 'compose.override.yaml'));
    server.filesChanged(uriOf('compose.override.yaml'));
    await server.until(uriOf('compose.override.yaml'), ({ diagnostics }) => diagnostics.length === 0);
  });

  it('judges an included file within its project', async () => {
    open('extra/compose.yaml');
    await server.until(uriOf('compose.override.yaml'), has('undefined-network'));
  });

  it('tells the project of any of its files, open or not', async () => {
    const expected: ProjectInfo = {
      name: 'shop',
      files: [
        { uri: uriOf('compose.yaml'), role: 'main' },
        { uri: uriOf('compose.override.yaml'), role: 'override' },
        { uri: uriOf('extra/compose.yaml'), role: 'include' },
      ],
      isChosen: false,
      usual: [uriOf('compose.yaml'), uriOf('compose.override.yaml')],
      isNamed: false,
      candidates: ['compose.yaml', 'compose.override.yaml', 'compose.prod.yaml'].map(uriOf),
      profiles: ['debug'],
      activeProfiles: [],
    };
    const ask = (file: string) => server.connection.sendRequest<ProjectInfo>(projectRequest, { uri: uriOf(file) });
    expect(await ask('compose.yaml')).toEqual(expected);
    open('extra/compose.yaml');
    expect(await ask('extra/compose.yaml')).toEqual(expected);
    write('.env', 'COMPOSE_FILE=compose.prod.yaml\nCOMPOSE_PROFILES=debug, test\n');
    await expect
      .poll(() => ask('compose.prod.yaml'))
      .toMatchObject({ usual: [uriOf('compose.prod.yaml')], isNamed: true, activeProfiles: ['debug', 'test'] });
  });

  it('reads the files together that the user chose, and says which of them is missing', async () => {
    open('compose.yaml');
    await server.until(uriOf('compose.override.yaml'), has('undefined-network'));
    const choose = (...set: readonly string[]) =>
      server.connection.sendNotification(chooseFilesNotification, { sets: [set.map(uriOf)] });
    const ask = () => server.connection.sendRequest<ProjectInfo>(projectRequest, { uri: uriOf('compose.yaml') });
    await choose('compose.yaml', 'compose.prod.yaml');
    await server.until(uriOf('compose.prod.yaml'), has('undefined-network'));
    await server.until(uriOf('compose.override.yaml'), ({ diagnostics }) => diagnostics.length === 0);
    expect(await ask()).toMatchObject({ isChosen: true, files: { length: 3 } });
    await choose('compose.yaml', 'gone.yaml');
    await server.until(uriOf('compose.prod.yaml'), ({ diagnostics }) => diagnostics.length === 0);
    expect((await ask()).files[1]).toEqual({ uri: uriOf('gone.yaml'), role: 'override', isMissing: true });
    await choose();
    await server.until(uriOf('compose.override.yaml'), has('undefined-network'));
  });

  it('gives the effective networks of any file of the project, and a lens that leads there', async () => {
    const ask = (file: string) =>
      server.connection.sendRequest<EffectiveNetworks>(effectiveRequest, { uri: uriOf(file) });
    const closed = await ask('extra/compose.yaml');
    open('compose.yaml');
    await server.until(uriOf('compose.override.yaml'), has('undefined-network'));
    const opened = await ask('compose.yaml');
    expect(closed).toEqual({ ...opened, version: 0 });
    expect(opened.uri).toBe(uriOf('compose.yaml'));
    const line = opened.text.split('\n').findIndex((each) => each.includes('nowhere:'));
    expect(opened.origins.find(({ range }) => range.start.line === line)).toMatchObject({
      uri: uriOf('compose.override.yaml'),
      target: { start: { line: 2 } },
    });
    const lenses = await server.connection.sendRequest<CodeLens[]>('textDocument/codeLens', {
      textDocument: { uri: uriOf('compose.yaml') },
    });
    expect(lenses.map(({ command }) => command?.command)).toContain('bulkhead.showEffectiveNetworks');
    expect(await ask('none.yaml')).toBeNull();
  });
});
