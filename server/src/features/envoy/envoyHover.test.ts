import { describe, expect, it } from 'vitest';
import { inSmallProxy, markedEnvoy, smallProxy } from '../../../../test/harness/envoyCursor.ts';
import { envoyHover } from './envoyHover.ts';

function hoverText(textWithMark: string, name?: string): string {
  const { file, position } = markedEnvoy(textWithMark, name);
  const contents = envoyHover(file, position)?.contents;
  return typeof contents === 'object' && 'value' in contents ? contents.value : '';
}

const at = (part: string, mark: string): string => hoverText(inSmallProxy(part, mark));

describe('hover on a field', () => {
  it('tells what it does, its type, what holds without it, and where more is written', () => {
    expect(at('timeout: 3s', 'time$0out: 3s')).toMatchInlineSnapshot(`
      "### \`timeout\` · duration in seconds, such as \`0.25s\`

      From the end of the request to the end of the response, attempts included; then 504. \`0s\` is no limit: for streams.

      Not set: 15 seconds.

      [\`timeout\` in Envoy’s documentation](https://www.envoyproxy.io/docs/envoy/v1.40.0/api-v3/config/route/v3/route_components.proto#envoy-v3-api-field-config-route-v3-routeaction-timeout)"
    `);
  });

  it('tells what the API asks of it', () => {
    expect(at('port_value: 8080', 'port$0_value: 8080')).toMatchInlineSnapshot(`
      "### \`port_value\` · whole number from 0

      Port number. Of a compose service it is the port inside the container, not the published one. 0 lets the system choose.

      At most 65535.

      Either this or one of: \`named_port\`. One of them has to be set.

      [\`port_value\` in Envoy’s documentation](https://www.envoyproxy.io/docs/envoy/v1.40.0/api-v3/config/core/v3/address.proto#envoy-v3-api-field-config-core-v3-socketaddress-port-value)"
    `);
    expect(at('domains: ', 'dom$0ains: ')).toContain('Required.');
    expect(at('cluster: backend', 'clus$0ter: backend')).toMatchInlineSnapshot(`
      "### \`cluster\` · text

      Name of the cluster. It has to be defined, unless clusters come from a control plane.

      Not empty.

      Either this or one of: \`cluster_header\`, \`cluster_specifier_plugin\`, \`inline_cluster_specifier_plugin\`, \`weighted_clusters\`. One of them has to be set.

      [\`cluster\` in Envoy’s documentation](https://www.envoyproxy.io/docs/envoy/v1.40.0/api-v3/config/route/v3/route_components.proto#envoy-v3-api-field-config-route-v3-routeaction-cluster)"
    `);
  });

  it('tells since when it exists, and that it is on its way out', () => {
    expect(at('timeout: 3s', 'cors$0: {}')).toContain('**Deprecated**');
  });

  it.each([
    ['flow maps', inSmallProxy('{address: 127.0.0.1', '{addr$0ess: 127.0.0.1'), '### `address`'],
    ['camelCase', inSmallProxy('connect_timeout: 1s', 'connect$0Timeout: 1s'), '### `connect_timeout`'],
    ['a half-typed file', inSmallProxy('timeout: 3s', 'tim$0eout: 3s\n                            x'), '### `timeout`'],
    [
      'a file that breaks off',
      inSmallProxy('timeout: 3s', 'tim$0eout: 3s\nCUT').replace(/CUT[\s\S]*/, '  : ]['),
      '### `timeout`',
    ],
  ])('works in %s', (_, text, words) => {
    expect(hoverText(text)).toContain(words);
  });

  it('works in JSON', () => {
    const json = '{"static_resources": {"clusters": [{"name": "a", "lb_p$0olicy": "MAGLEV"}]}}';
    expect(hoverText(json, 'envoy.json')).toContain('### `lb_policy`');
    expect(hoverText(json.replace('$0', '').replace('MAG', 'MAG$0'), 'envoy.json')).toContain('hash_policy');
  });

  it('works in settings of an extension behind its `@type`, wherever that stands', () => {
    expect(at('stat_prefix: ingress', 'stat$0_prefix: ingress')).toContain('after `http.`');
    const last = inSmallProxy('stat_prefix: ingress', 'stat$0_prefix: ingress')
      .replace(/ *"@type".*HttpConnectionManager\n/, '')
      .replace(
        '  clusters:',
        '                "@type": t/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager\n  clusters:',
      );
    expect(hoverText(last)).toContain('after `http.`');
  });
});

