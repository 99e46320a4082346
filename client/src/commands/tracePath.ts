import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { TraceAnswer, TraceEnds } from '../../../server/src/features/trace/traceAnswer.ts';
import {
  type TraceEndsParams,
  type TraceParams,
  traceEndsRequest,
  traceRequest,
} from '../../../server/src/protocol.ts';
import type { Flow } from '../../../server/src/reach/verdicts.ts';
import { isComposeDocument } from '../languageClient.ts';
import { pickFlow } from '../views/pickFlow.ts';
import { showTrace } from '../views/traceView.ts';

/**
 * "Trace Path…" asks for both ends and a port; "Why Can't A Reach B?" takes those of the cursor and asks for what it
 * does not tell. Both give the answer that they show.
 */
export function registerTracePath(context: vscode.ExtensionContext, client: LanguageClient): void {
  const run = async (
    uri: vscode.Uri | undefined,
    given: unknown,
    askAll: boolean,
  ): Promise<TraceAnswer | undefined> => {
    const file = uri ?? activeCompose();
    if (!file) {
      void vscode.window.showInformationMessage('Open a compose file to trace a path in it.');
      return undefined;
    }
    const flow = isFlow(given) ? given : await askForFlow(client, file, askAll);
    if (!flow) return undefined;
    const params: TraceParams = { uri: client.code2ProtocolConverter.asUri(file), ...flow };
    const answer = await client.sendRequest<TraceAnswer | null>(traceRequest, params);
    // not awaited: the list stays open as long as its reader wants
    if (answer) void showTrace(client, answer);
    return answer ?? undefined;
  };
  context.subscriptions.push(
    vscode.commands.registerCommand('bulkhead.tracePath', (given?: unknown, flow?: unknown) =>
      run(asUri(given), flow, true),
    ),
    vscode.commands.registerCommand('bulkhead.whyBlocked', (given?: unknown, flow?: unknown) =>
      run(asUri(given), flow, false),
    ),
  );
}

async function askForFlow(client: LanguageClient, uri: vscode.Uri, askAll: boolean): Promise<Flow | undefined> {
  const editor = vscode.window.activeTextEditor;
  const position = editor?.document.uri.toString() === uri.toString() ? editor.selection.active : undefined;
  const params: TraceEndsParams = { uri: client.code2ProtocolConverter.asUri(uri), ...(position ? { position } : {}) };
  const ends = await client.sendRequest<TraceEnds | null>(traceEndsRequest, params);
  return ends ? pickFlow(ends, askAll) : undefined;
}

function activeCompose(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && isComposeDocument(document) ? document.uri : undefined;
}

function asUri(given: unknown): vscode.Uri | undefined {
  if (given instanceof vscode.Uri) return given;
  return typeof given === 'string' ? vscode.Uri.parse(given, true) : undefined;
}

/** Code actions of the server bring the whole flow. */
function isFlow(given: unknown): given is Flow {
  return typeof given === 'object' && given !== null && 'from' in given && 'to' in given && 'port' in given;
}
