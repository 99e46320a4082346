import { describe, expect, it } from 'vitest';
import { parseYaml } from '../text/yamlTree.ts';
import { refusalPlace } from './refusalPlace.ts';

const text = `static_resources:
  listeners:
  - name: web
    address:
      socketAddress: { address: 0.0.0.0, port_value: 80 }
    filter_chains:
    - filters:
      - name: echo
        config: {}
  clusters:
  - name: api
    load_assignment: { cluster_name: api }
`;
const marked = (error: string): string => {
  const { start, end } = refusalPlace(parseYaml('file:///envoy.yaml', text), error);
  return `${text.slice(0, start).split('\n').length}: ${text.slice(start, end)}`;
};

describe('refusalPlace', () => {
  it.each([
    [
      "invalid JSON in envoy.config.bootstrap.v3.Bootstrap @ static_resources.listeners[0].filter_chains[0].filters[0]: message envoy.config.listener.v3.Filter, near 1:214 (offset 213): no such field: 'config'",
      '9: config',
    ],
    [
      'invalid JSON in X @ static_resources.listeners[0].address.socket_address.port_value: uint32, near 1:2',
      '5: port_value',
    ],
    ['yaml-cpp: error at line 3, column 5: illegal map value', '3: name: web'],
    ["route: unknown cluster 'api'", '11: api'],
    ['malformed IP address: 0.0.0.0. Consider setting resolver_name', '5: 0.0.0.0'],
    ['something else', '1: static_resources:'],
    ["unknown cluster 'nowhere'", '1: static_resources:'],
  ])('finds the place of %j', (error, place) => {
    expect(marked(error)).toBe(place);
  });

  it('has a place in any text', () => {
    for (const broken of ['', ':', '- [', '\n\n'])
      expect(
        refusalPlace(parseYaml('file:///envoy.yaml', broken), 'error at line 9, column 9: x @ a[0].b: ').start,
      ).toBeGreaterThanOrEqual(0);
  });
});
