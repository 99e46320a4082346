import type { EnvoyConfig } from '../model/envoyConfig.ts';
import type { EnvoyFiles } from '../model/envoyFiles.ts';
import type { Finding, RuleText } from './rule.ts';

/** A rule about Envoy configurations. */
export interface EnvoyRule extends RuleText {
  /** `files`: the configurations of its proxy, itself among them; without them nothing is known of other files. */
  check(config: EnvoyConfig, files?: EnvoyFiles): Iterable<Finding>;
}

export function defineEnvoyRule(rule: EnvoyRule): EnvoyRule {
  return rule;
}
