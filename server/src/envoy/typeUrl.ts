import type { UnknownTypeReason } from '../model/envoyProblem.ts';
import { messageSchema } from './schema.ts';

/** The message that a type URL names: what follows the last slash. Undefined without a host before it. */
export function typeOfUrl(url: string): string | undefined {
  return /^.+\/./.test(url) ? url.slice(url.lastIndexOf('/') + 1) : undefined;
}

/** Why Envoy of this minor version would not find a message; undefined for one that it has. */
export function unknownTypeReason(type: string, version: number): UnknownTypeReason | undefined {
  const schema = messageSchema(type);
  if (!schema) return isOfOldApi(type) ? { kind: 'v2' } : { kind: 'unknown' };
  if (schema.contrib) return { kind: 'contrib' };
  if (schema.absent) return { kind: 'not-built' };
  if (schema.since !== undefined && version < schema.since) return { kind: 'later', since: schema.since };
  if (schema.until !== undefined && version > schema.until) return { kind: 'removed', until: schema.until };
  return undefined;
}

const isOfOldApi = (type: string): boolean => /^envoy\.(?:api\.v2|.*\.v2(?:alpha\d*)?)\./.test(type);
