import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type ChooseFilesParams,
  chooseFilesNotification,
  type ProjectInfo,
  type ProjectParams,
  projectRequest,
} from '../../../server/src/protocol.ts';
import { type ProjectChoice, ProjectChoices } from './projectChoices.ts';
import { readTogether, type ShownProject } from './projectText.ts';

/** What commands on a stack work with. */
export interface StackTarget {
  /** The main file of the project, by which its stack is known. */
  readonly uri: vscode.Uri;
  /** Paths of the files that compose is to read, in the order of `-f`. */
  readonly files: readonly string[];
  /** Profiles that the user switched on; absent: as `COMPOSE_PROFILES` says. */
  readonly profiles?: readonly string[];
}

/** The projects that compose files belong to, and what the user chose for them. */
export interface Projects {
  /** Asks the server for the project of a compose file. */
  find(uri: vscode.Uri): Promise<ShownProject>;
  /** The stack that a file belongs to. */
  target(uri: vscode.Uri): Promise<StackTarget>;
  choice(info: ProjectInfo): ProjectChoice;
  /** Keeps the choice and has the server read the project anew. */
  choose(info: ProjectInfo, choice: ProjectChoice): Promise<void>;
  /** The user chose something. */
  readonly onDidChoose: vscode.Event<void>;
}

export async function createProjects(
  context: vscode.ExtensionContext,
  client: Pick<LanguageClient, 'sendRequest' | 'sendNotification'>,
): Promise<Projects> {
  const choices = new ProjectChoices(context.workspaceState);
  const chosen = new vscode.EventEmitter<void>();
  context.subscriptions.push(chosen);
  const tell = (): Promise<void> => {
    const params: ChooseFilesParams = { sets: choices.sets };
    return client.sendNotification(chooseFilesNotification, params);
  };
  const choice = (info: ProjectInfo): ProjectChoice => choices.get(folderOf(info));
  const find = async (uri: vscode.Uri): Promise<ShownProject> => {
    const params: ProjectParams = { uri: uri.toString() };
    const info = await client.sendRequest<ProjectInfo>(projectRequest, params);
    return { info, active: choice(info).profiles ?? info.activeProfiles };
  };
  if (choices.sets.length > 0) await tell();
  return {
    find,
    async target(uri) {
      const { info } = await find(uri);
      const uris = readTogether(info).map((file) => vscode.Uri.parse(file, true));
      const { profiles } = choice(info);
      return {
        uri: uris[0] ?? uri,
        files: uris.map(({ fsPath }) => fsPath),
        ...(profiles ? { profiles } : {}),
      };
    },
    choice,
    async choose(info, made) {
      await choices.set(folderOf(info), made);
      await tell();
      chosen.fire();
    },
    onDidChoose: chosen.event,
  };
}

/** The folder of the main file. */
function folderOf({ files }: ProjectInfo): string {
  return vscode.Uri.joinPath(vscode.Uri.parse(files[0]?.uri ?? ''), '..').toString();
}
