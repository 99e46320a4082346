import type { ProxyTarget } from '../../../model/proxy.ts';
import type { YamlNode } from '../../../text/yamlNode.ts';
import type { Fields } from './fields.ts';

/** `weighted_clusters` of a route or a TCP proxy. */
export function weightedTargets(fields: Fields, node: YamlNode | undefined): readonly ProxyTarget[] {
  const clusters = fields.list(node, 'clusters').flatMap((each) => {
    const name = fields.word(each, 'name');
    return name ? [{ cluster: name.value, span: name.span, weight: fields.number(each, 'weight')?.value ?? 0 }] : [];
  });
  const total = clusters.reduce((sum, { weight }) => sum + weight, 0);
  return clusters.map(({ cluster, span, weight }) => ({
    cluster,
    span,
    ...(total > 0 ? { share: Math.round((weight * 100) / total) } : {}),
  }));
}
