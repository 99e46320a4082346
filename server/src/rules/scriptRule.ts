import type { Script } from '../model/script.ts';
import type { Finding, RuleText } from './rule.ts';

/** A rule about shell scripts that change the engine's firewall. Its fixes only replace text. */
export interface ScriptRule extends RuleText {
  check(script: Script): Iterable<Finding>;
}

export function defineScriptRule(rule: ScriptRule): ScriptRule {
  return rule;
}
