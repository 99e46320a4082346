import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shop, snapshotOf } from '../../../test/harness/cursor.ts';
import { readProject } from '../compose/read.ts';
import { parseYaml } from '../text/yamlTree.ts';
import type { Snapshot } from './snapshot.ts';
import { workspaceSymbols } from './workspaceSymbols.ts';

function at(uri: string, text: string): Snapshot {
  const tree = parseYaml(uri, text);
  const project = readProject(tree, { environment: new Map(), directoryName: 'other' });
  return { ...snapshotOf(text), uri, tree, project };
}

const other = at('file:///other/compose.yaml', 'services:\n  api:\n    image: x\nnetworks:\n  api-net: {}\n');

const names = (query: string): readonly string[] =>
  workspaceSymbols([snapshotOf(shop), other], query).map(({ name }) => name);

describe('workspaceSymbols', () => {
  it('are the services and networks of all files', () => {
    expect(names('')).toEqual([
      ...['nginx', 'frontend', 'backend', 'payment-service', 'database'],
      ...['dmz', 'web_tier', 'api_tier', 'data_tier', 'payment_tier', 'api', 'api-net'],
    ]);
  });

  it('match by letters in their order, the best ones first', () => {
    expect(names('API')).toEqual(['api', 'api-net', 'api_tier']);
    expect(names('dt')).toEqual(['database', 'data_tier']);
    expect(names('tier')).toEqual(['web_tier', 'api_tier', 'data_tier', 'payment_tier']);
    expect(names('pay tier')).toEqual(['payment_tier']);
    expect(names('tp')).toEqual([]);
  });

  it('say what they are and where', () => {
    const found = workspaceSymbols([snapshotOf(shop), other], 'api');
    expect(found.map(({ name, containerName }) => `${name}: ${containerName}`)).toEqual([
      'api: default',
      'api-net: network',
      'api_tier: internal network',
    ]);
    expect(found[0]?.location).toEqual({
      uri: 'file:///other/compose.yaml',
      range: { start: { line: 1, character: 2 }, end: { line: 1, character: 5 } },
    });
  });

  it('tell the tiers of a service', () => {
    const found = (text: string, query: string): unknown =>
      workspaceSymbols([snapshotOf(text)], query)[0]?.containerName;
    expect(found(shop, 'backend')).toBe('api_tier, data_tier');
    expect(found('services:\n  a: {image: x, network_mode: host}\n', 'a')).toBe('network of host');
  });

  it('are 200 at most', () => {
    const many = Array.from({ length: 300 }, (_, i) => `  web${i}: {image: x}\n`).join('');
    expect(workspaceSymbols([at('file:///many.yaml', `services:\n${many}`), other], '')).toHaveLength(200);
  });

  it('never throw, whatever is asked of a beginning of a file, and hold the letters in order', () => {
    fc.assert(
      fc.property(fc.nat(shop.length), fc.string({ maxLength: 3 }), (length, query) => {
        const pattern = [...query.replace(/\s+/g, '').toLowerCase()]
          .map((each) => each.replace(/\W/g, '\\$&'))
          .join('.*');
        for (const { name } of workspaceSymbols([snapshotOf(shop.slice(0, length)), other], query))
          expect(name.toLowerCase()).toMatch(new RegExp(pattern));
      }),
      { numRuns: 150 },
    );
  });
});
