import type { JsonPair, JsonString } from '../text/jsonNode.ts';

/** The string that a key has. */
export function textAt(pair: JsonPair | undefined): JsonString | undefined {
  return pair?.value?.kind === 'string' ? pair.value : undefined;
}
