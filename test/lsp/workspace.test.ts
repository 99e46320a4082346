import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Diagnostic,
  FileChangeType,
  type Hover,
  type Location,
  type Range,
  type WorkspaceEdit,
  type WorkspaceSymbol,
} from 'vscode-languageserver/node';
import { applyTextEdits } from '../../server/src/text/edit.ts';
import { indexLines } from '../../server/src/text/lineIndex.ts';
import { type RunningServer, startLanguageServer } from '../harness/languageServer.ts';

const files = {
  'shop/compose.yaml': `services:
  proxy:
    image: nginx:1.27
    networks: [edge]
    volumes: ["./nginx.conf:/etc/nginx/nginx.conf:ro"]
  backend:
    image: node:22
    networks: [back]
networks:
  edge: {name: gate}
  back: {ipam: {config: [{subnet: 10.7.0.0/24}]}}
`,
  'shop/nginx.conf': 'http { server { location / { proxy_pass http://backend:8000; } } }\n',
  'blog/compose.yaml': `services:
  pages:
    image: nginx:1.27
    networks: [outer, own]
networks:
  outer: {external: true, name: gate}
  own: {ipam: {config: [{subnet: 10.7.0.0/16}]}}
`,
} as const;

let root: string;
let server: RunningServer;
const uriOf = (file: string): string => pathToFileURL(path.join(root, file)).href;
const textOf = (uri: string): string => readFileSync(fileURLToPath(uri), 'utf8');

beforeAll(async () => {
  root = mkdtempSync(path.join(os.tmpdir(), 'bulkhead-workspace-'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  server = await startLanguageServer({}, pathToFileURL(root).href);
  server.open(uriOf('shop/compose.yaml'), files['shop/compose.yaml']);
  // Answered when all projects of the workspace are known.
  await symbols('');
}, 60_000);

afterAll(async () => {
  await server.stop();
  rmSync(root, { recursive: true });
});

const symbols = (query: string): Promise<WorkspaceSymbol[]> =>
  server.connection.sendRequest('workspace/symbol', { query });

const at = (part: string, inside = 0) =>
  indexLines(files['shop/compose.yaml']).positionAt(files['shop/compose.yaml'].indexOf(part) + inside);

const ask = <T>(method: string, part: string, more: object = {}): Promise<T> =>
  server.connection.sendRequest(`textDocument/${method}`, {
    textDocument: { uri: uriOf('shop/compose.yaml') },
    position: at(part, 1),
    ...more,
  });

const placeOf = (uri: string, { start, end }: Range): string => {
  const text = textOf(uri);
  const lines = indexLines(text);
  const name = path.relative(root, fileURLToPath(uri));
  return `${name}:${start.line + 1} ${text.slice(lines.offsetAt(start), lines.offsetAt(end))}`;
};

let version = 1;

/** The diagnostics of the shop as soon as the rule has, or has no more, a finding; each round changes a blank. */
async function diagnosticsWhen(rule: string, isFound: boolean): Promise<readonly Diagnostic[]> {
  for (;;) {
    version++;
    const end = { line: 11, character: 0 };
    const range = version % 2 === 0 ? { start: end, end } : { start: end, end: { line: 11, character: 1 } };
    server.change(uriOf('shop/compose.yaml'), version, range, version % 2 === 0 ? ' ' : '');
    const { diagnostics } = await server.diagnostics(uriOf('shop/compose.yaml'), version);
    if (diagnostics.some(({ code }) => code === rule) === isFound) return diagnostics;
  }
}

describe('a configuration that a service mounts', () => {
  it('is judged at its mount', async () => {
    const found = (await diagnosticsWhen('unreachable-reference', true)).filter(
      ({ code }) => code === 'unreachable-reference',
    );
    expect(found.map(({ message }) => message)).toEqual([
      expect.stringContaining('In `nginx.conf`: `proxy` shares no network with `backend`'),
    ]);
    expect(found[0]?.range.start).toEqual(at('"./nginx.conf'));
    const [cause] = found[0]?.relatedInformation ?? [];
    expect(cause && placeOf(cause.location.uri, cause.location.range)).toBe('shop/nginx.conf:1 backend');
  });

  it('has references, and follows a new name', async () => {
    const places = await ask<Location[]>('references', 'backend', { context: { includeDeclaration: true } });
    expect(places.map(({ uri, range }) => placeOf(uri, range))).toEqual([
      'shop/compose.yaml:6 backend',
      'shop/nginx.conf:1 backend',
    ]);
    const edit = await ask<WorkspaceEdit>('rename', 'backend', { newName: 'api' });
    const uri = uriOf('shop/nginx.conf');
    const lines = indexLines(textOf(uri));
    const edits = (edit.changes?.[uri] ?? []).map(({ range, newText }) => ({
      start: lines.offsetAt(range.start),
      end: lines.offsetAt(range.end),
      newText,
    }));
    expect(applyTextEdits(textOf(uri), edits)).toContain('proxy_pass http://api:8000;');
  });

  it('is read again when it changes', async () => {
    const uri = uriOf('shop/nginx.conf');
    writeFileSync(fileURLToPath(uri), 'http { server { location / { proxy_pass http://proxy:80; } } }\n');
    await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri, type: FileChangeType.Changed }],
    });
    await diagnosticsWhen('unreachable-reference', false);
    const places = await ask<Location[]>('references', 'backend', { context: { includeDeclaration: true } });
    expect(places.map(({ uri: file, range }) => placeOf(file, range))).toEqual(['shop/compose.yaml:6 backend']);
  });
});

