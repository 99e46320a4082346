import * as vscode from 'vscode';
import type { DiagramShape, DiagramTheme } from '../../../server/src/protocol.ts';
import { type DiagramClient, requestDiagram } from './diagramClient.ts';

/**
 * Asks where to save, and writes the diagram of an open file as an SVG file in the colours of the editor's
 * theme. `shape` is that of the diagram as it is shown.
 */
export async function exportDiagram(uri: vscode.Uri, client: DiagramClient, shape: DiagramShape): Promise<void> {
  const theme = themeOf(vscode.window.activeColorTheme);
  const snapshot = await requestDiagram(client, { uri: uri.toString(), theme, shape });
  if (!snapshot) {
    void vscode.window.showErrorMessage(`Open ${vscode.workspace.asRelativePath(uri)} to export its diagram.`);
    return;
  }
  const target = await vscode.window.showSaveDialog({
    title: 'Export Diagram',
    defaultUri: svgBeside(uri),
    filters: { 'SVG picture': ['svg'] },
  });
  if (!target) return;
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(snapshot.svg));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`The diagram could not be saved: ${why}`);
    return;
  }
  const open = 'Open';
  const name = vscode.workspace.asRelativePath(target);
  const answer = await vscode.window.showInformationMessage(
    snapshot.stale === undefined
      ? `Saved the diagram as ${name}.`
      : `Saved the last good diagram as ${name}. ${snapshot.stale}`,
    open,
  );
  if (answer === open) await vscode.commands.executeCommand('vscode.open', target);
}

/** `compose.yaml` gives `compose.svg` in the same folder. */
function svgBeside(uri: vscode.Uri): vscode.Uri {
  return uri.with({ path: `${uri.path.replace(/\.ya?ml$/i, '')}.svg` });
}

function themeOf({ kind }: vscode.ColorTheme): DiagramTheme {
  switch (kind) {
    case vscode.ColorThemeKind.Dark:
      return 'dark';
    case vscode.ColorThemeKind.HighContrast:
      return 'high-contrast';
    case vscode.ColorThemeKind.HighContrastLight:
      return 'high-contrast-light';
    default:
      return 'light';
  }
}
