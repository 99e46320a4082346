/**
 * Why Envoy cannot use a JSON Web Key Set, as the beginning of a sentence; undefined for one that has a usable key, or
 * whose keys look right. Source: RFC 7517 and 7518, and what Envoy's `jwt_verify_lib` was measured to take.
 */
export function keySetFault(text: string): string | undefined {
  if (isTemplate.test(text)) return undefined;
  let set: unknown;
  try {
    set = JSON.parse(text.replace(lineEnds, ' '));
  } catch {
    // Envoy's reader is lenient: it takes quotes of either kind, keys without, and commas at the end.
    return /^\s*\{/.test(text) ? undefined : 'The key set is no JSON';
  }
  if (!isObject(set)) return 'A key set is an object with `keys`';
  const { keys } = set;
  if (keys === undefined) return 'The key set has no `keys`';
  if (!Array.isArray(keys)) return '`keys` is a list';
  if (keys.length === 0) return 'The key set has no key';
  const faults = keys.map(keyFault);
  // One key that can be used is enough.
  return faults.every((fault) => fault !== undefined) ? faults.at(-1) : undefined;
}

/** Allowed in the texts of a key. */
const lineEnds = /[\t\r\n]/g;

const isTemplate = /\$\{|\{\{|\$\(/;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface KeyType {
  readonly needed: readonly string[];
  readonly algorithm: RegExp;
}

/** By `kty`. */
const types: ReadonlyMap<unknown, KeyType> = new Map([
  ['RSA', { needed: ['n', 'e'], algorithm: /^(?:RS|PS)/ }],
  ['EC', { needed: ['x', 'y'], algorithm: /^ES/ }],
  ['oct', { needed: ['k'], algorithm: /^HS/ }],
  ['OKP', { needed: ['crv', 'x'], algorithm: /^EdDSA$/ }],
]);

const base64Url = /^[A-Za-z0-9_-]+={0,2}$/;

function keyFault(key: unknown): string | undefined {
  if (!isObject(key)) return 'Each key is an object';
  const type = types.get(key.kty);
  if (!type) return key.kty === undefined ? 'A key has no `kty`' : `There is no \`kty\` "${String(key.kty)}"`;
  const algorithm = key.alg;
  if (typeof algorithm === 'string' && !type.algorithm.test(algorithm))
    return `The algorithm "${algorithm}" is not for keys of the type ${String(key.kty)}`;
  for (const name of type.needed) {
    const value = key[name];
    if (typeof value !== 'string') return `A key of the type ${String(key.kty)} has no \`${name}\``;
    if (name !== 'crv' && !base64Url.test(value.replace(/\s/g, ''))) return `\`${name}\` of a key is no base64url`;
  }
  return undefined;
}
