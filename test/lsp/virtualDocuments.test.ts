import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeAction, CompletionItem, Hover } from 'vscode-languageserver/node';
import type { DiagramSnapshot } from '../../server/src/protocol.ts';
import { type RunningServer, startLanguageServer } from '../harness/languageServer.ts';

// Documents that are on no disk, and addresses of files that are no path here.
const uris = [
  'vscode-vfs://github/owner/shop/compose.yaml',
  'untitled:Untitled-1',
  'git:/shop/compose.yaml?%7B%22path%22%3A%22%2Fshop%2Fcompose.yaml%22%2C%22ref%22%3A%22HEAD%22%7D',
  'memfs:/shop/compose.yaml',
  'file://server/share/shop/compose.yaml',
  'file:///a%2Fb/compose.yaml',
];

const text = `version: "3.8"
services:
  web:
    image: nginx:1.27
    env_file: web.env
    ports: ["\${PORT}:80"]
    networks: [front]
networks:
  front: {}
`;
const position = { line: 6, character: 17 };

let server: RunningServer;
beforeAll(async () => {
  server = await startLanguageServer();
}, 60_000);
afterAll(() => server.stop());

describe.each(uris)('%s', (uri) => {
  const document = { textDocument: { uri } };
  const ask = <T>(method: string, params: object = {}): Promise<T> =>
    server.connection.sendRequest<T>(method, { ...document, position, ...params });

  it('is checked, explained, completed and drawn', async () => {
    server.open(uri, text);
    const { diagnostics } = await server.diagnostics(uri, 1);
    expect(diagnostics.map(({ code }) => code)).toContain('obsolete-version');
    expect(JSON.stringify(await ask<Hover>('textDocument/hover'))).toContain('front');
    expect((await ask<CompletionItem[]>('textDocument/completion')).length).toBeGreaterThan(0);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const actions = await ask<CodeAction[]>('textDocument/codeAction', { range, context: { diagnostics: [] } });
    expect(Object.keys(actions[0]?.edit?.changes ?? {})).toEqual([uri]);
    expect((await ask<DiagramSnapshot>('bulkhead/diagram', { uri })).svg).toContain('<svg');
  });

  it('has links to pages only where no file can be beside it', async () => {
    const links = await ask<{ target: string }[]>('textDocument/documentLink');
    const targets = links.map(({ target }) => new URL(target).protocol);
    expect(new Set(targets)).toEqual(new Set(uri.startsWith('file:') ? ['https:', 'file:'] : ['https:']));
  });
});
