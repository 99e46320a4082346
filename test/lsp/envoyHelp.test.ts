import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionItem, Hover } from 'vscode-languageserver/node';
import { inSmallProxy, markedEnvoy } from '../harness/envoyCursor.ts';
import { type RunningServer, startLanguageServer } from '../harness/languageServer.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startLanguageServer();
}, 60_000);
afterAll(() => server.stop());

async function ask<T>(method: string, name: string, textWithMark: string): Promise<T> {
  const { file, position } = markedEnvoy(textWithMark);
  const uri = `file:///nowhere/proxy/${name}`;
  server.open(uri, file.text, 1, 'yaml');
  return server.connection.sendRequest(method, { textDocument: { uri }, position });
}

describe('the language server on an Envoy file', () => {
  it('explains a field on hover', async () => {
    const answer = await ask<Hover>('textDocument/hover', 'envoy.yaml', inSmallProxy('timeout: 3s', 'time$0out: 3s'));
    expect(JSON.stringify(answer)).toContain('routeaction-timeout');
  });

  it('completes fields of an extension, in a file of any name', async () => {
    const text = inSmallProxy('stat_prefix: ingress', 'stat_prefix: ingress\n                norm$0');
    const items = await ask<CompletionItem[]>('textDocument/completion', 'edge.yaml', text);
    expect(items.map(({ label }) => label)).toContain('normalize_path');
  });
});
