import { parseAddress } from '../model/address.ts';
import type { EnvoyMessage } from '../model/envoyMessage.ts';
import { type EnvoyText, fieldOf, messageIn, textIn } from './envoyFields.ts';

/** The host of a socket address where Envoy takes nothing but an IP address, and the host is none. */
export function hostInPlaceOfAddress(socket: EnvoyMessage | undefined): EnvoyText | undefined {
  const host = textIn(socket, 'address');
  if (!host || fieldOf(socket, 'resolver_name') !== undefined) return undefined;
  return isIpAddress(host.value) ? undefined : host;
}

/** An IPv4 or IPv6 address as Envoy reads it: no brackets, no missing or octal parts, a zone if wanted. */
function isIpAddress(text: string): boolean {
  if (/^\d+(?:\.\d+){3}$/.test(text))
    return text.split('.').every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
  return text.includes(':') && parseAddress(text.replace(/%[^%]+$/, '')) !== undefined;
}

/** The socket address in the `address` of a listener, endpoint or admin interface. */
export const socketOf = (owner: EnvoyMessage | undefined): EnvoyMessage | undefined =>
  messageIn(owner, 'address', 'socket_address');
