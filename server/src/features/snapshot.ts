import type { Project } from '../model/project.ts';
import type { RuleFinding } from '../rules/findings.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import type { YamlTree } from '../text/yamlTree.ts';

/** A finding after settings and suppressions, ready to be shown. */
export type ReportedFinding = RuleFinding;

/**
 * One version of one compose file with everything that features need to know about it. A snapshot answers for the
 * newest version only: spans move with later edits.
 */
export interface Snapshot {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly lines: LineIndex;
  readonly tree: YamlTree;
  readonly project: Project;
  /** Looked for when they are asked for first: what needs only the model does not wait for them. */
  readonly findings: readonly ReportedFinding[];
}
