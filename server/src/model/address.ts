import IPCIDR from 'ip-cidr';

/** An IP address as a number, so that ranges can be compared. */
export interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** A block of addresses; `first` is the network address, `last` the highest one (broadcast in IPv4). */
export interface Cidr {
  readonly family: 4 | 6;
  /** Length of the network part in bits. */
  readonly prefix: number;
  readonly first: bigint;
  readonly last: bigint;
  /** The address as written, which may have host bits set (`10.0.0.5/24`). */
  readonly address: bigint;
}

// The engine reads addresses with Go's netip: four decimal numbers without leading zeros, no zone, no port.
const ipv4 = /^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/;
const ipv6 = /^[0-9a-fA-F:.]+$/;

/** The address, or undefined when the engine would not accept the text as one. */
export function parseAddress(text: string): Address | undefined {
  if (ipv4.test(text)) {
    const numbers = text.split('.').map(Number);
    return numbers.some((number) => number > 255)
      ? undefined
      : { family: 4, value: BigInt(numbers.reduce((sum, number) => sum * 256 + number, 0)) };
  }
  if (!text.includes(':') || !ipv6.test(text)) return undefined;
  try {
    return { family: 6, value: IPCIDR.formatIP<bigint>(IPCIDR.createAddress(text), { type: 'bigInteger' }) };
  } catch {
    return undefined;
  }
}

/** The block, or undefined when the text is no address with a prefix length that its family allows. */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  const address = slash < 0 ? undefined : parseAddress(text.slice(0, slash));
  const prefixText = text.slice(slash + 1);
  if (!address || !/^(?:0|[1-9]\d{0,2})$/.test(prefixText)) return undefined;
  const prefix = Number(prefixText);
  const bits = address.family === 4 ? 32 : 128;
  if (prefix > bits) return undefined;
  const size = 1n << BigInt(bits - prefix);
  const first = (address.value / size) * size;
  return { family: address.family, prefix, first, last: first + size - 1n, address: address.value };
}

/** In the usual notation, IPv6 shortened (`fd00::1`). */
export function formatAddress(address: Address): string {
  if (address.family === 4) return [24n, 16n, 8n, 0n].map((shift) => (address.value >> shift) & 255n).join('.');
  const full = address.value
    .toString(16)
    .padStart(32, '0')
    .replace(/(.{4})(?!$)/g, '$1:');
  return new IPCIDR(`${full}/128`).address.correctForm();
}

/** The block in canonical notation, without host bits. */
export function formatCidr(cidr: Cidr): string {
  return `${formatAddress({ family: cidr.family, value: cidr.first })}/${cidr.prefix}`;
}

export function contains(cidr: Cidr, address: Address): boolean {
  return cidr.family === address.family && address.value >= cidr.first && address.value <= cidr.last;
}

/** True when every address of `inner` lies in `outer`. */
export function containsCidr(outer: Cidr, inner: Cidr): boolean {
  return outer.family === inner.family && inner.first >= outer.first && inner.last <= outer.last;
}

export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/** How many addresses the block holds, network and broadcast address included. */
export function sizeOf(cidr: Cidr): bigint {
  return cidr.last - cidr.first + 1n;
}
