import { describe, expect, it } from 'vitest';
import { readEnvoy } from '../envoy/readEnvoy.ts';
import { parseYaml } from '../text/yamlTree.ts';
import { envoyRules } from './index.ts';

const found = (text: string): readonly string[] => {
  const config = readEnvoy(parseYaml('file:///nowhere/envoy.yaml', text), { version: 40 });
  return envoyRules.flatMap((rule) => [...rule.check(config)].map(({ message }) => `${rule.id}: ${message}`));
};

describe('a misspelt field that a message must have', () => {
  it('is one fault where Envoy refuses the key', () => {
    expect(found('static_resources: { clusters: [{ naame: backend }] }')).toEqual([
      'unknown-envoy-field: Cluster has no field `naame`. Did you mean `name`? Envoy refuses the configuration.',
    ]);
    expect(found('static_resources: { listeners: [{ addres: { pipe: { path: /a } }, filter_chains: [{}] }] }')).toEqual(
      ['unknown-envoy-field: Listener has no field `addres`. Did you mean `address`? Envoy refuses the configuration.'],
    );
  });

  it('is missing besides where Envoy ignores the key', () => {
    const text = 'resources: [{ "@type": type.googleapis.com/envoy.config.cluster.v3.Cluster, naame: backend }]';
    expect(found(text).map((each) => each.replace(/:.*/, ''))).toEqual(['missing-envoy-field', 'unknown-envoy-field']);
  });
});
