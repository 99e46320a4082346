/** iptables refuses names of more characters (XT_EXTENSION_MAXNAMELEN is 29 with the final zero). */
const chainLimit = 28;
const prefix = 'BULKHEAD-';

/** The name of a project's chain: `BULKHEAD-shop`. Long names end in a hash of the whole. */
export function chainName(project: string): string {
  const whole = prefix + plain(project);
  return whole.length <= chainLimit ? whole : `${whole.slice(0, chainLimit - 7)}-${hash(project)}`;
}

/** The name of a project's nftables table: `bulkhead-shop`. */
export function tableName(project: string): string {
  return `bulkhead-${plain(project)}`;
}

/** Compose allows small letters, digits, `_` and `-`; what a broken file has instead must not get into a script. */
function plain(project: string): string {
  return project.replace(/[^A-Za-z0-9_-]/g, '_');
}

/** FNV-1a, six hexadecimal digits. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value.toString(16).padStart(8, '0').slice(-6);
}
