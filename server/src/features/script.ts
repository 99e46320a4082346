import type { CodeAction, Range } from 'vscode-languageserver-types';
import { scriptRules } from '../rules/index.ts';
import { readScript, userChain } from '../shell/read.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import { type DialectSnapshot, findingsBy } from './dialectFindings.ts';
import { dialectActions, replacements } from './findingActions.ts';
import type { RuleSettings } from './ruleSettings.ts';

/** Longer scripts are none that a person wrote. In UTF-16 units. */
const sizeLimit = 500_000;

interface ScriptSource {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly lines: LineIndex;
}

/** Reads a script; undefined for one that has nothing to do with the engine's firewall. */
export function analyzeScript(
  { uri, version, text, lines }: ScriptSource,
  settings: RuleSettings,
): DialectSnapshot | undefined {
  if (text.length > sizeLimit || !text.includes(userChain)) return undefined;
  const script = readScript(uri, text);
  const findings = findingsBy(scriptRules, (rule) => rule.check(script), script.suppressions, settings);
  return { uri, version, lines, findings, fileOf: () => undefined };
}

/** Fixes of the findings that touch the range, and their pages. */
export const scriptActions = (snapshot: DialectSnapshot, range: Range, only?: readonly string[]): CodeAction[] =>
  dialectActions(snapshot, range, only, (edits) => replacements(snapshot, edits));
