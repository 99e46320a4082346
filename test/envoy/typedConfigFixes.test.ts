import { expect, it } from 'vitest';
import { readEnvoy } from '../../server/src/envoy/readEnvoy.ts';
import { envoyRules } from '../../server/src/rules/index.ts';
import { applyTextEdits } from '../../server/src/text/edit.ts';
import { textEditsFor } from '../../server/src/text/yamlEdit.ts';
import { parseYaml } from '../../server/src/text/yamlTree.ts';
import { askEnvoy } from '../harness/envoy.ts';
import { describeWithEnvoy } from '../harness/suites.ts';

const router = `          - name: envoy.filters.http.router
            typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router}
`;
const withFilters = (filters: string): string => `static_resources:
  listeners:
  - address: {socket_address: {address: 127.0.0.1, port_value: 10000}}
    filter_chains:
    - filters:
      - name: http
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          stat_prefix: web
          route_config: {}
          http_filters:
${filters}`;
const connection = (name: string): string => `static_resources:
  listeners:
  - address: {socket_address: {address: 127.0.0.1, port_value: 10000}}
    filter_chains:
    - filters:
      - name: ${name}
`;

/** The text after the first fix of the rule. */
function mended(text: string): string {
  const tree = parseYaml('file:///envoy.yaml', text);
  const rule = envoyRules.find(({ id }) => id === 'extension-without-config');
  const [finding] = rule?.check(readEnvoy(tree, { version: 40 })) ?? [];
  return applyTextEdits(text, textEditsFor(finding?.fixes?.[0]?.edits ?? [], tree));
}

await describeWithEnvoy('the configuration that is offered for the name of a filter', (envoy) => {
  it.each([
    ...['cors', 'jwt_authn', 'ext_authz', 'ratelimit', 'local_ratelimit', 'fault', 'rbac', 'lua'].map((name) =>
      withFilters(`          - name: envoy.filters.http.${name}\n${router}`),
    ),
    withFilters('          - name: envoy.filters.http.router\n'),
    connection('envoy.filters.network.http_connection_manager'),
    connection('envoy.filters.network.tcp_proxy'),
    connection('envoy.http_connection_manager'),
  ])('is one that Envoy takes: %s', async (text) => {
    expect((await askEnvoy(envoy, text)).accepted).toBe(false);
    expect(await askEnvoy(envoy, mended(text))).toEqual({ accepted: true, error: '' });
  });
});
