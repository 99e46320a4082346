import type { YamlNode } from '../../../text/yamlNode.ts';
import type { Fields } from './fields.ts';

/** What requests a virtual host takes, by its domains. */
export function hostConditions(domains: readonly string[]): readonly string[] {
  return domains.length === 0 || domains.includes('*') ? [] : [`host ${either(domains)}`];
}

/** A `RouteMatch` in words; nothing for the prefix `/`, which every path has. */
export function routeConditions(fields: Fields, match: YamlNode | undefined): readonly string[] {
  return [
    ...pathConditions(fields, match),
    ...fields.list(match, 'headers').map((each) => headerCondition(fields, each)),
    ...fields.list(match, 'query_parameters').map((each) => `query parameter ${nameOf(fields, each)}`),
    ...(fields.get(match, 'grpc') ? ['gRPC'] : []),
    ...(fields.get(match, 'connect_matcher') ? ['method CONNECT'] : []),
    ...(fields.get(match, 'runtime_fraction') ? ['a share of the requests'] : []),
    ...(fields.get(match, 'tls_context') ? ['a client certificate'] : []),
    ...(fields.get(match, 'dynamic_metadata') ? ['metadata set before'] : []),
    ...(fields.get(match, 'path_match_policy') ? ['a path pattern'] : []),
  ];
}

function pathConditions(fields: Fields, match: YamlNode | undefined): readonly string[] {
  const prefix = fields.word(match, 'prefix')?.value;
  const whole = fields.word(match, 'path')?.value;
  const below = fields.word(match, 'path_separated_prefix')?.value;
  const pattern = fields.word(match, 'safe_regex', 'regex')?.value;
  return [
    ...(prefix && prefix !== '/' ? [`path starting with ${prefix}`] : []),
    ...(whole ? [`path ${whole}`] : []),
    ...(below ? [`path ${below} or below`] : []),
    ...(pattern ? [`path matching ${pattern}`] : []),
  ];
}

const nameOf = (fields: Fields, node: YamlNode): string => fields.word(node, 'name')?.value ?? '';

function headerCondition(fields: Fields, node: YamlNode): string {
  const name = nameOf(fields, node);
  const exact = (fields.word(node, 'string_match', 'exact') ?? fields.word(node, 'exact_match'))?.value;
  const what = name === ':method' ? 'method' : name === ':authority' ? 'host' : `header ${name}`;
  const isInverted = fields.word(node, 'invert_match')?.value.toLowerCase() === 'true';
  return `${isInverted ? 'not ' : ''}${what}${exact === undefined ? '' : ` ${exact}`}`;
}

/** A `FilterChainMatch` in words. */
export function chainConditions(fields: Fields, match: YamlNode | undefined): readonly string[] {
  const names = fields.words(match, 'server_names');
  const protocols = fields.words(match, 'application_protocols');
  const port = fields.number(match, 'destination_port')?.value;
  const transport = fields.word(match, 'transport_protocol')?.value;
  const ranges = (field: string): readonly string[] =>
    fields.list(match, field).map((each) => {
      const length = fields.number(each, 'prefix_len')?.value;
      return `${fields.word(each, 'address_prefix')?.value ?? ''}${length === undefined ? '' : `/${length}`}`;
    });
  const [from, to] = [ranges('source_prefix_ranges'), ranges('prefix_ranges')];
  return [
    ...(names.length > 0 ? [`TLS server name ${either(names)}`] : []),
    ...(transport === 'tls' && names.length === 0 ? ['TLS'] : []),
    ...(transport === 'raw_buffer' ? ['no TLS'] : []),
    ...(protocols.length > 0 ? [`application protocol ${either(protocols)}`] : []),
    ...(port === undefined ? [] : [`destination port ${port}`]),
    ...(from.length > 0 ? [`from ${either(from)}`] : []),
    ...(to.length > 0 ? [`to ${either(to)}`] : []),
    ...(fields.word(match, 'source_type')?.value.toUpperCase() === 'SAME_IP_OR_LOOPBACK' ? ['from the same host'] : []),
  ];
}

/** `a`, `a or b`, `a, b or c`; of long lists the first ones. */
function either(names: readonly string[]): string {
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}
