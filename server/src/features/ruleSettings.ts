import type { Severity } from '../rules/rule.ts';

/** How loud the rules are. */
export interface RuleSettings {
  /** Moves the levels of all rules that `levels` does not name. */
  readonly preset?: Preset;
  /** The level by rule id; a rule that is not named has its own. */
  readonly levels: Readonly<Record<string, Severity | 'off'>>;
}

/** What becomes of a finding of each level. */
type Levels = Readonly<Record<Severity, Severity | 'off'>>;

/** The values of the setting `bulkhead.preset`: levels for all rules at once. */
export const presets = {
  default: { error: 'error', warning: 'warning', information: 'information', hint: 'hint' },
  strict: { error: 'error', warning: 'error', information: 'warning', hint: 'information' },
  quiet: { error: 'error', warning: 'warning', information: 'off', hint: 'off' },
  'errors-only': { error: 'error', warning: 'off', information: 'off', hint: 'off' },
} as const satisfies Readonly<Record<string, Levels>>;

export type Preset = keyof typeof presets;

export function isPreset(value: unknown): value is Preset {
  return typeof value === 'string' && Object.hasOwn(presets, value);
}
