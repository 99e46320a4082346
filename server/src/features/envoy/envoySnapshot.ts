import { type CodeAction, CodeActionKind, type Range, type TextEdit } from 'vscode-languageserver-types';
import { followFiles } from '../../envoy/followFiles.ts';
import { readEnvoy } from '../../envoy/readEnvoy.ts';
import { envoyKind } from '../../envoy/recognize.ts';
import type { EnvoyConfig } from '../../model/envoyConfig.ts';
import type { EnvoyFiles } from '../../model/envoyFiles.ts';
import { envoyRules } from '../../rules/index.ts';
import type { LineIndex } from '../../text/lineIndex.ts';
import { toRange } from '../../text/span.ts';
import { textEditsFor } from '../../text/yamlEdit.ts';
import type { YamlTree } from '../../text/yamlTree.ts';
import { diagnosticOf } from '../diagnostics.ts';
import { type DialectFinding, type DialectSnapshot, findingsBy } from '../dialectFindings.ts';
import { type ChangesFor, dialectActions, findingsTouching, isWanted } from '../findingActions.ts';
import { offsetPlace } from '../lspPlace.ts';
import type { RuleSettings } from '../ruleSettings.ts';
import type { FileText } from '../snapshot.ts';

/** One version of an Envoy file and everything known about it. */
export interface EnvoySnapshot extends DialectSnapshot {
  readonly text: string;
  readonly tree: YamlTree;
  readonly config: EnvoyConfig;
  /** The configurations of its proxy, itself among them; `fileOf` has their texts. */
  readonly files: EnvoyFiles;
  fileOf(uri: string): FileText | undefined;
}

export interface EnvoyFile {
  readonly tree: YamlTree;
  readonly lines: LineIndex;
  readonly version: number;
}

/** What belongs to the same proxy as a file. */
export interface SameProxy {
  filesOf(config: EnvoyConfig): EnvoyFiles;
  textOf(uri: string): FileText | undefined;
  /** True for a file with which the Envoy of a service starts, whatever it says. */
  isStart(uri: string): boolean;
}

const nothingElse: SameProxy = {
  filesOf: (config) => followFiles(config, () => undefined),
  textOf: () => undefined,
  isStart: () => false,
};

/** Reads an Envoy file; undefined for one of something else. `api`: minor version of Envoy 1.x. */
export function analyzeEnvoy(
  { tree, lines, version }: EnvoyFile,
  settings: RuleSettings,
  api: number,
  { filesOf, textOf, isStart } = nothingElse,
): EnvoySnapshot | undefined {
  if (!envoyKind(tree) && !isStart(tree.uri)) return undefined;
  const config = readEnvoyOnce(tree, api);
  const files = filesOf(config);
  let findings: readonly DialectFinding[] | undefined;
  return {
    uri: tree.uri,
    version,
    text: tree.text,
    lines,
    tree,
    config,
    files,
    fileOf: textOf,
    get findings() {
      findings ??= findingsBy(envoyRules, (rule) => rule.check(config, files), config.suppressions, settings);
      return findings;
    },
  };
}

const configs = new WeakMap<YamlTree, EnvoyConfig>();

/** The configuration of a text for a minor version of the API; the same object when it is asked for again. */
export function readEnvoyOnce(tree: YamlTree, api: number): EnvoyConfig {
  const known = configs.get(tree);
  if (known?.version === api) return known;
  const config = readEnvoy(tree, { version: api });
  configs.set(tree, config);
  return config;
}

/** Fixes of the findings that touch the range, their pages, and comments that allow them. */
export function envoyActions(snapshot: EnvoySnapshot, range: Range, only?: readonly string[]): CodeAction[] {
  const changesFor: ChangesFor<DialectFinding> = (edits) =>
    textEditsFor(edits, snapshot.tree).map(
      (edit): TextEdit => ({ range: offsetPlace(snapshot, edit), newText: edit.newText }),
    );
  const actions = dialectActions(snapshot, range, only, changesFor);
  if (!isWanted(only, CodeActionKind.QuickFix)) return actions;
  return [...actions, ...findingsTouching(snapshot, range).flatMap((finding) => allowAction(snapshot, finding))];
}

/** A comment behind the line, which is right in any place; errors are to be mended, and JSON has no comments. */
function allowAction(snapshot: EnvoySnapshot, finding: DialectFinding): readonly CodeAction[] {
  const { line } = snapshot.lines.positionAt(toRange(finding.span).start);
  const start = snapshot.lines.lineStart(line);
  const text = /^[^\r\n]*/.exec(snapshot.text.slice(start, start + longestLine))?.[0] ?? '';
  const cannotHold = finding.severity === 'error' || text.length === longestLine || /#|[|>][-+0-9]*\s*$/.test(text);
  if (cannotHold || snapshot.uri.toLowerCase().endsWith('.json')) return [];
  const place = { line, character: text.length };
  const newText = ` # allow: ${finding.rule.id} because …`;
  return [
    {
      title: `Allow ${finding.rule.id} here`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnosticOf(snapshot, finding)],
      edit: { changes: { [snapshot.uri]: [{ range: { start: place, end: place }, newText }] } },
    },
  ];
}

const longestLine = 1_000;
