import type { CodeAction, Range, TextEdit } from 'vscode-languageserver-types';
import { readCni } from '../../cni/readCni.ts';
import { mayBeCni } from '../../cni/recognize.ts';
import type { CniConfig, CniFile, CniInstalled } from '../../model/cniConfig.ts';
import type { Project } from '../../model/project.ts';
import type { CniRule } from '../../rules/cniRule.ts';
import { cniRules } from '../../rules/index.ts';
import type { Edit } from '../../text/edit.ts';
import type { LineIndex } from '../../text/lineIndex.ts';
import { type DialectFinding, type DialectSnapshot, findingsBy } from '../dialectFindings.ts';
import { dialectActions, replacements } from '../findingActions.ts';
import type { RuleSettings } from '../ruleSettings.ts';

export interface CniFinding extends DialectFinding {
  /** The network that it is about. */
  readonly config: CniConfig;
}

/** One version of a file with configurations of networks, and everything known about it. */
export interface CniSnapshot extends DialectSnapshot<CniFinding> {
  readonly text: string;
  readonly file: CniFile;
  readonly folder: readonly CniConfig[];
}

export interface CniSource {
  readonly uri: string;
  /** What the file is for; the newest where nothing is said. */
  readonly installed?: CniInstalled;
  readonly text: string;
  readonly lines: LineIndex;
  readonly version: number;
  /** The other files of its folder, in the order in which libcni reads them, itself among them. */
  folder?(own: CniFile): readonly CniFile[];
  /** Another file that findings point to. */
  fileOf?(uri: string): { readonly lines: LineIndex } | undefined;
  /** The compose projects of the workspace. */
  projects?(): readonly Project[];
}

/** Reads a file; undefined for one of something else. */
export function analyzeCni(source: CniSource, settings: RuleSettings): CniSnapshot | undefined {
  const { uri, text, version } = source;
  if (!mayBeCni(uri, text)) return undefined;
  const file = readCni(uri, text, source.installed);
  if (file.configs.length === 0) return undefined;
  let findings: readonly CniFinding[] | undefined;
  let networks: readonly CniConfig[] | undefined;
  const folder = (): readonly CniConfig[] => {
    networks ??= (source.folder?.(file) ?? [file]).flatMap(({ configs }) => configs);
    return networks;
  };
  return {
    uri,
    version,
    text,
    lines: source.lines,
    file,
    fileOf: (other) => source.fileOf?.(other),
    get folder() {
      return folder();
    },
    get findings() {
      findings ??= cniFindings(file, folder(), source.projects?.() ?? [], settings);
      return findings;
    },
  };
}

function cniFindings(
  { configs, suppressions }: CniFile,
  folder: readonly CniConfig[],
  projects: readonly Project[],
  settings: RuleSettings,
): readonly CniFinding[] {
  const check = (rule: CniRule) =>
    configs.flatMap((config) =>
      [
        ...(rule.check?.(config) ?? []),
        ...(folder.length > 1 ? (rule.checkInFolder?.(config, folder) ?? []) : []),
        ...(projects.length > 0 ? (rule.checkBeside?.(config, projects) ?? []) : []),
      ].map((finding) => ({ ...finding, config })),
    );
  return findingsBy(cniRules, check, suppressions, settings);
}

/** Fixes of the findings that touch the range, and their pages. */
export const cniActions = (snapshot: CniSnapshot, range: Range, only?: readonly string[]): CodeAction[] =>
  dialectActions(snapshot, range, only, (edits, { config }) => changesFor(snapshot, edits, config));

/** Text that goes into a YAML string is written as the string's quotes want it. */
const changesFor = (snapshot: CniSnapshot, edits: readonly Edit[], { quotes }: CniConfig): readonly TextEdit[] =>
  replacements(snapshot, edits).map(({ range, newText }) => ({
    range,
    newText:
      quotes === 'double'
        ? JSON.stringify(newText).slice(1, -1)
        : quotes === 'single'
          ? newText.replaceAll("'", "''")
          : newText,
  }));
