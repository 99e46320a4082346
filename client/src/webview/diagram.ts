import { createDiagramView } from './diagramView.ts';
import { followEditorTheme } from './editorTheme.ts';
import type { FromWebview } from './messages.ts';
import { parseToWebview } from './messages.ts';
import { readState } from './savedState.ts';

interface VSCodeApi {
  postMessage(message: FromWebview): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VSCodeApi;

const vscode = acquireVsCodeApi();
followEditorTheme();
const view = createDiagramView(readState(vscode.getState()), {
  send: (message) => vscode.postMessage(message),
  save: (state) => vscode.setState(state),
});

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = parseToWebview(event.data);
  if (message) view.receive(message);
});
vscode.postMessage({ kind: 'ready', shape: view.shape });
