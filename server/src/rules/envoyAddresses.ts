import { type EnvoyText, fieldOf, messageIn, messagesIn, textIn } from '../envoy/messageFields.ts';
import { parseAddress } from '../model/address.ts';
import type { EnvoyConfig } from '../model/envoyConfig.ts';
import type { EnvoyMessage } from '../model/envoyMessage.ts';
import { messagesOfType } from './envoyPlaces.ts';

/** The host of a socket address where Envoy takes nothing but an IP address, and the host is none. */
export function hostInPlaceOfAddress(socket: EnvoyMessage | undefined): EnvoyText | undefined {
  const host = textIn(socket, 'address');
  if (!host || fieldOf(socket, 'resolver_name') !== undefined) return undefined;
  return isIpAddress(host.value) ? undefined : host;
}

/** An IPv4 or IPv6 address as Envoy reads it: no brackets, no missing or octal parts, a zone if wanted. */
export function isIpAddress(text: string): boolean {
  if (/^\d+(?:\.\d+){3}$/.test(text))
    return text.split('.').every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
  return text.includes(':') && parseAddress(text.replace(/%[^%]+$/, '')) !== undefined;
}

/** The socket address in the `address` of a listener, endpoint or admin interface. */
export const socketOf = (owner: EnvoyMessage | undefined): EnvoyMessage | undefined =>
  messageIn(owner, 'address', 'socket_address');

/** Addresses that Envoy binds. */
export function boundSockets(config: EnvoyConfig): readonly (EnvoyMessage | undefined)[] {
  const of = (type: string): readonly EnvoyMessage[] => messagesOfType(config, type).map(({ message }) => message);
  return [
    ...of('envoy.config.listener.v3.Listener').flatMap((listener) => [
      socketOf(listener),
      ...messagesIn(listener, 'additional_addresses').map(socketOf),
    ]),
    ...of('envoy.config.bootstrap.v3.Admin').map(socketOf),
    ...bindConfigs(config).flatMap((bind) => [
      messageIn(bind, 'source_address'),
      ...messagesIn(bind, 'extra_source_addresses').map((extra) => messageIn(extra, 'address')),
      ...messagesIn(bind, 'additional_source_addresses'),
    ]),
    ...of('envoy.config.metrics.v3.StatsdSink').map(socketOf),
  ];
}

/** The settings of outgoing connections that count: those of the cluster manager do for clusters without their own. */
export function bindConfigs(config: EnvoyConfig): readonly EnvoyMessage[] {
  const clusters = messagesOfType(config, 'envoy.config.cluster.v3.Cluster');
  const isUsed = clusters.some(({ message }) => !fieldOf(message, 'upstream_bind_config'));
  return messagesOfType(config, 'envoy.config.core.v3.BindConfig')
    .filter(({ around }) => isUsed || around.at(-1)?.type !== 'envoy.config.bootstrap.v3.ClusterManager')
    .map(({ message }) => message);
}

/** The socket addresses of an endpoint, the further ones as well. */
export const socketsOf = (endpoint: EnvoyMessage): readonly (EnvoyMessage | undefined)[] => [
  messageIn(endpoint, 'address', 'socket_address'),
  ...messagesIn(endpoint, 'additional_addresses').map(socketOf),
];
