import { type Address, type Cidr, parseCidr } from './address.ts';

/** True for an address of the machine itself: 127.0.0.0/8 and ::1. */
export function isLoopback({ family, value }: Address): boolean {
  // Compared, not shifted: that would make a new number for every port at every keystroke.
  return family === 4 ? value >= 0x7f00_0000n && value <= 0x7fff_ffffn : value === 1n;
}

/** True for 0.0.0.0 and ::, which stand for every address of the machine. */
export function isUnspecified({ value }: Address): boolean {
  return value === 0n;
}

/** The blocks for networks of one's own: RFC 1918 and RFC 4193. */
export const privateBlocks: readonly Cidr[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'].flatMap(
  (text) => parseCidr(text) ?? [],
);
