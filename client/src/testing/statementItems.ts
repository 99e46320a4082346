import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { StatementAnswer } from '../../../server/src/features/trace/traceAnswer.ts';
import { type StatementsParams, statementsRequest } from '../../../server/src/protocol.ts';

/** The statements of compose files as test items: one item a file, below it one a statement, at its line. */
export interface StatementItems {
  /** Asks the server for the statements of a file and brings its items up to date; gives them by their ids. */
  refresh(uri: vscode.Uri): Promise<ReadonlyMap<string, StatementAnswer>>;
  /** Adds an item for a file that has statements; they are read when it is opened out or run. */
  add(uri: vscode.Uri): vscode.TestItem;
  remove(uri: vscode.Uri): void;
}

/** The item of a statement has the same id as long as its words stay, so that its result stays with it. */
export function createStatementItems(controller: vscode.TestController, client: LanguageClient): StatementItems {
  const predicted = new Map<string, string>();
  const add = (uri: vscode.Uri): vscode.TestItem => {
    const known = controller.items.get(uri.toString());
    if (known) return known;
    const item = controller.createTestItem(uri.toString(), vscode.workspace.asRelativePath(uri), uri);
    item.canResolveChildren = true;
    controller.items.add(item);
    return item;
  };
  const remove = (uri: vscode.Uri): void => controller.items.delete(uri.toString());

  const refresh = async (uri: vscode.Uri): Promise<ReadonlyMap<string, StatementAnswer>> => {
    const params: StatementsParams = { uri: client.code2ProtocolConverter.asUri(uri) };
    const answers = (await client.sendRequest<readonly StatementAnswer[] | null>(statementsRequest, params)) ?? [];
    if (answers.length === 0) {
      remove(uri);
      return new Map();
    }
    const file = add(uri);
    file.canResolveChildren = false;
    const byId = withIds(uri, answers);
    for (const [id] of file.children) if (!byId.has(id)) file.children.delete(id);
    for (const [id, answer] of byId) {
      const item = file.children.get(id) ?? controller.createTestItem(id, answer.text, uri);
      const { start, end } = answer.range;
      item.range = new vscode.Range(start.line, start.character, end.line, end.character);
      item.sortText = String(start.line).padStart(7, '0');
      file.children.add(item);
      // what the rest of the file says has changed: the result is not that of this file any more
      const now = JSON.stringify(answer.flows.map(({ flow, verdict }) => [flow, verdict]));
      if ((predicted.get(id) ?? now) !== now) controller.invalidateTestResults(item);
      predicted.set(id, now);
    }
    return byId;
  };
  return { refresh, add, remove };
}

/** A statement that stands twice is two items. */
function withIds(uri: vscode.Uri, answers: readonly StatementAnswer[]): ReadonlyMap<string, StatementAnswer> {
  const byId = new Map<string, StatementAnswer>();
  for (const answer of answers) {
    let id = `${uri} ${answer.text}`;
    for (let number = 2; byId.has(id); number++) id = `${uri} ${answer.text} #${number}`;
    byId.set(id, answer);
  }
  return byId;
}
