import type * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type DiagramParams,
  type DiagramSnapshot,
  type DidAnalyzeParams,
  diagramRequest,
  didAnalyzeNotification,
} from '../../../server/src/protocol.ts';

/** What the diagram needs of the language client. */
export type DiagramClient = Pick<LanguageClient, 'sendRequest' | 'onNotification'>;

/** Undefined for a document that is not open, or no compose file. */
export async function requestDiagram(
  client: DiagramClient,
  params: DiagramParams,
): Promise<DiagramSnapshot | undefined> {
  const answer = await client.sendRequest<DiagramSnapshot | null>(diagramRequest, params);
  return answer ?? undefined;
}

export function subscribeToAnalyses(
  client: DiagramClient,
  listener: (analysed: DidAnalyzeParams) => void,
): vscode.Disposable {
  return client.onNotification(didAnalyzeNotification, listener);
}