describe('paths', () => {
  it('are proposed from the folder on disk, at the first question', async () => {
    const uri = uriOf('shop/more.compose.yaml');
    const text = 'include:\n  - ';
    server.open(uri, text);
    const items = await server.connection.sendRequest<{ label: string }[]>('textDocument/completion', {
      textDocument: { uri },
      position: indexLines(text).positionAt(text.length),
    });
    expect(items.map(({ label }) => label)).toContain('compose.yaml');
    await server.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  });
});

describe('the other projects of the workspace', () => {
  it('have symbols although nobody opened them', async () => {
    const found = await symbols('pages');
    expect(found.map(({ name, containerName, location }) => [name, containerName, location.uri])).toEqual([
      ['pages', 'outer, own', uriOf('blog/compose.yaml')],
    ]);
  });

  it('are told of where their networks are shared', async () => {
    const hover = await ask<Hover>('hover', 'gate');
    expect(JSON.stringify(hover.contents)).toContain('Also used by** the project `blog` in ../blog/compose.yaml');
    const places = await ask<Location[]>('references', 'gate', { context: { includeDeclaration: true } });
    expect(places.map(({ uri, range }) => placeOf(uri, range))).toContain('blog/compose.yaml:4 outer');
  });

  it('have a name of theirs follow', async () => {
    const { changes = {} } = await ask<WorkspaceEdit>('rename', 'gate', { newName: 'entry' });
    expect(Object.entries(changes).flatMap(([uri, edits]) => edits.map(({ range }) => placeOf(uri, range)))).toEqual([
      'shop/compose.yaml:10 gate',
      'blog/compose.yaml:6 gate',
    ]);
  });

  it('are in the way of a subnet, until they have another one', async () => {
    const rule = 'subnet-used-by-other-project';
    const before = (await diagnosticsWhen(rule, true)).find(({ code }) => code === rule);
    const [cause] = before?.relatedInformation ?? [];
    expect(cause && placeOf(cause.location.uri, cause.location.range)).toBe('blog/compose.yaml:7 10.7.0.0/16');
    const uri = uriOf('blog/compose.yaml');
    writeFileSync(fileURLToPath(uri), files['blog/compose.yaml'].replace('10.7.0.0/16', '10.8.0.0/16'));
    await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri, type: FileChangeType.Changed }],
    });
    const after = await diagnosticsWhen(rule, false);
    expect(after.map(({ code }) => code)).not.toContain('syntax-error');
  });

  it('come and go with their files', async () => {
    const file = 'wiki/compose.yaml';
    mkdirSync(path.join(root, 'wiki'));
    writeFileSync(path.join(root, file), 'services: {articles: {image: x}}\n');
    const changed = (type: FileChangeType) =>
      server.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(file), type }] });
    await changed(FileChangeType.Created);
    while ((await symbols('articles')).length === 0) await symbols('');
    rmSync(path.join(root, file));
    await changed(FileChangeType.Deleted);
    while ((await symbols('articles')).length > 0) await symbols('');
    expect(await symbols('articles')).toEqual([]);
  });
});
