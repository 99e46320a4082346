import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { TraceAnswer, TraceFix, TraceHop } from '../../../server/src/features/trace/traceAnswer.ts';

type Row = vscode.QuickPickItem & { readonly hop?: TraceHop; readonly fix?: TraceFix };

/**
 * Shows an answer as a list, which works with the keyboard and is read out by screen readers: the step that decides
 * first. Walking through the list shows each step's line, Enter goes there, or makes the change that a row offers.
 */
export async function showTrace(client: LanguageClient, { summary, hops, fixes, through }: TraceAnswer): Promise<void> {
  const back = vscode.window.activeTextEditor;
  const place = back?.selection;
  const versions = new Map(vscode.workspace.textDocuments.map(({ uri, version }) => [uri.toString(), version]));
  const pick = vscode.window.createQuickPick<Row>();
  pick.title = summary;
  pick.placeholder = 'Enter goes to the line, or makes the change';
  pick.matchOnDescription = true;
  pick.items = [
    ...rowsOf(hops.filter(({ decides }) => decides)),
    { label: 'What would change that', kind: vscode.QuickPickItemKind.Separator },
    ...fixes.map((fix): Row => ({ label: `$(lightbulb) ${fix.title.replaceAll('`', '')}`, fix })),
    { label: 'Step by step', kind: vscode.QuickPickItemKind.Separator },
    ...rowsOf(hops.filter(({ decides }) => !decides)),
    ...through.flatMap((way): readonly Row[] => [
      { label: way.summary, kind: vscode.QuickPickItemKind.Separator },
      ...rowsOf(way.hops),
    ]),
  ].filter((row) => fixes.length > 0 || row.label !== 'What would change that');
  const chosen = await new Promise<Row | undefined>((resolve) => {
    pick.onDidChangeActive(([row]) => void reveal(row?.hop, true));
    pick.onDidAccept(() => {
      resolve(pick.activeItems[0]);
      pick.hide();
    });
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  });
  pick.dispose();
  if (chosen?.hop) return reveal(chosen.hop, false);
  if (back && place) {
    const editor = await vscode.window.showTextDocument(back.document, back.viewColumn);
    editor.selection = place;
  }
  if (chosen?.fix) await apply(client, chosen.fix, versions);
}

function rowsOf(hops: readonly TraceHop[]): readonly Row[] {
  return hops.map((hop) => {
    const { place, decides, text } = hop;
    const where =
      place && `${vscode.workspace.asRelativePath(vscode.Uri.parse(place.uri, true))}:${place.range.start.line + 1}`;
    return {
      label: `$(${decides ? 'arrow-right' : 'circle-small'}) ${text}`,
      hop,
      ...(where ? { description: where } : {}),
    };
  });
}

async function reveal(hop: TraceHop | undefined, preserveFocus: boolean): Promise<void> {
  if (!hop?.place) return;
  const { start, end } = hop.place.range;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  const uri = vscode.Uri.parse(hop.place.uri, true);
  await vscode.window.showTextDocument(uri, { preserveFocus, preview: true, selection });
}

async function apply(
  client: LanguageClient,
  { title, edit }: TraceFix,
  versions: ReadonlyMap<string, number>,
): Promise<void> {
  const converted = await client.protocol2CodeConverter.asWorkspaceEdit(edit);
  const changed = vscode.workspace.textDocuments.some(({ uri, version }) => {
    const before = versions.get(uri.toString());
    return before !== undefined && before !== version && converted.has(uri);
  });
  const done = !changed && (await vscode.workspace.applyEdit(converted));
  if (!done)
    void vscode.window.showErrorMessage(`The file has changed since: ${title.replaceAll('`', '')} was not made.`);
}
