import { within } from '../../text/span.ts';
import { pairOf, type YamlMap, type YamlNode, type YamlScalar } from '../../text/yamlNode.ts';
import type { YamlTree } from '../../text/yamlTree.ts';
import { apiName } from './envoy/fields.ts';
import { readProxy } from './envoy/readProxy.ts';
import { type HostFacts, type NamedHost, namedHost } from './hostFacts.ts';

/** Envoy: the endpoints of its clusters, and gRPC targets outside of them. Where it listens is no host. */
export function envoyHosts(tree: YamlTree): HostFacts {
  const hosts: NamedHost[] = [];
  const visit = (node: YamlNode | undefined, inListeners: boolean): void => {
    if (node?.kind === 'sequence') for (const item of node.items) visit(item, inListeners);
    if (node?.kind !== 'map') return;
    for (const { key, value } of node.pairs) {
      const name = apiName(key);
      if (
        name === undefined ||
        notConnectedTo.has(name) ||
        (inListeners && (name === 'address' || name === 'additional_addresses'))
      )
        continue;
      if (name === 'socket_address') hosts.push(...socketHost(value));
      else if (name === 'target_uri') hosts.push(...hostIn(value));
      else visit(value, name === 'listeners');
    }
  };
  visit(tree.root, false);
  return { hosts, groups: [], proxy: readProxy(tree) };
}

const notConnectedTo = new Set(['admin', 'upstream_bind_config', 'source_address']);

function socketHost(node: YamlNode | undefined): readonly NamedHost[] {
  if (node?.kind !== 'map') return [];
  const [found] = hostIn(fieldOf(node, 'address'));
  const port = fieldOf(node, 'port_value');
  if (!found || found.port !== undefined || found.scheme !== undefined) return [];
  if (port?.kind !== 'scalar' || !/^\d{1,5}$/.test(port.value)) return [found];
  return [{ ...found, port: Number(port.value), portSpan: port.contentSpan }];
}

const fieldOf = (map: YamlMap, name: string): YamlNode | undefined =>
  map.pairs.findLast(({ key }) => apiName(key) === name)?.value;

/** Prometheus: targets, and where samples and alerts go. Targets that relabelling sends elsewhere are left out. */
export function prometheusHosts(tree: YamlTree): HostFacts {
  const all = itemsOf(child(tree.root, 'scrape_configs'));
  const senders = itemsOf(child(child(tree.root, 'alerting'), 'alertmanagers'));
  const targets = [...all.filter((each) => !isMoved(each)), ...senders]
    .flatMap((each) => itemsOf(child(each, 'static_configs')))
    .flatMap((each) => itemsOf(child(each, 'targets')));
  const urls = ['remote_write', 'remote_read']
    .flatMap((key) => itemsOf(child(tree.root, key)))
    .flatMap((each) => child(each, 'url') ?? []);
  return { hosts: [...targets, ...urls].flatMap(hostIn), groups: [] };
}

const isMoved = (config: YamlNode): boolean =>
  itemsOf(child(config, 'relabel_configs')).some((each) => {
    const label = child(each, 'target_label');
    return label?.kind === 'scalar' && label.value === '__address__';
  });

const itemsOf = (node: YamlNode | undefined): readonly YamlNode[] => (node?.kind === 'sequence' ? node.items : []);

const child = (node: YamlNode | undefined, key: string): YamlNode | undefined =>
  node?.kind === 'map' ? pairOf(node, key)?.value : undefined;

function hostIn(node: YamlNode | undefined): readonly NamedHost[] {
  if (node?.kind !== 'scalar' || !isLiteral(node)) return [];
  const found = namedHost(node.value, (start, end) => within(node.contentSpan, start, end));
  return found ? [found] : [];
}

/** With escapes or folding the places in the value are not those in the file. */
const isLiteral = ({ value, contentSpan }: YamlScalar): boolean => contentSpan.end - contentSpan.start === value.length;
