import { readProject } from '../compose/read.ts';
import { rules as allRules } from '../rules/index.ts';
import type { Rule } from '../rules/rule.ts';
import { indexLines, type LineIndex } from '../text/lineIndex.ts';
import { parseYaml, type YamlTree } from '../text/yamlTree.ts';
import { reportFindings } from './report.ts';
import type { RuleSettings } from './ruleSettings.ts';
import type { Snapshot } from './snapshot.ts';

/** What is given to be analysed. */
export interface SourceFile {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  /** Variables of the `.env` file beside it. Keep the same map while they do not change: facts are kept by it. */
  readonly environment: ReadonlyMap<string, string>;
  readonly directoryName: string;
}

const defaultRuleSettings: RuleSettings = { levels: {} };

/** What is known of a text already, from an edit. */
interface Parsed {
  readonly tree: YamlTree;
  readonly lines: LineIndex;
}

/** Reads the file, checks all rules and gives everything that the features need. Never throws. */
export function analyze(
  source: SourceFile,
  settings = defaultRuleSettings,
  parsed?: Parsed,
  rules: readonly Rule[] = allRules,
): Snapshot {
  const tree = parsed?.tree ?? parseYaml(source.uri, source.text);
  const project = readProject(tree, { environment: source.environment, directoryName: source.directoryName });
  return {
    uri: source.uri,
    version: source.version,
    text: source.text,
    lines: parsed?.lines ?? indexLines(source.text),
    tree,
    project,
    findings: reportFindings(project, rules, settings),
  };
}
