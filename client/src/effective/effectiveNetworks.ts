import * as vscode from 'vscode';
import {
  type EffectiveNetworks,
  type EffectiveOrigin,
  type EffectiveParams,
  effectiveRequest,
  type WireRange,
} from '../../../server/src/protocol.ts';
import { type DiagramClient, subscribeToAnalyses } from '../diagram/diagramClient.ts';
import type { Projects } from '../project/projects.ts';
import { readTogether } from '../project/projectText.ts';
import { activeCompose, asUri, type FallbackTarget } from '../stack/composeTarget.ts';

/** Its documents cannot be changed and are no compose files to the server. */
const scheme = 'bulkhead-effective';

/**
 * "Show Effective Networks": what compose makes of all files of a project, as a text beside them. Each line links to
 * the place that it comes from; the text follows every edit.
 */
export function registerEffectiveNetworks(
  context: vscode.ExtensionContext,
  projects: Projects,
  client: DiagramClient,
  fallback: FallbackTarget,
): void {
  const shown = new Map<string, EffectiveNetworks>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const originsOf = (document: vscode.TextDocument): readonly EffectiveOrigin[] =>
    shown.get(document.uri.toString())?.origins ?? [];
  context.subscriptions.push(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      async provideTextDocumentContent(uri) {
        const params: EffectiveParams = { uri: uri.query };
        const made = await client.sendRequest<EffectiveNetworks | null>(effectiveRequest, params);
        if (!made) return `# ${vscode.workspace.asRelativePath(vscode.Uri.parse(uri.query))} cannot be read.\n`;
        shown.set(uri.toString(), made);
        return made.text;
      },
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => shown.delete(uri.toString())),
    subscribeToAnalyses(client, ({ uri: analysed }) => {
      for (const [uri, { files }] of shown) if (files.includes(analysed)) changed.fire(vscode.Uri.parse(uri));
    }),
    projects.onDidChoose(() => {
      for (const uri of shown.keys()) changed.fire(vscode.Uri.parse(uri));
    }),
    vscode.languages.registerDocumentLinkProvider(
      { scheme },
      { provideDocumentLinks: (document) => originsOf(document).map(linkTo) },
    ),
    vscode.languages.registerDefinitionProvider(
      { scheme },
      { provideDefinition: (document, position) => definitionsAt(originsOf(document), position) },
    ),
    vscode.commands.registerCommand('bulkhead.showEffectiveNetworks', async (given?: unknown) => {
      const uri = asUri(given) ?? activeCompose() ?? fallback();
      if (!uri) {
        void vscode.window.showInformationMessage('Open a compose file to see what compose makes of its project.');
        return;
      }
      const { info } = await projects.find(uri);
      const name = info.name.replaceAll('/', ' ');
      const query = readTogether(info)[0] ?? uri.toString();
      // Neither begins nor ends like the name of a compose file.
      const made = vscode.Uri.from({ scheme, path: `/Effective networks (${name}).yaml`, query });
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(made), {
        viewColumn: vscode.ViewColumn.Beside,
        preview: false,
      });
    }),
  );
}

function linkTo({ range, uri, target }: EffectiveOrigin): vscode.DocumentLink {
  const { line, character } = target.start;
  const link = new vscode.DocumentLink(
    rangeOf(range),
    vscode.Uri.parse(uri).with({ fragment: `L${line + 1},${character + 1}` }),
  );
  link.tooltip = 'Go to where this comes from';
  return link;
}

/** The origin under the cursor, otherwise all those of its line. */
function definitionsAt(origins: readonly EffectiveOrigin[], position: vscode.Position): vscode.LocationLink[] {
  const inLine = origins.filter(({ range }) => range.start.line === position.line);
  const touched = inLine.filter(({ range }) => rangeOf(range).contains(position));
  return (touched.length > 0 ? touched : inLine).map(({ uri, target }) => ({
    targetUri: vscode.Uri.parse(uri),
    targetRange: rangeOf(target),
  }));
}

const rangeOf = ({ start, end }: WireRange): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character);
