import type { EnvoyConfig } from '../model/envoyConfig.ts';
import type { Finding, RuleText } from './rule.ts';

/** A rule about Envoy configurations. */
export interface EnvoyRule extends RuleText {
  check(config: EnvoyConfig): Iterable<Finding>;
}

export function defineEnvoyRule(rule: EnvoyRule): EnvoyRule {
  return rule;
}
