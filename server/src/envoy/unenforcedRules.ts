/**
 * Validate rules that Envoy 1.40 was measured not to enforce: it reads the configuration without asking them. By the
 * message's full name; a field or oneof, or all of them.
 */
const unenforced: ReadonlyMap<string, readonly string[] | 'all'> = new Map();

/** True where Envoy refuses a value that breaks the rule of this field or oneof. */
export function isEnforced(type: string, field: string): boolean {
  const fields = unenforced.get(type);
  return !(fields === 'all' || fields?.includes(field));
}
