import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver/node';
import { type RunningServer, startLanguageServer } from '../harness/languageServer.ts';

const uri = 'file:///nowhere/shop/front.yaml';
const text = `static_resources:
  clusters:
    - name: backend
      connect_timeout: 500ms
`;

let server: RunningServer;
beforeAll(async () => {
  server = await startLanguageServer({ envoy: { version: '1.37' } });
}, 60_000);
afterAll(() => server.stop());

const codes = async (version: number): Promise<unknown[]> =>
  (await server.diagnostics(uri, version)).diagnostics.map(({ code }) => code);

describe('an Envoy file in the language server', () => {
  it('is known by its text, and what is wrong is published with the version', async () => {
    server.open(uri, text, 1, 'yaml');
    expect(await codes(1)).toEqual(['bad-envoy-duration']);
  });

  it('has quick fixes', async () => {
    const place = { line: 3, character: 24 };
    const actions: readonly CodeAction[] = await server.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: place, end: place },
      context: { diagnostics: [] },
    });
    expect(actions.map(({ kind, title }) => `${kind}: ${title}`)).toEqual([
      'quickfix: Change to `0.5s`',
      'quickfix: Fix the safe problem in this file',
      'quickfix: Explain bad-envoy-duration',
      'source.fixAll.bulkhead: Fix the safe problem in this file',
    ]);
    expect(actions[0]?.edit?.changes?.[uri]?.[0]?.newText).toBe('0.5s');
  });

  it('is read again with each key, for the version of the settings', async () => {
    const end = { line: 4, character: 0 };
    server.change(uri, 2, { start: end, end }, '      per_connection_buffer_high_watermark_timeout: 1s\n');
    // Settings come after the first diagnostics.
    await server.until(uri, ({ version, diagnostics }) => version === 2 && diagnostics.length === 2);
    expect(await codes(2)).toEqual(['bad-envoy-duration', 'unknown-envoy-field']);
    server.change(uri, 3, { start: { line: 3, character: 23 }, end: { line: 3, character: 28 } }, '1s');
    expect(await codes(3)).toEqual(['unknown-envoy-field']);
  });

  it('has no diagnostics any more when it is closed, and other YAML never has any', async () => {
    server.close(uri);
    await server.until(uri, ({ diagnostics }) => diagnostics.length === 0);
    const other = 'file:///nowhere/shop/other.yaml';
    server.open(other, 'clusters: [a]\nhosts: 1\n', 1, 'yaml');
    server.open(uri, text, 4, 'yaml');
    expect(await codes(4)).toEqual(['bad-envoy-duration']);
    server.change(other, 2, undefined, 'static_resources: { cluster: [] }\n');
    expect((await server.diagnostics(other, 2)).diagnostics).toHaveLength(1);
    await expect(Promise.race([server.diagnostics(other, 1), 'none'])).resolves.toBe('none');
  });
});
