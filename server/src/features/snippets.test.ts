import { describe, expect, it } from 'vitest';
import snippets from '../../../snippets/compose.json' with { type: 'json' };
import { analyzed } from '../../../test/harness/cursor.ts';
import { withoutPlaceholders } from './completion/proposal.ts';

const networks = `networks:
  dmz:
  web_tier: {internal: true}
  api_tier: {internal: true}
  data_tier: {ipam: {config: [{subnet: 10.20.0.0/24}]}}
`;

/** A whole file with the snippet where its prefix says that it belongs. */
function fileWith(prefixes: readonly string[], body: readonly string[]): string {
  const text = withoutPlaceholders(body.join('\n'));
  const indented = (depth: number): string => text.replace(/^(?=.)/gm, ' '.repeat(depth));
  if (prefixes.some((prefix) => prefix.startsWith('network-'))) {
    const name = text.slice(0, text.indexOf(':'));
    return `services:\n  a: {image: x, networks: [${name}]}\n  b: {image: x, networks: [${name}]}\nnetworks:\n${indented(2)}\n`;
  }
  if (prefixes.some((prefix) => prefix.startsWith('x-reach'))) {
    const service = (name: string, network: string): string => `  ${name}: {image: x, networks: [${network}]}\n`;
    const services = service('frontend', 'web') + service('backend', 'web') + service('database', 'data');
    return `services:\n${services}networks: {web: {internal: true}, data: {internal: true}}\n${text}\n`;
  }
  if (prefixes.some((prefix) => prefix.startsWith('service-'))) return `services:\n${indented(2)}\n${networks}`;
  return `services:\n  web:\n    image: nginx\n${indented(4)}\n${networks}`;
}

describe('snippets', () => {
  it.each(Object.entries(snippets))('%s is a file that compose takes', (_, { prefix, body, description }) => {
    expect(prefix.length).toBeGreaterThan(0);
    expect(description).toMatch(/\.$/);
    const { project, findings } = analyzed(fileWith(prefix, body));
    expect(project.services.length + project.networks.length).toBeGreaterThan(1);
    expect(
      findings.filter(({ severity }) => severity === 'error' || severity === 'warning').map(({ message }) => message),
    ).toEqual([]);
  });

  it('cover what people set out to do', () => {
    expect(Object.values(snippets).flatMap(({ prefix }) => prefix)).toEqual(
      expect.arrayContaining([
        'internal-tier',
        'edge-proxy',
        'isolated-database',
        'overlay-encrypted',
        'macvlan',
        'two-networks',
        'static-address',
        'ports-loopback',
      ]),
    );
  });
});
