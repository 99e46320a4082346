import { pairOf, type YamlMap, type YamlNode, type YamlScalar } from '../text/yamlNode.ts';
import type { YamlTree } from '../text/yamlTree.ts';

/** A scalar of a YAML file that holds the configuration of a network. */
export interface EmbeddedCni {
  readonly place: 'attachment' | 'config-map';
  readonly scalar: YamlScalar;
}

/** True for a file that is only there for CNI, by its name. A path or a uri. */
export const isCniName = (path: string): boolean =>
  /\.conflist$/i.test(path) || /(?:^|[/\\])net\.d[/\\][^/\\]+\.(?:conf|json)$/i.test(path);

/** True where both are files of one folder of `net.d` that libcni reads. */
export function isNetworkFolder(uri: string, other: string): boolean {
  const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
  return (
    /\/net\.d\/$/.test(folder) &&
    other.startsWith(folder) &&
    /^[^/]+\.(?:conflist|conf|json)$/.test(other.slice(folder.length))
  );
}

/** True for a file whose text is worth being read to find out whether it holds configurations of networks. */
export function mayBeCni(path: string, text: string): boolean {
  if (isCniName(path)) return true;
  if (/\.(?:conf|json)$/i.test(path)) return isCniJson(text);
  return /\.ya?ml$/i.test(path) && (/^kind:\s*["']?NetworkAttachmentDefinition/m.test(text) || telling.test(text));
}

const telling = /\\?"(?:cniVersion)\\?"\s*:/;

/** JSON that says of itself that it is for CNI: `cniVersion` beside `type` or `plugins`. */
const isCniJson = (text: string): boolean => telling.test(text) && /"(?:type|plugins)"\s*:/.test(text);

/** The configurations in one document of Kubernetes: of attachments, and of ConfigMaps that are copied into `net.d`. */
export function embeddedCni(tree: YamlTree): readonly EmbeddedCni[] {
  const found: EmbeddedCni[] = [];
  if (tree.content) visit(tree.content, found);
  return found;
}

function visit(node: YamlNode, found: EmbeddedCni[]): void {
  if (node.kind === 'sequence') for (const item of node.items) visit(item, found);
  if (node.kind !== 'map') return;
  const kind = textOf(pairOf(node, 'kind')?.value);
  if (kind === 'List') {
    const items = pairOf(node, 'items')?.value;
    if (items) visit(items, found);
  }
  if (kind === 'NetworkAttachmentDefinition') {
    const spec = pairOf(node, 'spec')?.value;
    const config = spec?.kind === 'map' ? pairOf(spec, 'config')?.value : undefined;
    if (config?.kind === 'scalar' && config.value.trim() !== '') found.push({ place: 'attachment', scalar: config });
  }
  if (kind === 'ConfigMap') for (const entry of inConfigMap(node)) found.push(entry);
}

function inConfigMap(node: YamlMap): readonly EmbeddedCni[] {
  const data = pairOf(node, 'data')?.value;
  if (data?.kind !== 'map') return [];
  return data.pairs.flatMap(({ value }): readonly EmbeddedCni[] =>
    value?.kind === 'scalar' && isCniJson(value.value) ? [{ place: 'config-map', scalar: value }] : [],
  );
}

const textOf = (node: YamlNode | undefined): string | undefined => (node?.kind === 'scalar' ? node.value : undefined);
