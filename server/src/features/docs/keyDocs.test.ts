import { describe, expect, it } from 'vitest';
import { alternativesOf, composeSchema, type SchemaNode } from '../../compose/schema.ts';
import { networkDriverOptions } from './driverOptions.ts';
import { docOf, placeOf } from './keyDocs.ts';

/** Every key that the specification names, as a path with `x` for names of the author's. */
function keyPaths(node: SchemaNode, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  return alternativesOf(node).flatMap((alternative) => [
    ...Object.entries(alternative.keys ?? {}).flatMap(([key, child]) => [[...path, key], ...keyPaths(child, [...path, key])]),
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
