import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startLanguageServer } from '../harness/languageServer.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startLanguageServer();
}, 60_000);
afterAll(() => server.stop());

describe('words about CNI files over stdio', () => {
  it('completes, explains and outlines', async () => {
    const file = 'file:///nowhere/words/net.d/10-words.conflist';
    const plugins = '[{ "type": "bridge", "bridge": "br1" }, { "type": "" }]';
    const words = `{ "cniVersion": "1.0.0", "name": "web", "plugins": ${plugins} }\n`;
    server.open(file, words, 1, 'json');
    const at = (part: string, inside: number) => ({ line: 0, character: words.indexOf(part) + inside });
    const ask = (method: string, position?: unknown, more: object = {}) =>
      server.connection.sendRequest<unknown>(`textDocument/${method}`, {
        textDocument: { uri: file },
        ...(position === undefined ? {} : { position }),
        ...more,
      });
    const items = (await ask('completion', at('"type": ""', 9))) as readonly { readonly label: string }[];
    expect(items.slice(0, 2).map(({ label }) => label)).toEqual(['portmap', 'firewall']);
    expect(JSON.stringify(await ask('hover', at('"bridge":', 2)))).toContain('Name of the Linux bridge');
    expect(JSON.stringify(await ask('documentSymbol'))).toContain('"1. bridge"');
    expect(JSON.stringify(await ask('codeLens'))).toContain('chain: bridge -> ');
    expect(await ask('rename', at('br1', 1), { newName: 'br2' })).toMatchObject({
      changes: { [file]: [{ newText: 'br2' }] },
    });
  });
});
