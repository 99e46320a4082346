import { messageSchema } from '../envoy/schema.ts';
import type { EnvoyConfig } from '../model/envoyConfig.ts';
import { envoyProblems } from './envoyProblems.ts';
import { nearest } from './nearest.ts';

/** The field that was probably meant, in the spelling that was used. */
export function nearestEnvoyField(written: string, type: string): string | undefined {
  const fields = [...(messageSchema(type)?.fields.values() ?? [])].filter(({ disallowed }) => !disallowed);
  const bare = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  const same = fields.find(({ name }) => bare(name) === bare(written));
  if (same) return same.name;
  const isCamel = /[a-z][A-Z]/.test(written);
  return nearest(
    written,
    fields.map(({ name, jsonName }) => (isCamel ? jsonName : name)),
  );
}

/**
 * True where the message at the path has an unknown key that is meant to be one of the fields: that key is the fault
 * then, and not that the field is missing. In what Envoy fetches it ignores the key, and the field is missing.
 */
export function isMisspelt(
  config: EnvoyConfig,
  path: readonly (string | number)[],
  fields: readonly string[],
): boolean {
  if (config.kind !== 'bootstrap') return false;
  for (const { path: own, field, type } of envoyProblems(config, 'unknown-field')) {
    const isInside = own.length === path.length + 1 && path.every((part, index) => part === own[index]);
    const meant = isInside ? nearestEnvoyField(field, type) : undefined;
    if (meant !== undefined && fields.some((each) => messageSchema(type)?.spellings.get(meant)?.name === each))
      return true;
  }
  return false;
}
