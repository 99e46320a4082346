import type { Project } from '../model/project.ts';
import type { Finding, Rule, Severity } from '../rules/rule.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import type { YamlTree } from '../text/yamlTree.ts';

/** A finding after settings and suppressions, ready to be shown. */
export interface ReportedFinding extends Finding {
  readonly rule: Rule;
  readonly severity: Severity;
}

/** One version of the text of one file. */
export interface FileText {
  readonly uri: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly tree: YamlTree;
}

/**
 * One version of one compose file with everything that features need to know about it, the project that it belongs to
 * among it. A snapshot answers for the newest version only: spans move with later edits.
 */
export interface Snapshot extends FileText {
  readonly version: number;
  readonly project: Project;
  /** Those in this file. */
  readonly findings: readonly ReportedFinding[];
  /** Those in all files of the project. */
  readonly projectFindings: readonly ReportedFinding[];
  /** A file of the project by its URI, this one among them; undefined for any other. */
  fileOf(uri: string): FileText | undefined;
  /** What a folder holds, by name, of folders with a slash behind it; nothing while it was not read. */
  namesIn(folder: string): readonly string[];
}
