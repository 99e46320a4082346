import * as vscode from 'vscode';
import type { DiagramNode, DiagramShape, DiagramSnapshot } from '../../../server/src/protocol.ts';
import { type FromWebview, parseFromWebview, parseSnapshot, type ToWebview } from '../webview/messages.ts';
import { type DiagramClient, requestDiagram } from './diagramClient.ts';
import { nodeAt } from './nodeAt.ts';
import { webviewHtml } from './webviewHtml.ts';

export const panelType = 'bulkhead.diagram';

/** The panel with the diagram of one file at a time. */
export class DiagramPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #client: DiagramClient;
  readonly #subscriptions: vscode.Disposable[] = [];
  #uri: vscode.Uri | undefined;
  /** The last picture; it stays when there is none of the file as it is now. */
  #snapshot: DiagramSnapshot | undefined;
  #cursor: { readonly uri: string; readonly position: vscode.Position } | undefined;
  /** Of the panel; unknown until its page runs. */
  #shape: DiagramShape | undefined;
  #asking = false;
  /** What to ask for when the answer that is under way has come. */
  #next: { readonly anew: boolean } | undefined;

  private constructor(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, client: DiagramClient) {
    this.#panel = panel;
    this.#client = client;
    const roots = [vscode.Uri.joinPath(extensionUri, 'dist', 'webview'), vscode.Uri.joinPath(extensionUri, 'media')];
    panel.webview.options = { enableScripts: true, localResourceRoots: roots };
    this.#subscriptions.push(
      panel.webview.onDidReceiveMessage((value: unknown) => {
        const message = parseFromWebview(value);
        if (message) void this.#receive(message);
      }),
    );
    panel.onDidDispose(() => {
      for (const subscription of this.#subscriptions) subscription.dispose();
    });
    const local = (...path: string[]): string =>
      panel.webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path)).toString();
    panel.webview.html = webviewHtml({
      nonce: crypto.randomUUID().replaceAll('-', ''),
      source: panel.webview.cspSource,
      script: local('dist', 'webview', 'diagram.js'),
      style: local('media', 'diagram.css'),
    });
  }

  /** Beside the active editor, which keeps the focus. */
  static create(extensionUri: vscode.Uri, client: DiagramClient): DiagramPanel {
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    return new DiagramPanel(vscode.window.createWebviewPanel(panelType, 'Diagram', place), extensionUri, client);
  }

  static adopt(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, client: DiagramClient): DiagramPanel {
    return new DiagramPanel(panel, extensionUri, client);
  }

  get uri(): vscode.Uri | undefined {
    return this.#uri;
  }

  /** True while the keyboard is in it. */
  get isActive(): boolean {
    return this.#panel.active;
  }

  get shape(): DiagramShape {
    return this.#shape ?? 'wide';
  }

  onDidDispose(listener: () => void): void {
    this.#subscriptions.push(this.#panel.onDidDispose(listener));
  }

  dispose(): void {
    this.#panel.dispose();
  }

  reveal(): void {
    this.#panel.reveal(undefined, true);
  }

  /** Follows this file from now on. */
  show(uri: vscode.Uri): void {
    if (this.#uri?.toString() !== uri.toString()) {
      this.#uri = uri;
      this.#cursor = undefined;
      this.#panel.title = `Diagram: ${uri.path.slice(uri.path.lastIndexOf('/') + 1)}`;
    }
    this.refresh();
  }

  /** To be called when the file was analysed anew. */
  refreshIf(uri: string): void {
    if (this.#uri?.toString() === uri) this.refresh();
  }

  /** Asks the server; while it answers, further calls count as one. */
  refresh(anew = false): void {
    // A page that has not yet told its shape asks by itself as soon as it runs.
    if (!this.#panel.visible || this.#shape === undefined) return;
    if (this.#asking) {
      this.#next = { anew: anew || (this.#next?.anew ?? false) };
      return;
    }
    this.#asking = true;
    void this.#ask(anew).finally(() => {
      this.#asking = false;
      const next = this.#next;
      this.#next = undefined;
      if (next) this.refresh(next.anew);
    });
  }

  /** Marks what stands at the editor's cursor, in whichever file of the project. */
  pointAt(uri: vscode.Uri, position: vscode.Position): void {
    this.#cursor = { uri: uri.toString(), position };
    this.#sendCursor();
  }

  async #ask(anew: boolean): Promise<void> {
    const uri = this.#uri;
    if (!uri) return;
    let answer: DiagramSnapshot | undefined;
    let problem = 'This file is no compose or CNI file that Bulkhead can draw.';
    try {
      answer = parseSnapshot(await requestDiagram(this.#client, { uri: uri.toString(), anew, shape: this.shape }));
    } catch (error) {
      problem = `The language server gave no diagram: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (this.#uri !== uri) {
      this.#next ??= { anew: false };
      return;
    }
    if (answer) {
      this.#snapshot = answer;
      this.#sendSnapshot();
    } else if (this.#snapshot?.uri !== uri.toString()) {
      // A file that was closed keeps its last picture.
      this.#snapshot = undefined;
      this.#send({ kind: 'nothing', text: problem });
    }
  }

  #sendSnapshot(): void {
    if (!this.#snapshot) return;
    this.#send({ kind: 'show', snapshot: this.#snapshot });
    this.#sendCursor();
  }

  #sendCursor(): void {
    if (!this.#snapshot || !this.#cursor) return;
    const { uri, position } = this.#cursor;
    const node = nodeAt(
      this.#snapshot.nodes.filter((each) => each.uri === uri),
      position,
    );
    this.#send({ kind: 'cursor', ...(node && { id: node.id }) });
  }

  #send(message: ToWebview): void {
    void this.#panel.webview.postMessage(message);
  }

  async #receive(message: FromWebview): Promise<void> {
    switch (message.kind) {
      case 'ready':
        // The page is made anew whenever the panel comes into view.
        this.#shape = message.shape;
        this.#sendSnapshot();
        this.refresh();
        break;
      case 'reshaped':
        this.#shape = message.shape;
        this.refresh();
        break;
      case 'reveal': {
        const node = this.#snapshot?.nodes.find((candidate) => candidate.id === message.id);
        if (node) await this.#openSource(node, message.focus);
        break;
      }
      case 'fix': {
        const node = this.#snapshot?.nodes.find((candidate) => candidate.id === message.id);
        if (!node) break;
        await this.#openSource(node, true);
        await vscode.commands.executeCommand('editor.action.quickFix');
        break;
      }
      case 'export':
        await vscode.commands.executeCommand('bulkhead.exportDiagram', this.#uri);
        break;
      case 'tidy':
        this.refresh(true);
        break;
    }
  }

  async #openSource({ uri: file, selection }: DiagramNode, focus: boolean): Promise<void> {
    const uri = vscode.Uri.parse(file);
    const open = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
    await vscode.window.showTextDocument(uri, {
      viewColumn: open?.viewColumn ?? vscode.ViewColumn.One,
      preserveFocus: !focus,
      selection: new vscode.Range(
        selection.start.line,
        selection.start.character,
        selection.end.line,
        selection.end.character,
      ),
    });
  }
}
