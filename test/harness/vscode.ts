import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { installExtension, launchServer, linkExtension } from '../../.ci/lib/vscodeServer.mjs';
import { type Missing, runInstallScript, skipped } from './prepared.ts';

/** A VS Code without anything that moves, asks or looks for news. */
const SETTINGS = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'editor.accessibilitySupport': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  'json.schemaDownload.enable': false,
  'npm.autoDetect': 'off',
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.commandCenter': false,
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

export interface VSCodeOptions {
  /** Folder that opens; a copy, so tests may write. */
  readonly workspace: string;
  /** User settings over those above. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Variables for the extension host, such as an engine's. */
  readonly env?: Readonly<Record<string, string>>;
  /** Extension folders that count as installed. */
  readonly extensions?: readonly string[];
  /** Packed extensions to install. */
  readonly vsix?: readonly string[];
  /** Whether the workspace opens in restricted mode. Without it, trust is off altogether. */
  readonly untrusted?: boolean;
  /** With these two, tests run in the extension host; notifications are hidden then. */
  readonly extensionDevelopmentPath?: string;
  readonly extensionTestsPath?: string;
}

export interface VSCode {
  /** What a browser opens. */
  readonly url: string;
  /** The copy of the workspace. */
  readonly workspace: string;
  stop(): Promise<void>;
}

/** Starts a throwaway VS Code: all its state is in a temporary folder, which `stop` removes. */
export async function startVSCode(install: string, options: VSCodeOptions): Promise<VSCode> {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'bulkhead-vscode-'));
  const workspace = path.join(data, 'workspace');
  fs.cpSync(options.workspace, workspace, { recursive: true });
  const settings = JSON.stringify({ ...SETTINGS, ...options.settings });
  // those of the machine are read from a file of their own
  for (const scope of ['User', 'Machine']) {
    fs.mkdirSync(path.join(data, scope));
    fs.writeFileSync(path.join(data, scope, 'settings.json'), settings);
  }

  const extensions = path.join(data, 'extensions');
  const server = { install, data, extensions, args: flags(options), env: { HOME: data, ...options.env } };
  for (const vsix of options.vsix ?? []) {
    await installExtension(server, vsix);
  }
  for (const folder of options.extensions ?? []) {
    linkExtension(extensions, folder);
  }
  const { port, stop } = await launchServer(server);
  return {
    url: workbenchUrl(port, workspace, options),
    workspace,
    async stop() {
      await stop();
      fs.rmSync(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The installation of this test run, made when a vitest by hand has none. */
export async function findVSCode(): Promise<{ readonly install: string } | Missing> {
  const handed = process.env.BULKHEAD_VSCODE;
  if (handed) {
    return { install: handed };
  }
  const missing = skipped('vscode');
  if (missing) {
    return missing;
  }
  const result = await runInstallScript('vscode.mjs');
  return 'reason' in result ? result : { install: result.output };
}

function flags(options: VSCodeOptions): string[] {
  const runsTests = options.extensionDevelopmentPath !== undefined || options.extensionTestsPath !== undefined;
  return [
    '--without-connection-token',
    ...(options.untrusted ? [] : ['--disable-workspace-trust']),
    // without it VS Code ignores the payload with the two paths
    ...(runsTests ? ['--enable-smoke-test-driver'] : []),
  ];
}

function workbenchUrl(port: number, workspace: string, options: VSCodeOptions): string {
  const query = new URLSearchParams({ folder: workspace });
  const payload = (['extensionDevelopmentPath', 'extensionTestsPath'] as const).flatMap((name) => {
    const value = options[name];
    return value === undefined ? [] : [[name, `vscode-remote://127.0.0.1:${port}${value}`]];
  });
  if (payload.length > 0) {
    query.set('payload', JSON.stringify(payload));
  }
  return `http://127.0.0.1:${port}/?${query}`;
}
