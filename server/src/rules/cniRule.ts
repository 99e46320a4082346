import type { CniConfig } from '../model/cniConfig.ts';
import type { Project } from '../model/project.ts';
import type { Finding, RuleText } from './rule.ts';

/** A rule about configurations of CNI networks. */
export interface CniRule extends RuleText {
  check?(config: CniConfig): Iterable<Finding>;
  /**
   * Faults that show beside the other files of one `net.d`. `folder` has all of them in the order in which libcni reads
   * them, `config` among them; only what is to be told in `config` is found.
   */
  checkInFolder?(config: CniConfig, folder: readonly CniConfig[]): Iterable<Finding>;
  /** Faults that show beside compose projects of the workspace, if these are for the same machine. */
  checkBeside?(config: CniConfig, projects: readonly Project[]): Iterable<Finding>;
}

export function defineCniRule(rule: CniRule): CniRule {
  return rule;
}
