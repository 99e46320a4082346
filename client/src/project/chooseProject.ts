import * as vscode from 'vscode';
import type { ProjectInfo } from '../../../server/src/protocol.ts';
import type { FallbackTarget } from '../stack/composeTarget.ts';
import { activeCompose, asUri } from '../stack/composeTarget.ts';
import type { Projects } from './projects.ts';
import { baseName, missingFiles, readTogether, reasonOf, type ShownProject } from './projectText.ts';

interface Action extends vscode.QuickPickItem {
  readonly run?: () => Thenable<unknown>;
}

/** "Choose Files and Profiles": which files are read together, and which profiles are switched on. Starts nothing. */
export function registerChooseProject(
  context: vscode.ExtensionContext,
  projects: Projects,
  fallback: FallbackTarget,
): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('bulkhead.chooseProject', async (given?: unknown) => {
      const uri = asUri(given) ?? activeCompose() ?? fallback();
      if (!uri) {
        void vscode.window.showInformationMessage('Open a compose file to choose what it is read with.');
        return;
      }
      const shown = await projects.find(uri);
      const actions = actionsOf(uri, shown, projects);
      const chosen = await vscode.window.showQuickPick(actions, { title: `Project ${shown.info.name}` });
      await chosen?.run?.();
    }),
  );
}

function actionsOf(uri: vscode.Uri, { info, active }: ShownProject, projects: Projects): readonly Action[] {
  const none = `none of ${info.profiles.join(', ')}`;
  return [
    {
      label: '$(layers) Files read together…',
      description: names(readTogether(info)),
      detail: reasonOf(info),
      run: () => chooseFiles(info, projects),
    },
    ...(info.profiles.length > 0 || active.length > 0
      ? [
          {
            label: '$(tag) Active profiles…',
            description: active.length > 0 ? active.join(', ') : none,
            run: () => chooseProfiles({ info, active }, projects),
          },
        ]
      : []),
    {
      label: '$(open-preview) Show Effective Networks',
      run: () => vscode.commands.executeCommand('bulkhead.showEffectiveNetworks', uri),
    },
    {
      label: '$(type-hierarchy-sub) Show Diagram',
      run: () => vscode.commands.executeCommand('bulkhead.showDiagram', uri),
    },
    { label: 'Files of the project', kind: vscode.QuickPickItemKind.Separator },
    ...info.files.map(({ uri: file, role, isMissing }) => ({
      label: vscode.workspace.asRelativePath(vscode.Uri.parse(file)),
      description: isMissing ? `${roles[role]}, missing` : roles[role],
      run: () => vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(file)),
    })),
  ];
}

/** What a file is to its project. */
export const roles = {
  main: 'main file',
  override: 'read on top',
  include: 'included',
  extends: 'extended from',
} as const;

async function chooseFiles(info: ProjectInfo, projects: Projects): Promise<void> {
  const { files: _, ...kept } = projects.choice(info);
  const usual = info.usual.length > 0 ? names(info.usual) : 'each file alone';
  const asCompose = {
    label: info.isNamed ? 'As COMPOSE_FILE says' : 'As compose does it',
    description: usual,
  };
  const own = { label: 'Choose files…', description: `of ${candidatesOf(info).length} in this folder` };
  const way = await vscode.window.showQuickPick([asCompose, own], { title: 'Which files are read together?' });
  if (way === asCompose) await projects.choose(info, kept);
  if (way !== own) return;
  const missing = new Set(missingFiles(info));
  const together = new Set(readTogether(info));
  const items = candidatesOf(info).map((file) => ({
    label: vscode.workspace.asRelativePath(vscode.Uri.parse(file)),
    ...(missing.has(file) ? { description: 'missing' } : {}),
    picked: together.has(file),
    file,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Files read together',
    placeHolder: 'The first is the main file, the others go on top',
    canPickMany: true,
  });
  if (!picked) return;
  const files = picked.map(({ file }) => file);
  await projects.choose(info, files.length > 0 ? { ...kept, files } : kept);
}

/** The files that are read together in their order, then the other ones. */
function candidatesOf(info: ProjectInfo): readonly string[] {
  return [...new Set([...readTogether(info), ...info.candidates])];
}

async function chooseProfiles({ info, active }: ShownProject, projects: Projects): Promise<void> {
  const { profiles: _, ...kept } = projects.choice(info);
  const all = [...new Set([...info.profiles, ...active])];
  const picked = await vscode.window.showQuickPick(
    all.map((label) => ({ label, picked: active.includes(label) })),
    {
      title: 'Active profiles',
      placeHolder: 'Services of other profiles are not started',
      canPickMany: true,
    },
  );
  if (!picked) return;
  const profiles = picked.map(({ label }) => label);
  const isUsual = [...profiles].sort().join() === [...info.activeProfiles].sort().join();
  await projects.choose(info, isUsual ? kept : { ...kept, profiles });
}

const names = (files: readonly string[]): string => files.map(baseName).join(', ');
