import { newestInstalled } from './cni/installed.ts';
import { isPreset, type RuleSettings } from './features/ruleSettings.ts';
import type { CniInstalled } from './model/cniConfig.ts';
import type { Severity } from './rules/rule.ts';

/** The settings under `bulkhead.` that the server reads. */
export interface ServerSettings {
  readonly rules: RuleSettings;
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
  /** Whether faults of YAML and schema are published. `auto` is for a client that knows who else reports them. */
  readonly shapeFindings: boolean;
  /** Minor version of Envoy 1.x that files are for where nothing else tells. */
  readonly envoyVersion: number;
  /** What CNI networks are for. */
  readonly cni: CniInstalled;
}

export const defaultSettings: ServerSettings = {
  rules: { levels: {} },
  codeLens: true,
  inlayHints: true,
  shapeFindings: true,
  envoyVersion: 40,
  cni: newestInstalled,
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
    envoyVersion: envoyVersion(property(property(section, 'envoy'), 'version')),
    cni: cniInstalled(property(section, 'cni')),
  };
}

/** `1.40`, with or without what follows; the newest where it is none of those that are known. */
function envoyVersion(value: unknown): number {
  const minor = Number(/^v?1\.(\d+)(?:\.|$)/.exec(String(value))?.[1]);
  return minor >= oldestEnvoy && minor <= defaultSettings.envoyVersion ? minor : defaultSettings.envoyVersion;
}

const oldestEnvoy = 36;

/** Versions with or without `v`; the newest for what is none. */
function cniInstalled(section: unknown): CniInstalled {
  const version = (name: string): string | undefined =>
    /^v?(\d+\.\d+(?:\.\d+)?)$/.exec(String(property(section, name)))?.[1];
  const specification = version('specVersion') ?? newestInstalled.specification;
  return { plugins: version('pluginVersion') ?? newestInstalled.plugins, specification };
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
