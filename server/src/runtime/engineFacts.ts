import type { EngineFacts } from '../reach/engine.ts';
import { type Docker, runDocker } from './docker.ts';
import { at, parseJson, textAt } from './json.ts';

/**
 * What the engine tells about itself that decides about flows; nothing where it does not answer. Its userland proxy is
 * not among it: no command tells.
 */
export async function readEngineFacts(docker: Docker, signal?: AbortSignal): Promise<EngineFacts> {
  const info = await runDocker(docker, ['info', '--format', '{{json .}}'], { signal });
  if (!info.ok) return {};
  const json = parseJson(info.value);
  const version = textAt(json, 'ServerVersion');
  const firewall = textAt(json, 'FirewallBackend', 'Driver').split('+')[0];
  const filtered = at(json, 'BridgeNfIptables');
  return {
    ...(version ? { version } : {}),
    ...(firewall === 'iptables' || firewall === 'nftables' ? { firewall } : {}),
    ...(typeof filtered === 'boolean' ? { bridgeNetfilter: filtered } : {}),
  };
}
