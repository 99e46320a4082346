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

/** Undefined for a document that is not open, or for something else. */
export async function requestDiagram(
  client: DiagramClient,
  params: DiagramParams,
): Promise<DiagramSnapshot | undefined> {
  const answer = await client.sendRequest<DiagramSnapshot | null>(diagramRequest, params);
  return answer ?? undefined;
}

type AnalysisListener = (analysed: DidAnalyzeParams) => void;

const listeners = new WeakMap<DiagramClient, Set<AnalysisListener>>();

/** Any number may listen; the client itself has one handler for a notification, the newest. */
export function subscribeToAnalyses(client: DiagramClient, listener: AnalysisListener): vscode.Disposable {
  let known = listeners.get(client);
  if (!known) {
    const all = new Set<AnalysisListener>();
    client.onNotification(didAnalyzeNotification, (analysed: DidAnalyzeParams) => {
      for (const each of all) each(analysed);
    });
    listeners.set(client, all);
    known = all;
  }
  known.add(listener);
  return { dispose: () => known.delete(listener) };
}
