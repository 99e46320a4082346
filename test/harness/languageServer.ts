import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  FileChangeType,
  type FileEvent,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

/** A language server as a process of its own, spoken to over stdio as an editor does. */
export interface RunningServer {
  readonly connection: ProtocolConnection;
  readonly capabilities: InitializeResult['capabilities'];
  readonly process: ChildProcess;
  open(uri: string, text: string, version?: number, languageId?: string): void;
  change(uri: string, version: number, range: Range | undefined, text: string): void;
  /** The diagnostics published for this version of the file, as soon as they are there. */
  diagnostics(uri: string, version: number): Promise<PublishDiagnosticsParams>;
  /** Waits until what is published of the file is as it should be. */
  until(uri: string, check: (newest: PublishDiagnosticsParams) => boolean): Promise<PublishDiagnosticsParams>;
  /** Tells that files have changed on disk. */
  filesChanged(...uris: readonly string[]): void;
  close(uri: string): void;
  stop(): Promise<void>;
}

export async function startLanguageServer(settings: unknown = {}, workspaceFolder?: string): Promise<RunningServer> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bulkhead-server-'));
  const file = path.join(folder, 'server.js');
  buildSync({
    entryPoints: ['server/src/server.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    outfile: file,
    logLevel: 'error',
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  });
  const child = spawn(process.execPath, [file, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const published: PublishDiagnosticsParams[] = [];
  let wake = (): void => {};
  const found = async <T>(look: () => T | undefined): Promise<T> => {
    for (;;) {
      const seen = look();
      if (seen) return seen;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
    published.push(params);
    wake();
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) =>
    items.map(() => settings),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  const { capabilities } = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: workspaceFolder ? [{ uri: workspaceFolder, name: 'test' }] : null,
    capabilities: {
      workspace: { configuration: true, didChangeWatchedFiles: { dynamicRegistration: true } },
      textDocument: {
        publishDiagnostics: { versionSupport: true, relatedInformation: true, codeDescriptionSupport: true },
        completion: { completionItem: { snippetSupport: true } },
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
      },
    },
  });
  await connection.sendNotification(InitializedNotification.type, {});
  return {
    connection,
    capabilities,
    process: child,
    open: (uri, text, version = 1, languageId = 'dockercompose') => {
      void connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId, version, text },
      });
    },
    change: (uri, version, range, text) => {
      void connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version },
        contentChanges: [range ? { range, text } : { text }],
      });
    },
    diagnostics: (uri, version) =>
      found(() => published.findLast((params) => params.uri === uri && params.version === version)),
    until: (uri, check) =>
      found(() => {
        const newest = published.findLast((params) => params.uri === uri);
        return newest && check(newest) ? newest : undefined;
      }),
    filesChanged: (...uris) => {
      const changes = uris.map((uri): FileEvent => ({ uri, type: FileChangeType.Changed }));
      void connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
    },
    close: (uri) => {
      void connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
    },
    stop: async () => {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification('exit');
      await exited;
      connection.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
