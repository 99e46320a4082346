import { readProject } from '../compose/read.ts';
import type { Project } from '../model/project.ts';
import { rules as allRules } from '../rules/index.ts';
import { takeOverTables } from '../rules/projectTables.ts';
import type { Rule, Severity } from '../rules/rule.ts';
import { indexLines, type LineIndex } from '../text/lineIndex.ts';
import { parseYaml, type YamlTree } from '../text/yamlTree.ts';
import { reportFindings } from './report.ts';
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

export interface RuleSettings {
  /** The level by rule id; a rule that is not named has its own. */
  readonly levels: Readonly<Record<string, Severity | 'off'>>;
}

const defaultRuleSettings: RuleSettings = { levels: {} };

/** What is known of a text already, from an edit. */
interface Parsed {
  readonly tree: YamlTree;
  readonly lines: LineIndex;
  /** The project before the edit, which is not used any more. */
  readonly previous?: Project | undefined;
}

/** Reads the file and gives everything that the features need; rules are checked when findings are asked for. */
export function analyze(
  source: SourceFile,
  settings = defaultRuleSettings,
  parsed?: Parsed,
  rules: readonly Rule[] = allRules,
): Snapshot {
  const tree = parsed?.tree ?? parseYaml(source.uri, source.text);
  const project = readProject(tree, { environment: source.environment, directoryName: source.directoryName });
  if (parsed?.previous) takeOverTables(project, parsed.previous);
  let findings: Snapshot['findings'] | undefined;
  return {
    uri: source.uri,
    version: source.version,
    text: source.text,
    lines: parsed?.lines ?? indexLines(source.text),
    tree,
    project,
    get findings() {
      findings ??= reportFindings(project, rules, settings.levels);
      return findings;
    },
  };
}
