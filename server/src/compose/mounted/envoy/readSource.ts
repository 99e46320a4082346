import type { ProxySource } from '../../../model/proxy.ts';
import type { YamlNode } from '../../../text/yamlNode.ts';
import type { Fields } from './fields.ts';

/** A `ConfigSource`. */
export function readSource(fields: Fields, node: YamlNode | undefined): ProxySource {
  const path = fields.word(node, 'path_config_source', 'path') ?? fields.word(node, 'path');
  return path ? { kind: 'file', path: path.value, span: path.span } : { kind: 'elsewhere' };
}
