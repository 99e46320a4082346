import type { ProxyAddress, ProxyAssignment, ProxyCluster, ProxyConfiguration } from '../../../model/proxy.ts';
import type { YamlNode } from '../../../text/yamlNode.ts';
import type { YamlTree } from '../../../text/yamlTree.ts';
import { type Fields, fieldsOf } from './fields.ts';
import { readAddress } from './readAddress.ts';
import { readListener } from './readListener.ts';
import { readRoutes } from './readRoutes.ts';
import { readSource } from './readSource.ts';

/**
 * What an Envoy file does with connections. It is read without the API's schema, so that a compose project whose
 * service mounts the file need not wait for it: of what Envoy would refuse it gives what can be understood.
 */
export function readProxy(tree: YamlTree): ProxyConfiguration {
  let proxy = known.get(tree);
  if (!proxy) {
    proxy = read(tree);
    known.set(tree, proxy);
  }
  return proxy;
}

// Outline, lenses, hints and the compose project ask for the same.
const known = new WeakMap<YamlTree, ProxyConfiguration>();

function read(tree: YamlTree): ProxyConfiguration {
  const fields = fieldsOf(tree);
  const { root } = tree;
  const found = (list: string, type: string): readonly YamlNode[] => [
    ...fields.list(root, 'static_resources', list),
    ...[...fields.list(root, 'resources'), ...(root ? [root] : [])].filter((each) => isA(fields, each, type)),
  ];
  const listeners = found('listeners', 'Listener').map((each) => readListener(fields, each));
  const clusters = found('clusters', 'Cluster').flatMap((each) => readCluster(fields, each));
  const routes = found('', 'RouteConfiguration').map((each) => readRoutes(fields, each));
  const assignments = found('', 'ClusterLoadAssignment').flatMap((each) => readAssignment(fields, each));
  const admin = readAddress(fields, fields.get(root, 'admin', 'address'));
  const [lds, cds] = ['lds_config', 'cds_config'].map((field) => fields.get(root, 'dynamic_resources', field));
  const hasTopLists = fields.get(root, 'static_resources') !== undefined;
  return {
    uri: tree.uri,
    files: [],
    listeners,
    clusters,
    routes,
    assignments,
    from: {
      ...(lds ? { listeners: readSource(fields, lds) } : {}),
      ...(cds ? { clusters: readSource(fields, cds) } : {}),
    },
    ...(admin ? { admin } : {}),
    complete: {
      listeners: hasTopLists && !lds && listeners.every(isKnown) && (!admin || isPort(admin.port)),
      clusters: hasTopLists && !cds,
    },
  };
}

/** True for a resource of a discovery file whose `@type` ends with this message. */
const isA = (fields: Fields, node: YamlNode, type: string): boolean =>
  fields.word(node, '@type')?.value.endsWith(`.${type}`) === true;

export const isPort = (port: number | undefined): boolean => port !== undefined && port > 0;

/** A listener at a port that a template or the system gives may be any. */
export const isKnown = ({ addresses }: { readonly addresses: readonly ProxyAddress[] }): boolean =>
  addresses.every(({ port }) => isPort(port));

function readCluster(fields: Fields, node: YamlNode): readonly ProxyCluster[] {
  const name = fields.word(node, 'name');
  if (!name) return [];
  const type = fields.word(node, 'type')?.value.toUpperCase();
  const eds = fields.get(node, 'eds_cluster_config');
  const discovery = fields.get(node, 'cluster_type') ? undefined : (type ?? 'STATIC');
  return [
    {
      name: name.value,
      discovery,
      endpoints: endpointsIn(fields, fields.get(node, 'load_assignment')),
      ...(eds && discovery === 'EDS'
        ? {
            endpointsFrom: {
              name: fields.word(eds, 'service_name')?.value || name.value,
              source: readSource(fields, fields.get(eds, 'eds_config')),
            },
          }
        : {}),
      span: node.span,
      selectionSpan: name.span,
    },
  ];
}

function readAssignment(fields: Fields, node: YamlNode): readonly ProxyAssignment[] {
  const cluster = fields.word(node, 'cluster_name');
  return cluster ? [{ cluster: cluster.value, endpoints: endpointsIn(fields, node) }] : [];
}

/** The sockets of a `ClusterLoadAssignment`. */
const endpointsIn = (fields: Fields, node: YamlNode | undefined): readonly ProxyAddress[] =>
  fields
    .list(node, 'endpoints')
    .flatMap((locality) => fields.list(locality, 'lb_endpoints'))
    .flatMap((each) => readAddress(fields, fields.get(each, 'endpoint', 'address')) ?? []);
