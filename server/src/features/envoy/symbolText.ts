import type { EnvoyConfig, EnvoySymbol } from '../../model/envoyConfig.ts';
import type { EnvoyMessage, EnvoyValue } from '../../model/envoyMessage.ts';
import { code, codeList, count } from '../markdown.ts';

const headings: Readonly<Record<EnvoySymbol['kind'], string>> = {
  cluster: 'Cluster',
  listener: 'Listener',
  'filter-chain': 'Filter chain',
  'route-configuration': 'Route configuration',
  endpoints: 'Endpoints',
  'virtual-host': 'Virtual host',
  secret: 'Secret',
};

export const symbolHeading = (kind: EnvoySymbol['kind']): string => headings[kind];

/** What something with a name is, as Markdown. `config`: the file that defines it, one of those of a proxy. */
export function symbolText(configs: readonly EnvoyConfig[], config: EnvoyConfig, symbol: EnvoySymbol): string {
  return [
    `### ${headings[symbol.kind]} ${code(symbol.name)}`,
    symbolFacts(configs, config, symbol)
      .map((fact) => `- ${fact}`)
      .join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** A few words beside the name in a list of proposals, plain text. */
export function symbolBrief(config: EnvoyConfig, symbol: EnvoySymbol): string {
  if (symbol.kind !== 'cluster') return headings[symbol.kind].toLowerCase();
  const addresses = endpointsOf(config, symbol.name);
  return [clusterType(symbol.message), ...(addresses.length > 0 ? [addresses.slice(0, 3).join(', ')] : [])].join(' · ');
}

function symbolFacts(
  configs: readonly EnvoyConfig[],
  config: EnvoyConfig,
  { kind, name, message }: EnvoySymbol,
): readonly string[] {
  const uses = configs
    .flatMap(({ references }) => references)
    .filter((each) => each.kind === kind && each.name === name).length;
  const used = `**Referred to** ${count(uses, 'time')} in ${configs.length > 1 ? 'the files of this proxy' : 'this file'}`;
  if (kind === 'cluster') {
    const addresses = endpointsOf(config, name);
    const balancing = scalar(message, 'lb_policy');
    return [
      `**Type**: ${code(clusterType(message))}`,
      ...(addresses.length > 0 ? [`**Endpoints**: ${codeList(addresses)}`] : []),
      ...(balancing === undefined ? [] : [`**Load balancing**: ${code(balancing)}`]),
      ...(message.fields.has('transport_socket') ? [] : ['**Plain text**: no `transport_socket`']),
      ...(message.fields.has('health_checks') ? ['**Health checks**'] : []),
      used,
    ];
  }
  if (kind === 'route-configuration') {
    const hosts = items(message.fields.get('virtual_hosts')?.value);
    const domains = hosts.flatMap((host) => (host.kind === 'message' ? texts(host.fields.get('domains')?.value) : []));
    return [...(domains.length > 0 ? [`**Domains**: ${codeList(domains)}`] : []), used];
  }
  if (kind === 'virtual-host') {
    const domains = texts(message.fields.get('domains')?.value);
    const routes = items(message.fields.get('routes')?.value).length;
    return [...(domains.length > 0 ? [`**Domains**: ${codeList(domains)}`] : []), `**Routes**: ${routes}`];
  }
  if (kind === 'listener') {
    const own = config.addresses.filter(({ use, owner }) => use === 'listener' && owner === name).map(shown);
    return own.length > 0 ? [`**Address**: ${codeList(own)}`] : [];
  }
  return kind === 'secret' || kind === 'endpoints' ? [used] : [];
}

function clusterType(message: EnvoyMessage): string {
  const custom = message.fields.get('cluster_type')?.value;
  const name = custom?.kind === 'message' ? scalar(custom, 'name') : undefined;
  return name ?? scalar(message, 'type') ?? 'STATIC';
}

const endpointsOf = (config: EnvoyConfig, cluster: string): readonly string[] =>
  config.addresses.filter(({ use, owner }) => use === 'endpoint' && owner === cluster).map(shown);

const shown = ({ host, port }: EnvoyConfig['addresses'][number]): string =>
  port === undefined ? host : `${host}:${port}`;

function scalar(message: EnvoyMessage, field: string): string | undefined {
  const value = message.fields.get(field)?.value;
  return value?.kind === 'scalar' ? String(value.value) : undefined;
}

const items = (value: EnvoyValue | undefined): readonly EnvoyValue[] => (value?.kind === 'list' ? value.items : []);

const texts = (value: EnvoyValue | undefined): readonly string[] =>
  items(value).flatMap((item) => (item.kind === 'scalar' ? [String(item.value)] : []));
