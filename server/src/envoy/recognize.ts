import type { EnvoyConfig } from '../model/envoyConfig.ts';
import { pairOf, type YamlMap, type YamlNode } from '../text/yamlNode.ts';
import type { YamlTree } from '../text/yamlTree.ts';

const ownName = /(?:^|[/\\])(?:envoy|[^/\\]+\.envoy)\.(?:ya?ml|json)$/i;
const readable = /\.(?:ya?ml|json)$/i;

/** True for `envoy.yaml`, `envoy.json`, `front.envoy.yaml` and the like. A path or a uri. */
export const isEnvoyName = (path: string): boolean => ownName.test(path);

/** True for a file whose text is worth being parsed to find out whether it is for Envoy. */
export function mayBeEnvoy(path: string, text: string): boolean {
  return isEnvoyName(path) || (readable.test(path) && tellingWord.test(text));
}

const tellingWord =
  /^(?:static_?[rR]esources|dynamic_?[rR]esources|admin|resources|["']?@type["']?)[ \t]*:|^[ \t]*\{?[ \t]*"(?:static_?[rR]esources|dynamic_?[rR]esources|admin|resources|@type)"[ \t]*:/m;

/** Which kind of Envoy file this is; undefined for a file of something else. */
export function envoyKind(tree: YamlTree): EnvoyConfig['kind'] | undefined {
  const { root } = tree;
  if (root) {
    if (bootstrapKeys.some((key) => pairOf(root, key)) || hasAdmin(root)) return 'bootstrap';
    if (isTypeOfEnvoy(pairOf(root, '@type')?.value)) return 'resource';
    if (hasResources(root)) return 'discovery';
  }
  return isEnvoyName(tree.uri) ? 'bootstrap' : undefined;
}

const bootstrapKeys: readonly string[] = [
  'static_resources',
  'staticResources',
  'dynamic_resources',
  'dynamicResources',
];

/** `admin` is a usual word; Envoy's has an address or a log. */
function hasAdmin(root: YamlMap): boolean {
  const admin = pairOf(root, 'admin')?.value;
  const address = admin?.kind === 'map' ? pairOf(admin, 'address')?.value : undefined;
  if (admin?.kind !== 'map') return false;
  if (address?.kind === 'map' && (pairOf(address, 'socket_address') || pairOf(address, 'socketAddress'))) return true;
  return ['access_log_path', 'accessLogPath'].some((key) => pairOf(admin, key));
}

const isTypeOfEnvoy = (node: YamlNode | undefined): boolean =>
  node?.kind === 'scalar' && /^[^/]*\/envoy\./.test(node.value);

function hasResources(root: YamlMap): boolean {
  const resources = pairOf(root, 'resources')?.value;
  return (
    resources?.kind === 'sequence' &&
    resources.items.some((item) => item.kind === 'map' && isTypeOfEnvoy(pairOf(item, '@type')?.value))
  );
}