describe('hover on a value', () => {
  it('tells what a value of an enumeration means', () => {
    expect(at('type: STRICT_DNS', 'type: STRI$0CT_DNS')).toMatchInlineSnapshot(`
      "\`STRICT_DNS\`: Host names are looked up again and again; each address becomes an endpoint. The usual one for compose services.

      [\`STRICT_DNS\` in Envoy’s documentation](https://www.envoyproxy.io/docs/envoy/v1.40.0/api-v3/config/cluster/v3/cluster.proto#envoy-v3-api-enum-value-config-cluster-v3-cluster-discoverytype-strict-dns)

      ---

      ### \`type\` · one of several names

      How endpoints are found: as written (\`STATIC\`), by DNS (\`STRICT_DNS\`, \`LOGICAL_DNS\`), from a control plane (\`EDS\`). Host names need a DNS type.

      Not set: \`STATIC\`.

      - \`STATIC\`: Endpoints as written; IP addresses only.
      - \`STRICT_DNS\`: Host names are looked up again and again; each address becomes an endpoint. The usual one for compose services.
      - \`LOGICAL_DNS\`: One host name; each new connection goes to the address that it has then. Exactly one endpoint.
      - \`EDS\`: Endpoints come from a control plane or a watched file.
      - \`ORIGINAL_DST\`: Connections go to the address that the client wanted, before iptables redirected it.

      Excludes \`cluster_type\`.

      [\`type\` in Envoy’s documentation](https://www.envoyproxy.io/docs/envoy/v1.40.0/api-v3/config/cluster/v3/cluster.proto#envoy-v3-api-field-config-cluster-v3-cluster-type)"
    `);
    expect(at('type: STRICT_DNS', 'type: stri$0ct_dns')).toContain('`STRICT_DNS`: ');
  });

  it('tells what an `@type` is and whether it fits', () => {
    expect(at('http.router.v3.Router', 'http.router.v3.Rou$0ter')).toMatchInlineSnapshot(`
      "### \`Router\`

      Sends requests to the cluster of their route. Has to be there, as the last HTTP filter.

      Extension for \`envoy.filters.http\`.

      [\`envoy.extensions.filters.http.router.v3.Router\` in Envoy’s documentation](https://www.envoyproxy.io/docs/envoy/v1.40.0/api-v3/extensions/filters/http/router/v3/router.proto#envoy-v3-api-msg-extensions-filters-http-router-v3-router)"
    `);
    expect(at('http.router.v3.Router', 'network.tcp_proxy.v3.Tcp$0Proxy')).toContain('It does not fit here');
    expect(
      at(
        '"@type": type.googleapis.com/envoy.extensions.filters.http.router',
        '"@ty$0pe": type.googleapis.com/envoy.extensions.filters.http.router',
      ),
    ).toContain('### `Router`');
  });

  it('tells what an extension is by its name', () => {
    expect(at('name: envoy.filters.http.router', 'name: envoy.filters.http.ro$0uter')).toContain('### `Router`');
  });

  it('tells what cluster a name stands for, at both ends', () => {
    const used = at('cluster: backend', 'cluster: back$0end');
    expect(used).toMatchInlineSnapshot(`
      "### Cluster \`backend\`

      - **Type**: \`STRICT_DNS\`
      - **Endpoints**: \`backend:8000\`
      - **Plain text**: no \`transport_socket\`
      - **Referred to** 1 time in this file"
    `);
    expect(at('- name: backend', '- name: back$0end')).toBe(used);
    expect(at('cluster: backend', 'cluster: nowh$0ere')).toBe('### Cluster `nowhere`\n\nNot defined in this file.');
  });

  it('says nothing of comments and names of the author', () => {
    expect(hoverText(`# com$0ment\n${smallProxy}`)).toBe('');
    expect(hoverText('node:\n  metadata:\n    an$0ything: 1\nadmin: {}\nstatic_resources: {}\n')).toBe('');
  });
});
