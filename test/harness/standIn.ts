import fs from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import reports from '../vscode/standIns/reports.json' with { type: 'json' };
import { ROOT } from './prepared.ts';

/** The setting by which the real extension switches its diagnostics off. */
const SWITCHES = {
  'docker.docker': 'docker.extension.enableComposeLanguageServer',
  'ms-azuretools.vscode-containers': 'containers.enableComposeLanguageService',
  'redhat.vscode-yaml': 'yaml.validate',
} as const;

export type NeighbourId = keyof typeof SWITCHES;

export const NEIGHBOURS = Object.keys(SWITCHES) as readonly NeighbourId[];

/**
 * Makes an extension with the id of a real one that cannot be had here, and gives its folder. For the files of
 * test/projects/neighbours it reports what the real one's server was measured to report, and it has hovers, proposals,
 * definitions, an outline and fixes of its own. Its code is test/vscode/host/standIn.ts.
 */
export function makeStandIn(id: NeighbourId, parent: string): string {
  const folder = path.join(parent, id);
  const [publisher, name] = id.split('.');
  const manifest = {
    publisher,
    name,
    version: '9.9.9',
    engines: { vscode: '^1.100.0' },
    main: './standIn.js',
    activationEvents: ['onLanguage:dockercompose', 'onLanguage:yaml'],
    contributes: {
      configuration: { properties: { [SWITCHES[id]]: { type: 'boolean', default: true, scope: 'window' } } },
    },
    standIn: { switch: SWITCHES[id], reports: reports[id] },
  };
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  fs.copyFileSync(path.join(ROOT, 'dist/test/standIn.js'), path.join(folder, 'standIn.js'));
  return folder;
}

/** The same as a packed extension, to be installed while VS Code runs; gives the file. */
export async function packStandIn(id: NeighbourId, parent: string): Promise<string> {
  const packagePath = path.join(parent, `${id}.vsix`);
  const flags = { dependencies: false, allowMissingRepository: true, skipLicense: true };
  await createVSIX({ cwd: makeStandIn(id, parent), packagePath, ...flags });
  return packagePath;
}
