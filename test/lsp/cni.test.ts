import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeAction, Range } from 'vscode-languageserver/node';
import { type DiagramSnapshot, diagramRequest } from '../../server/src/protocol.ts';
import { applyTextEdits } from '../../server/src/text/edit.ts';
import { indexLines } from '../../server/src/text/lineIndex.ts';
import { type RunningServer, startLanguageServer } from '../harness/languageServer.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'bulkhead-cni-'));
afterAll(() => rmSync(folder, { recursive: true }));

let server: RunningServer;
beforeAll(async () => {
  server = await startLanguageServer();
}, 60_000);
afterAll(() => server.stop());

/** The text after the quick fix with this title. */
async function mended(uri: string, text: string, range: Range, title: string): Promise<string> {
  const actions = await server.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context: { diagnostics: [] },
  });
  const edits = actions.find((action) => action.title === title)?.edit?.changes?.[uri] ?? [];
  const lines = indexLines(text);
  return applyTextEdits(
    text,
    edits.map(({ range: { start, end }, newText }) => ({
      start: lines.offsetAt(start),
      end: lines.offsetAt(end),
      newText,
    })),
  );
}

describe('CNI files over stdio', () => {
  const uri = 'file:///nowhere/net.d/10-web.conflist';
  const text =
    '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "ipam": { "type": "dhcp" }, "mtu": "1500", }] }\n';

  it('publishes what libcni and the plugins refuse, with its rule, and mends it', async () => {
    server.open(uri, text, 1, 'json');
    const { diagnostics } = await server.diagnostics(uri, 1);
    expect(diagnostics.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'wrong-cni-type 1',
      'cni-syntax-error 1',
    ]);
    const comma = diagnostics[1]?.range ?? expect.fail('no range');
    expect(await mended(uri, text, comma, 'Remove the comma')).toBe(text.replace('"1500", }', '"1500" }'));
  });

  it('makes all safe fixes at once', async () => {
    const file = 'file:///nowhere/net.d/20-strict.conflist';
    const strict = `{
  // the network of the shop
  "cniVersion": "1.0.0",
  'name': "shop",
  "plugins": [{ "type": "ptp", "ipam": { "type": "host-local", "subnet": "10.1.0.0/24", } }],
}
`;
    server.open(file, strict, 1, 'json');
    await server.diagnostics(file, 1);
    const start = { line: 0, character: 0 };
    const actions = await server.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: file },
      range: { start, end: start },
      context: { diagnostics: [], only: ['source.fixAll'] },
    });
    expect(actions.map(({ title, kind }) => [title, kind])).toEqual([
      ['Fix all safe problems in this file (4)', 'source.fixAll.bulkhead'],
    ]);
    const lines = indexLines(strict);
    const edits = (actions[0]?.edit?.changes?.[file] ?? [])
      .map(({ range, newText }) => ({
        ...{ start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) },
        newText,
      }))
      .toSorted((a, b) => a.start - b.start);
    expect(JSON.parse(applyTextEdits(strict, edits)).name).toBe('shop');
  });

  it('takes the findings back when the text is right', async () => {
    server.change(uri, 2, undefined, text.replace('"1500", }', '1500 }'));
    expect((await server.diagnostics(uri, 2)).diagnostics).toEqual([]);
  });

  it('takes a change that comes twice once', async () => {
    const twice = 'file:///nowhere/twice/20-twice.conflist';
    server.open(twice, '{ "name": "" }', 1, 'json');
    const place = { line: 0, character: 11 };
    for (let time = 0; time < 2; time++) server.change(twice, 2, { start: place, end: place }, 'web');
    const { title } = await server.connection.sendRequest<DiagramSnapshot>(diagramRequest, { uri: twice });
    expect(title).toBe('web');
  });

  it('leads from the string of an attachment to the place in the YAML file', async () => {
    const attachment = 'file:///nowhere/k8s/net.yaml';
    const config = `'{ "cniVersion": "0.3.1", "type": "macvlan", "mode": "bridg", "ipam": { "type": "dhcp" } }'`;
    const yamlText = `apiVersion: k8s.cni.cncf.io/v1\nkind: NetworkAttachmentDefinition\nspec:\n  config: ${config}\n`;
    server.open(attachment, yamlText, 1, 'yaml');
    const { diagnostics } = await server.diagnostics(attachment, 1);
    const [first] = diagnostics;
    expect(diagnostics.map(({ code }) => code)).toEqual(['unknown-cni-value']);
    const character = `  config: ${config}`.indexOf('bridg');
    expect(first?.range).toEqual({ start: { line: 3, character }, end: { line: 3, character: character + 5 } });
    expect(await mended(attachment, yamlText, first?.range ?? expect.fail('no range'), 'Write `bridge`')).toBe(
      yamlText.replace('"bridg"', '"bridge"'),
    );
  });

  it('compares a file of net.d with the others on the disk', async () => {
    const netd = path.join(folder, 'net.d');
    mkdirSync(netd);
    const network = (name: string) =>
      `{ "cniVersion": "1.0.0", "name": "${name}", "plugins": [{ "type": "bridge", "ipam": { "type": "dhcp" } }] }\n`;
    writeFileSync(path.join(netd, '05-first.conflist'), network('web'));
    const second = pathToFileURL(path.join(netd, '10-second.conflist')).href;
    server.open(second, network('web'), 1, 'json');
    const { diagnostics } = await server.until(second, (params) => params.diagnostics.length > 0);
    expect(diagnostics.map(({ code }) => code)).toEqual(['duplicate-cni-network']);
    server.change(second, 2, undefined, network('other'));
    expect((await server.diagnostics(second, 2)).diagnostics).toEqual([]);
    const ask = () => server.connection.sendRequest<DiagramSnapshot>(diagramRequest, { uri: second });
    const { title, nodes, table } = await ask();
    expect(title).toBe('net.d');
    expect(nodes.map(({ id, uri: file }) => `${id} ${file.slice(file.lastIndexOf('/') + 1)}`)).toEqual(
      expect.arrayContaining(['network:web 05-first.conflist', 'network:other 10-second.conflist']),
    );
    expect(table.map((each) => each.title)).toEqual(['Networks', 'Containers', 'Addresses']);
  });

  it('tells when a compose network of the workspace has the same addresses, and where', async () => {
    const workspace = mkdtempSync(path.join(folder, 'workspace-'));
    const compose = path.join(workspace, 'compose.yaml');
    const pinned =
      'services:\n  web: {image: nginx, networks: [back]}\nnetworks:\n  back:\n    ipam:\n      config:\n        - subnet: 10.50.0.0/16\n';
    writeFileSync(compose, pinned);
    const other = await startLanguageServer({}, pathToFileURL(workspace).href);
    try {
      const file = pathToFileURL(path.join(workspace, '10-net.conflist')).href;
      const ipam = '{ "type": "host-local", "subnet": "10.50.4.0/24" }';
      other.open(
        file,
        `{ "cniVersion": "1.0.0", "name": "net", "plugins": [{ "type": "bridge", "ipam": ${ipam} }] }`,
        1,
        'json',
      );
      const { diagnostics } = await other.until(file, (params) => params.diagnostics.length > 0);
      expect(diagnostics.map(({ code, severity }) => `${code} ${severity}`)).toEqual(['subnet-of-compose-network 3']);
      expect(diagnostics[0]?.relatedInformation?.[0]?.location).toMatchObject({
        uri: pathToFileURL(compose).href,
        range: { start: { line: 6 } },
      });
      const uri = pathToFileURL(compose).href;
      other.open(uri, pinned, 1, 'dockercompose');
      other.change(uri, 2, undefined, pinned.replace('10.50.', '10.51.'));
      await other.until(file, (params) => params.diagnostics.length === 0);
    } finally {
      await other.stop();
    }
  });
});
