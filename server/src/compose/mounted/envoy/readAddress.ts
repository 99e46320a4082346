import type { ProxyAddress } from '../../../model/proxy.ts';
import type { YamlNode } from '../../../text/yamlNode.ts';
import type { Fields } from './fields.ts';

/** An `Address` with a socket; undefined for pipes and internal ones. */
export function readAddress(fields: Fields, node: YamlNode | undefined): ProxyAddress | undefined {
  const socket = fields.get(node, 'socket_address');
  const host = fields.word(socket, 'address');
  if (!host) return undefined;
  const port = fields.number(socket, 'port_value');
  return {
    host: host.value,
    hostSpan: host.span,
    port: port?.value,
    portSpan: port?.span,
    protocol: fields.word(socket, 'protocol')?.value.toUpperCase() === 'UDP' ? 'udp' : 'tcp',
  };
}
