import { describe, expect, it } from 'vitest';
import { alternativesOf, composeSchema, type SchemaNode } from '../../compose/schema.ts';
import { driverOptions } from '../../rules/driverCatalog.ts';
import { networkDriverOptions } from './driverOptions.ts';
import { docOf, placeOf } from './keyDocs.ts';

/** Every key that the specification names, as a path with `x` for names of the author's. */
function keyPaths(
  node: SchemaNode,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] {
  return alternativesOf(node).flatMap((alternative) => [
    ...Object.entries(alternative.keys ?? {}).flatMap(([key, child]) => [
      [...path, key],
      ...keyPaths(child, [...path, key]),
    ]),
    ...(alternative.values ? keyPaths(alternative.values, [...path, 'x']) : []),
    ...(alternative.items ? keyPaths(alternative.items, [...path, 0]) : []),
  ]);
}

const paths = keyPaths(composeSchema);

describe('docs of keys', () => {
  it('exist for every key that the specification has', () => {
    expect(paths.length).toBeGreaterThan(300);
    expect(paths.filter((path) => !docOf(path)).map((path) => path.join('.'))).toEqual([]);
  });

  it('are one sentence each in lists of proposals', () => {
    for (const path of paths) {
      const summary = docOf(path)?.summary ?? '';
      expect(summary).toMatch(/^[A-Z`].*[.…]$/);
      expect(summary.length).toBeLessThan(140);
    }
  });

  it('have a place for author’s names and list items', () => {
    expect(placeOf(['services', 'web', 'networks', 'dmz', 'aliases'])).toBe('services.*.networks.*.aliases');
    expect(placeOf(['services', 'web', 'ports', 2, 'target'])).toBe('services.*.ports[].target');
    expect(placeOf(['services', 'web', 'networkz'])).toBeUndefined();
    expect(docOf(['networks', 'driver'])).toBeUndefined();
    expect(docOf(['networks', 'driver', 'driver'])?.link).toBe('networks/#driver');
  });

  it('say something about each value of a choice', () => {
    const choices = networkDriverOptions.filter(({ kind }) => kind === 'choice' || kind === 'boolean');
    expect(choices.map(({ values }) => values?.length ?? 0)).not.toContain(0);
  });
});

describe('docs of driver options', () => {
  it('are about options that the rules know, with the same words', () => {
    for (const { name, drivers, kind, values } of networkDriverOptions) {
      for (const driver of drivers) {
        const known = driverOptions.get(driver)?.get(name);
        expect({ name, driver, known: known !== undefined }).toEqual({ name, driver, known: true });
        if (known?.kind === 'word')
          expect({ name, kind, words: values?.map(({ value }) => value).toSorted() }).toEqual({
            name,
            kind: 'choice',
            words: known.words.toSorted(),
          });
      }
    }
  });

  it('exist for every option but those that only the engine sets', () => {
    const internal = [
      'com.docker.network.enable_ipv4',
      'com.docker.network.enable_ipv6',
      'com.docker.network.internal',
      'com.docker.network.bridge.default_bridge',
      'com.docker.network.driver.overlay.vxlanid_list',
    ];
    const documented = new Set(networkDriverOptions.map(({ name }) => name));
    const missing = [...driverOptions.values()]
      .flatMap((options) => [...options.keys()])
      .filter((name) => !documented.has(name) && !internal.includes(name));
    expect(missing).toEqual([]);
  });
});
