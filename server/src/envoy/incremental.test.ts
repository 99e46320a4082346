import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toRange } from '../text/span.ts';
import { parseYaml } from '../text/yamlTree.ts';
import { readEnvoy } from './readEnvoy.ts';

const uri = 'file:///envoy.yaml';

const start = `admin:
  address: { socket_address: { address: 127.0.0.1, port_value: 9901 } }
static_resources:
  listeners:
    - name: web
      address: { socket_address: { address: 0.0.0.0, port_value: 80 } }
      filter_chains:
        - filters:
            - name: tcp
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy
                stat_prefix: web
                cluster: backend
    # the second one
    - name: other
      address: { socket_address: { address: 0.0.0.0, port_value: 81 } }
  clusters:
    - &backend
      name: backend
      type: STRICT_DNS
      connect_timeout: 500ms
      load_assignment:
        cluster_name: backend
        endpoints:
          - lb_endpoints:
              - endpoint: { address: { socket_address: { address: backend, port_value: 8000 } } }
    - name: \${NAME}
      lb_polcy: RANDOM
    - *backend
`;

/** Everything that was read, with absolute offsets in the place of spans. */
const plain = (value: unknown): string =>
  JSON.stringify(value, (_, each) => {
    if (each && typeof each === 'object' && 'anchor' in each) return toRange(each);
    return each instanceof Map ? [...each] : typeof each === 'bigint' ? String(each) : each;
  });

const edit = fc.record({
  at: fc.nat(),
  remove: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(80)),
  insert: fc.constantFrom(
    ...[
      '',
      ' ',
      '\n',
      ':',
      '[',
      '"',
      '#',
      'x',
      '*backend',
      '&a ',
      '\n    - name: y',
      '  ',
      '- ',
      '{{ a }}',
      '1',
      '<<: *a',
    ],
    ...['\n  clusters:\n    - name: z', '\n      type: EDS', '\n---\n', '@type', '\t', '|'],
  ),
});

describe('readEnvoy', () => {
  it('reads after any edits what it reads from scratch', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 10 }), (edits) => {
        let tree = parseYaml(uri, start);
        readEnvoy(tree, { version: 40 });
        for (const { at, remove, insert } of edits) {
          const from = at % (tree.text.length + 1);
          tree = tree.edit({ start: from, end: Math.min(tree.text.length, from + remove), newText: insert });
          const config = readEnvoy(tree, { version: 40 });
          expect(plain(config)).toBe(plain(readEnvoy(parseYaml(uri, tree.text), { version: 40 })));
          for (const { span } of config.problems) {
            const { start: from, end } = toRange(span);
            expect(from >= 0 && from <= end && end <= tree.text.length).toBe(true);
          }
        }
      }),
      { numRuns: 120 },
    );
  }, 60_000);
});
