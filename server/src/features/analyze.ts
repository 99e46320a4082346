import { type ReadContext, readProject } from '../compose/read.ts';
import { noSourceFiles, type SourceFiles } from '../compose/sourceFiles.ts';
import type { Project } from '../model/project.ts';
import { rules as allRules } from '../rules/index.ts';
import { takeOverTables } from '../rules/projectTables.ts';
import type { Rule } from '../rules/rule.ts';
import { indexLines } from '../text/lineIndex.ts';
import { parseYaml, type YamlTree } from '../text/yamlTree.ts';
import { movedToExtends } from './extendedFindings.ts';
import { reportFindings } from './report.ts';
import type { RuleSettings } from './ruleSettings.ts';
import type { FileText, ReportedFinding, Snapshot } from './snapshot.ts';

const defaultRuleSettings: RuleSettings = { levels: {} };

/** A project and what is wrong with it, over all its files. */
export interface ProjectAnalysis {
  readonly project: Project;
  /** Made when they are asked for first. */
  readonly findings: readonly ReportedFinding[];
}

/**
 * Reads a project from its main file on; rules are checked when findings are asked for. `previous` is the project
 * before an edit, which must not be used any more. Never throws.
 */
export function analyzeProject(
  main: YamlTree,
  context: ReadContext,
  settings = defaultRuleSettings,
  previous?: Project,
  rules: readonly Rule[] = allRules,
): ProjectAnalysis {
  const project = readProject(main, context);
  if (previous) takeOverTables(project, previous);
  let findings: readonly ReportedFinding[] | undefined;
  return {
    project,
    get findings() {
      findings ??= movedToExtends(project, reportFindings(project, rules, settings));
      return findings;
    },
  };
}

/** One file of an analysed project; `fileOf` gives the texts of the others, `sources` what folders hold. */
export function snapshotOf(
  analysis: ProjectAnalysis,
  file: FileText,
  version: number,
  fileOf: (uri: string) => FileText | undefined,
  sources: SourceFiles = noSourceFiles,
): Snapshot {
  const { project } = analysis;
  let own: readonly ReportedFinding[] | undefined;
  return {
    ...file,
    version,
    project,
    get findings() {
      own ??=
        project.files.length === 1
          ? analysis.findings
          : analysis.findings.filter(({ span }) => span.anchor.uri === file.uri);
      return own;
    },
    get projectFindings() {
      return analysis.findings;
    },
    fileOf: (uri) => (uri === file.uri ? file : fileOf(uri)),
    namesIn(folder) {
      const names = sources.names(folder);
      return typeof names === 'string' ? [] : names;
    },
  };
}

/** Another file of the same project; undefined for a file that is not of the project. */
export function snapshotBeside(snapshot: Snapshot, uri: string): Snapshot | undefined {
  const file = snapshot.fileOf(uri);
  const analysis: ProjectAnalysis = {
    project: snapshot.project,
    get findings() {
      return snapshot.projectFindings;
    },
  };
  return file && snapshotOf(analysis, file, 0, snapshot.fileOf);
}

/** What is given to be analysed by itself. */
export interface SourceFile extends ReadContext {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

/** The snapshot of a file that is the main one of its project. */
export function analyze(
  { uri, version, text, ...context }: SourceFile,
  settings = defaultRuleSettings,
  rules: readonly Rule[] = allRules,
): Snapshot {
  const tree = parseYaml(uri, text);
  const analysis = analyzeProject(tree, context, settings, undefined, rules);
  return snapshotOf(
    analysis,
    { uri, text, lines: indexLines(text), tree },
    version,
    (other) => {
      const found = context.sources?.tree(other);
      return typeof found === 'object' ? fileTextOf(found) : undefined;
    },
    context.sources,
  );
}

const fileTexts = new WeakMap<YamlTree, FileText>();

/** The text of a file of which only the tree is kept. */
export function fileTextOf(tree: YamlTree): FileText {
  let file = fileTexts.get(tree);
  if (!file) {
    file = { uri: tree.uri, text: tree.text, lines: indexLines(tree.text), tree };
    fileTexts.set(tree, file);
  }
  return file;
}
