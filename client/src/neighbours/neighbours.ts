import * as vscode from 'vscode';

/** Another extension that reports faults of compose files. */
interface Neighbour {
  readonly id: string;
  /** The rules whose findings it reports as well in this file, as its settings stand. */
  readonly reports: (document: vscode.TextDocument, version: string) => readonly string[];
}

// Measured with the language servers of Docker DX 0.18.0 (docker-language-server a8ca186, its parser alone), Container
// Tools 2.5.0 (@microsoft/compose-language-service 1.0.0) and Red Hat YAML (yaml-language-server 2.0.0) on 166 files: the
// bad examples of all rules and two compose files with one line broken. Of 57 faults of the syntax the first reports 48,
// the others all; of 24 of the schema only Red Hat's reports all. An alias without its anchor is no more than a remark to
// it and nothing to the others, so that this is not left to them. When they answer at all is read from their sources.
const parserRules = ['syntax-error', 'tab-indentation', 'duplicate-key'];

const docker = 'docker.docker';
const redHat = 'redhat.vscode-yaml';

const neighbours: readonly Neighbour[] = [
  {
    id: docker,
    reports: ({ languageId, uri }) =>
      languageId === 'dockercompose' && uri.scheme === 'file' && isOn('docker.extension', 'enableComposeLanguageServer')
        ? parserRules
        : [],
  },
  {
    id: 'ms-azuretools.vscode-containers',
    reports: (document) =>
      isCheckedByMicrosoft(document, 'containers', 'enableComposeLanguageService') ? parserRules : [],
  },
  {
    // From version 2 on it is a pack that brings Container Tools and has nothing of its own.
    id: 'ms-azuretools.vscode-docker',
    reports: (document, version) =>
      Number.parseInt(version, 10) < 2 && isCheckedByMicrosoft(document, 'docker', 'enableDockerComposeLanguageService')
        ? parserRules
        : [],
  },
  {
    id: redHat,
    reports: (document) => {
      if (!isOn('yaml', 'validate', document)) return [];
      // `bad-value` is missing: the schema excludes few of the values that compose refuses.
      const schemaRules = hasRedHatSchema(document) ? ['unknown-key', 'wrong-type', 'duplicate-item'] : [];
      return [...parserRules, ...schemaRules];
    },
  },
];

/** The rules about JSON that VS Code's own checker has an equal of. It is there always, and reports on the same line. */
export const jsonRules: ReadonlySet<string> = new Set(['cni-syntax-error', 'duplicate-cni-key']);

const jsonChecker: Neighbour = {
  id: 'vscode.json-language-features',
  reports: (document) => (isOn('json', 'validate.enable', document) ? [...jsonRules] : []),
};

const neighboursOf = ({ languageId }: vscode.TextDocument): readonly Neighbour[] =>
  languageId === 'json' ? [jsonChecker] : neighbours;

/** The rules whose findings some installed and enabled neighbour is expected to report in this file too. */
export function rulesOfNeighbours(document: vscode.TextDocument): ReadonlySet<string> {
  return new Set(
    neighboursOf(document).flatMap(({ id, reports }) => {
      const extension = vscode.extensions.getExtension(id);
      return extension ? reports(document, String(extension.packageJSON.version)) : [];
    }),
  );
}

/** Whether one that looks at such files is installed and enabled at all. */
export function hasNeighbours(document: vscode.TextDocument): boolean {
  return neighboursOf(document).some(({ id }) => isInstalled(id));
}

const isInstalled = (id: string): boolean => vscode.extensions.getExtension(id) !== undefined;

/** Microsoft's server leaves diagnostics to the others when it finds them installed, whether they report or not. */
function isCheckedByMicrosoft(document: vscode.TextDocument, section: string, key: string): boolean {
  return document.languageId === 'dockercompose' && isOn(section, key) && !isInstalled(docker) && !isInstalled(redHat);
}

/** The files for which SchemaStore's catalogue names the compose schema. */
const catalogued = '**/{compose,docker-compose}{,.*}.{yml,yaml}';

function hasRedHatSchema(document: vscode.TextDocument): boolean {
  const excluded: unknown = vscode.workspace.getConfiguration('yaml', document).get(detectionKey);
  const matches = (pattern: string): boolean => vscode.languages.match({ pattern }, document) > 0;
  return (
    isOn('yaml', 'schemaStore.enable', document) &&
    matches(catalogued) &&
    ![excluded].flat().some((pattern) => typeof pattern === 'string' && matches(pattern))
  );
}

/** Docker DX's file names are written here by the Red Hat extension itself. */
const detectionKey = 'disableSchemaDetection';

/** Everything asked here is on unless it is switched off. */
function isOn(section: string, key: string, scope?: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration(section, scope).get(key) !== false;
}
