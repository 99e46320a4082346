import data from '../../../schemas/cni.json' with { type: 'json' };
import type { CniKeyFacts, CniPluginFacts } from '../model/cniConfig.ts';

interface CniFacts {
  readonly versions: readonly string[];
  readonly list: Readonly<Record<string, CniKeyFacts>>;
  readonly plugin: Readonly<Record<string, CniKeyFacts>>;
  readonly route: Readonly<Record<string, CniKeyFacts>>;
  readonly plugins: Readonly<Record<string, CniPluginFacts>>;
  readonly foreignTypes: readonly string[];
}

/** Keys of the specification 1.1.0, of the reference plugins 1.9.1 and of widespread other ones. */
export const cniFacts = data as unknown as CniFacts;

/** What is known of a plugin of this name. */
export function pluginFacts(type: string | undefined): CniPluginFacts | undefined {
  return type !== undefined && Object.hasOwn(cniFacts.plugins, type) ? cniFacts.plugins[type] : undefined;
}
