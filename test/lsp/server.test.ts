import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CodeAction,
  DiagnosticSeverity,
  type Location,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { DiagramSnapshot, RecordedIntent } from '../../server/src/protocol.ts';
import { type RunningServer, startLanguageServer } from '../harness/languageServer.ts';

const uri = 'file:///nowhere/shop/compose.yaml';
const text = `version: "3.8"
services:
  web:
    image: nginx:alpine
    networks: [front]
    ports: ["8080:80"]
  db:
    image: postgres:16
    networks: [back, nowhere]
    ports: ["5432:5432"]
networks:
  front: {}
  back: {}
`;

let server: RunningServer;
beforeAll(async () => {
  server = await startLanguageServer();
  server.open(uri, text);
}, 60_000);
afterAll(() => server.stop());

const at = (part: string, inside = 0) => {
  const offset = text.indexOf(part) + inside;
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
};
const document = { textDocument: { uri } };

describe('the language server over stdio', () => {
  it('publishes what is wrong, with the version it is about', async () => {
    const { version, diagnostics } = await server.diagnostics(uri, 1);
    expect(version).toBe(1);
    expect(diagnostics.map(({ code, source }) => `${source} ${code}`)).toEqual(
      expect.arrayContaining([
        'bulkhead obsolete-version',
        'bulkhead undefined-network',
        'bulkhead published-data-service',
      ]),
    );
    const undefinedNetwork = diagnostics.find(({ code }) => code === 'undefined-network');
    expect(undefinedNetwork).toMatchObject({
      severity: DiagnosticSeverity.Error,
      range: { start: at('nowhere]'), end: at('nowhere]', 7) },
    });
  });

  it('answers a hover', async () => {
    const answer = await server.connection.sendRequest('textDocument/hover', {
      ...document,
      position: at('front]', 2),
    });
    expect(JSON.stringify(answer)).toContain('shop_front');
  });

  it('completes names of networks', async () => {
    const answer = await server.connection.sendRequest('textDocument/completion', {
      ...document,
      position: at('front]'),
    });
    expect(JSON.stringify(answer)).toContain('"back"');
  });

  it('goes to the definition, finds the uses and renames all of them', async () => {
    const position = at('front]', 1);
    const definition = await server.connection.sendRequest<Location | Location[]>('textDocument/definition', {
      ...document,
      position,
    });
    expect([definition].flat()[0]?.range.start).toEqual(at('front: {}'));
    const references = await server.connection.sendRequest<Location[]>('textDocument/references', {
      ...document,
      position,
      context: { includeDeclaration: true },
    });
    expect(references).toHaveLength(2);
    const edit = await server.connection.sendRequest<WorkspaceEdit>('textDocument/rename', {
      ...document,
      position,
      newName: 'edge',
    });
    expect(edit.changes?.[uri]?.map(({ newText }) => newText)).toEqual(['edge', 'edge']);
  });

  it('refuses a name that exists', async () => {
    const renaming = server.connection.sendRequest('textDocument/rename', {
      ...document,
      position: at('front]', 1),
      newName: 'back',
    });
    await expect(renaming).rejects.toThrow(/back/);
  });

  it('offers fixes, the page of the rule and a comment that allows the finding', async () => {
    const range = { start: at('version'), end: at('version') };
    const actions = await server.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      ...document,
      range,
      context: { diagnostics: [] },
    });
    expect(actions.map(({ title }) => title)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/version/),
        'Explain obsolete-version',
        'Allow obsolete-version here',
      ]),
    );
    expect(actions[0]?.isPreferred).toBe(true);
  });

  it('offers refactorings of a kind', async () => {
    const range = { start: at('8080:80'), end: at('8080:80') };
    const actions = await server.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      ...document,
      range,
      context: { diagnostics: [], only: ['refactor.rewrite'] },
    });
    expect(actions.map(({ title }) => title)).toEqual(['Write this port in long form']);
    expect(actions[0]?.edit?.changes?.[uri]).toEqual([
      { range: expect.anything(), newText: '{target: 80, published: "8080"}' },
    ]);
  });

  it.each(['documentSymbol', 'codeLens', 'foldingRange', 'documentHighlight', 'selectionRange'])(
    'answers %s',
    async (method) => {
      const position = at('front]', 1);
      const answer = await server.connection.sendRequest<unknown[]>(`textDocument/${method}`, {
        ...document,
        position,
        positions: [position],
      });
      expect(answer.length).toBeGreaterThan(0);
    },
  );

  it('answers inlay hints, semantic tokens, document links and workspace symbols', async () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
    const hints = await server.connection.sendRequest<unknown[]>('textDocument/inlayHint', { ...document, range });
    expect(Array.isArray(hints)).toBe(true);
    const tokens = await server.connection.sendRequest<{ data: number[] }>(
      'textDocument/semanticTokens/full',
      document,
    );
    expect(tokens.data.length).toBeGreaterThan(0);
    const links = await server.connection.sendRequest<{ target: string }[]>('textDocument/documentLink', document);
    expect(links.map(({ target }) => target)).toContain('https://hub.docker.com/_/postgres');
    const symbols = await server.connection.sendRequest<{ name: string }[]>('workspace/symbol', { query: 'fro' });
    expect(symbols.map(({ name }) => name)).toContain('front');
  });

  it('tells who can reach a service and whom it can reach', async () => {
    const items = await server.connection.sendRequest<CallHierarchyItem[]>('textDocument/prepareCallHierarchy', {
      ...document,
      position: at('web:', 1),
    });
    expect(items.map(({ name }) => name)).toEqual(['web']);
    const [item] = items;
    const incoming = await server.connection.sendRequest<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', {
      item,
    });
    expect(incoming.map(({ from }) => from.name)).toEqual(expect.arrayContaining(['host', 'lan', 'internet']));
    expect(incoming.find(({ from }) => from.name === 'internet')?.fromRanges[0]?.start).toEqual(at('"8080:80"'));
    const outgoing = await server.connection.sendRequest<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', {
      item,
    });
    expect(outgoing.find(({ to }) => to.name === 'internet')?.fromRanges[0]?.start).toEqual(at('front]'));
  });

  it('draws the diagram', async () => {
    const diagram = await server.connection.sendRequest<DiagramSnapshot>('bulkhead/diagram', { uri });
    expect(diagram.svg).toContain('<svg');
    expect(diagram.nodes.map(({ label }) => label).join()).toContain('web');
  });

  it('writes down what is possible as intent', async () => {
    const answer = await server.connection.sendRequest<RecordedIntent>('bulkhead/recordIntent', {
      uri,
      baseline: 'deny',
    });
    expect(answer.refused).toBeUndefined();
    expect(answer.version).toBe(1);
    expect(answer.edits.map(({ newText }) => newText).join()).toContain('default: deny');
  });

  it('follows edits line by line and tells their version', async () => {
    const start = at('nowhere]');
    server.change(uri, 2, { start, end: at('nowhere]', 7) }, 'front');
    const { diagnostics } = await server.diagnostics(uri, 2);
    expect(diagnostics.map(({ code }) => code)).not.toContain('undefined-network');
    server.change(uri, 3, undefined, 'services: [');
    expect((await server.diagnostics(uri, 3)).diagnostics.map(({ code }) => code)).toContain('syntax-error');
  });

  it('keeps quiet about files that are no compose files', async () => {
    const other = 'file:///nowhere/shop/other.yaml';
    void server.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: other, languageId: 'yaml', version: 1, text },
    });
    expect(
      await server.connection.sendRequest('textDocument/hover', {
        textDocument: { uri: other },
        position: at('front]'),
      }),
    ).toBeNull();
  });

  it('reads the .env file beside the compose file', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'bulkhead-env-'));
    writeFileSync(path.join(folder, '.env'), 'PORT=70000\n');
    const file = pathToFileURL(path.join(folder, 'compose.yaml')).href;
    server.open(file, 'services:\n  a:\n    image: x\n    ports: ["${PORT}:80"]\n');
    expect((await server.diagnostics(file, 1)).diagnostics.map(({ message }) => message).join()).toContain('70000');
    rmSync(folder, { recursive: true });
  });
});

describe('a shell script', () => {
  const script = 'file:///nowhere/firewall.sh';
  const opened = (text: string) => ({ uri: script, languageId: 'shellscript', version: 1, text });

  it('is read when it names the chain of the engine, also when that is typed later', async () => {
    void server.connection.sendNotification('textDocument/didOpen', { textDocument: opened('iptables -N DOCKER\n') });
    server.change(script, 2, { start: { line: 0, character: 18 }, end: { line: 0, character: 18 } }, '-USER');
    const { diagnostics } = await server.diagnostics(script, 2);
    expect(diagnostics.map(({ code }) => code)).toEqual(['docker-user-created']);
    const actions: CodeAction[] = await server.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: script },
      range: diagnostics[0]?.range,
      context: { diagnostics },
    });
    expect(actions.map(({ title, kind }) => `${kind}: ${title}`)).toEqual([
      'quickfix: Let it fail',
      'quickfix: Fix the safe problem in this file',
      'quickfix: Explain docker-user-created',
      'source.fixAll.bulkhead: Fix the safe problem in this file',
    ]);
    expect(
      await server.connection.sendRequest('textDocument/hover', {
        textDocument: { uri: script },
        position: { line: 0, character: 3 },
      }),
    ).toBeNull();
  });
});
