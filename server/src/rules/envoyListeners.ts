import { messagesIn } from '../envoy/messageFields.ts';
import type { EnvoyConfig } from '../model/envoyConfig.ts';
import type { EnvoyMessage } from '../model/envoyMessage.ts';

/** The listeners of a configuration, or of a file with resources that Envoy watches. */
export function listenersOf({ kind, root }: EnvoyConfig): readonly EnvoyMessage[] {
  if (kind !== 'discovery') return messagesIn(root, 'static_resources', 'listeners');
  return messagesIn(root, 'resources').filter(({ type }) => type === 'envoy.config.listener.v3.Listener');
}
