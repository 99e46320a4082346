import { isPreset, type RuleSettings } from './features/ruleSettings.ts';
import type { Severity } from './rules/rule.ts';

/** The settings under `bulkhead.` that the server reads. */
export interface ServerSettings {
  readonly rules: RuleSettings;
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
  /** Whether faults of YAML and schema are published. `auto` is for a client that knows who else reports them. */
  readonly shapeFindings: boolean;
}

export const defaultSettings: ServerSettings = {
  rules: { levels: {} },
  codeLens: true,
  inlayHints: true,
  shapeFindings: true,
};

const levels: ReadonlySet<unknown> = new Set(['error', 'warning', 'information', 'hint', 'off']);

/** Takes what is usable of the value of the section `bulkhead`; anything else keeps its default. */
export function readSettings(section: unknown): ServerSettings {
  const rules = property(section, 'rules');
  const enabled = (feature: 'codeLens' | 'inlayHints'): boolean => {
    const value = property(property(section, feature), 'enabled');
    return typeof value === 'boolean' ? value : defaultSettings[feature];
  };
  const preset = property(section, 'preset');
  const entries = typeof rules === 'object' && rules !== null ? Object.entries(rules) : [];
  return {
    rules: {
      ...(isPreset(preset) ? { preset } : {}),
      levels: Object.fromEntries(entries.filter((entry): entry is [string, Severity | 'off'] => levels.has(entry[1]))),
    },
    codeLens: enabled('codeLens'),
    inlayHints: enabled('inlayHints'),
    shapeFindings: property(property(section, 'diagnostics'), 'schema') !== 'off',
  };
}

/** What a client tells when it starts the server. */
export interface ClientOptions {
  /** A rule's id is appended to it and gives the address of the rule's page; empty when the client has no pages. */
  readonly ruleLinkBase: string;
  /** The client's command that asks for proposals; empty when it has none. */
  readonly suggestCommand: string;
}

export function readClientOptions(options: unknown): ClientOptions {
  const text = (name: string): string => {
    const value = property(options, name);
    return typeof value === 'string' ? value : '';
  };
  return { ruleLinkBase: text('ruleLinkBase'), suggestCommand: text('suggestCommand') };
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
