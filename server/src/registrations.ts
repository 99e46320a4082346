import { fileURLToPath } from 'node:url';
import {
  CodeActionKind,
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  type Connection,
  DefinitionRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  type DocumentSelector,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  ReferencesRequest,
  RegistrationType,
  RenameRequest,
  SelectionRangeRequest,
  type TextDocumentRegistrationOptions,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { isCniName } from './cni/recognize.ts';
import { isEnvoyName } from './envoy/recognize.ts';
import { completionTriggers } from './features/completion.ts';
import { fixAllKind } from './features/findingActions.ts';

type Client = Connection['client'];

async function registerTexts(client: Client, documentSelector: DocumentSelector): Promise<void> {
  await client.register(DidOpenTextDocumentNotification.type, { documentSelector });
  const syncKind = TextDocumentSyncKind.Incremental;
  await client.register(DidChangeTextDocumentNotification.type, { documentSelector, syncKind });
  await client.register(DidCloseTextDocumentNotification.type, { documentSelector });
}

/** Of shell scripts only text and fixes are wanted: a client must not ask anything else of Bulkhead there. */
export async function registerScripts(client: Client): Promise<void> {
  const documentSelector = [{ language: 'shellscript' }];
  await registerTexts(client, documentSelector);
  await client.register(CodeActionRequest.type, { documentSelector, codeActionKinds: [CodeActionKind.QuickFix] });
}

/** Any of these files may turn out to be for Envoy or CNI, which its text tells; those named for it the client knows. */
export const registerOtherFiles = (client: Client): Promise<void> =>
  registerTexts(client, [
    ...['yaml', 'json', 'jsonc'].map((language) => ({ language })),
    ...['**/*.conflist', '**/net.d/*.{conf,json}'].map((pattern) => ({ scheme: 'file', pattern })),
  ]);

const plainRequests = [
  ...[HoverRequest, DefinitionRequest, ReferencesRequest, DocumentHighlightRequest, DocumentSymbolRequest],
  ...[CodeLensRequest, InlayHintRequest, DocumentLinkRequest, FoldingRangeRequest, SelectionRangeRequest],
].map(({ method }) => new RegistrationType<TextDocumentRegistrationOptions>(method));

/** Files that are for Envoy or CNI by their text alone: the client has to be told to ask about each of them. */
export class FileRegistrations {
  readonly #client: Client;
  readonly #registered = new Set<string>();

  constructor(client: Client) {
    this.#client = client;
  }

  add(uri: string): void {
    if (isEnvoyName(uri) || isCniName(uri) || this.#registered.has(uri)) return;
    this.#registered.add(uri);
    // What glob patterns give a meaning stands for itself only as any character.
    const pattern = fileURLToPath(uri).replace(/[[\]{}*?\\]/g, '?');
    const documentSelector = [{ scheme: 'file', pattern }];
    const codeActionKinds = [CodeActionKind.QuickFix, fixAllKind];
    void this.#client.register(CodeActionRequest.type, { documentSelector, codeActionKinds });
    void this.#client.register(RenameRequest.type, { documentSelector, prepareProvider: true });
    const triggerCharacters = [...completionTriggers];
    void this.#client.register(CompletionRequest.type, { documentSelector, triggerCharacters });
    for (const type of plainRequests) void this.#client.register(type, { documentSelector });
  }
}
