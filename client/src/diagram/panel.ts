import * as vscode from 'vscode';
import { isCniName } from '../../../server/src/cni/recognize.ts';
import { isDrawn } from '../languageClient.ts';
import { readState } from '../webview/savedState.ts';
import { type DiagramClient, subscribeToAnalyses } from './diagramClient.ts';
import { DiagramPanel, panelType } from './diagramPanel.ts';
import { exportDiagram } from './exportDiagram.ts';

/** What other parts may ask of the diagram. */
export interface Diagram {
  /** The file that the diagram shows, while there is one. */
  activeFile(): vscode.Uri | undefined;
}

/** Registers the diagram's commands, and brings a diagram back that was open when the window was closed. */
export function registerDiagram(context: vscode.ExtensionContext, client: DiagramClient): Diagram {
  let panel: DiagramPanel | undefined;

  const adopt = (made: DiagramPanel): DiagramPanel => {
    panel?.dispose();
    panel = made;
    made.onDidDispose(() => {
      if (panel === made) panel = undefined;
    });
    return made;
  };

  const show = async (given: unknown): Promise<void> => {
    const uri = (await fileIn(asUri(given))) ?? activeDrawnUri() ?? panel?.uri;
    if (!uri) {
      void vscode.window.showInformationMessage('Open a compose or CNI file to see its diagram.');
      return;
    }
    // The server knows open documents only, and from the explorer there may be no editor yet.
    if (activeDrawnUri()?.toString() !== uri.toString()) await vscode.window.showTextDocument(uri, { preview: false });
    if (panel) panel.reveal();
    else adopt(DiagramPanel.create(context.extensionUri, client));
    panel?.show(uri);
  };

  context.subscriptions.push(
    vscode.commands.registerCommand('bulkhead.showDiagram', show),
    vscode.commands.registerCommand('bulkhead.exportDiagram', async (given: unknown) => {
      const uri = asUri(given) ?? activeDrawnUri() ?? panel?.uri;
      if (uri) await exportDiagram(uri, client, panel?.shape ?? 'wide');
      else void vscode.window.showInformationMessage('Open a compose or CNI file to export its diagram.');
    }),
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor && isDrawn(editor.document)) panel?.show(editor.document.uri);
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
      const [selection] = selections;
      if (selection) panel?.pointAt(textEditor.document.uri, selection.active);
    }),
    subscribeToAnalyses(client, ({ uri }) => panel?.refreshIf(uri)),
    vscode.window.registerWebviewPanelSerializer(panelType, {
      async deserializeWebviewPanel(restored, state: unknown) {
        const made = adopt(DiagramPanel.adopt(restored, context.extensionUri, client));
        const { uri } = readState(state);
        const shown = activeDrawnUri() ?? (uri === undefined ? undefined : vscode.Uri.parse(uri));
        if (shown) made.show(shown);
      },
    }),
    { dispose: () => panel?.dispose() },
  );
  return { activeFile: () => panel?.uri };
}

/** The file itself; of a folder of CNI networks the first that libcni reads. */
async function fileIn(uri: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  if (!uri || !/\/net\.d\/?$/.test(uri.path)) return uri;
  const entries = await vscode.workspace.fs.readDirectory(uri);
  const files = entries.filter(([name, type]) => type === vscode.FileType.File && isCniName(`net.d/${name}`));
  const [first] = files.map(([name]) => name).sort();
  return first === undefined ? undefined : vscode.Uri.joinPath(uri, first);
}

function activeDrawnUri(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && isDrawn(document) ? document.uri : undefined;
}

/** A menu gives a Uri, a code lens a text. */
function asUri(given: unknown): vscode.Uri | undefined {
  if (given instanceof vscode.Uri) return given;
  return typeof given === 'string' ? vscode.Uri.parse(given, true) : undefined;
}
