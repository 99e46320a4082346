import { describe, expect, it } from 'vitest';
import { analyzed } from '../../../test/harness/cursor.ts';
import { rules } from '../rules/index.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { shapeRules } from './shapeRules.ts';

const text = `version: '3.8'
services:
  web: {image: nginx, networks: [front], environment: {DB: "postgres://db:5432"}}
  db: {image: postgres, networks: [back]}
networks: {front: , back: }
`;

const of = (rule: string, ruleLinkBase?: string) =>
  diagnosticsOf(analyzed(text), { ruleLinkBase }).find(({ code }) => code === rule);

describe('diagnosticsOf', () => {
  it('marks the place of a finding and says what is wrong', () => {
    expect(of('obsolete-version')).toMatchObject({
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 7 } },
      severity: 3,
      source: 'bulkhead',
      code: 'obsolete-version',
      tags: [2],
    });
  });

  it('points at the other place', () => {
    expect(of('unreachable-reference')).toMatchObject({
      severity: 2,
      relatedInformation: [
        { location: { uri: 'file:///shop/compose.yaml', range: { start: { line: 3, character: 2 } } } },
      ],
    });
  });

  it('links to the page of the rule where there is one', () => {
    expect(of('obsolete-version')?.codeDescription).toBeUndefined();
    expect(of('obsolete-version', 'https://example.com/')?.codeDescription).toEqual({
      href: 'https://example.com/obsolete-version',
    });
  });

  it('leaves out faults of YAML and schema where they are not wanted, and nothing else', () => {
    const broken = analyzed(text.replace('web: {', 'web: {imagee: x, ').replace('front: ,', 'front: {}, front: ,'));
    const codes = (shapeFindings: boolean) => diagnosticsOf(broken, { shapeFindings }).map(({ code }) => code);
    const all = codes(true);
    expect(all).toEqual(expect.arrayContaining(['unknown-key', 'duplicate-key', 'obsolete-version']));
    expect(codes(false)).toEqual(all.filter((code) => !['unknown-key', 'duplicate-key'].includes(String(code))));
  });

  it('knows the rules about YAML and schema by their names', () => {
    const ids = rules.map(({ id }) => id);
    expect([...shapeRules].filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('has nothing to say about a good file', () => {
    expect(diagnosticsOf(analyzed('services:\n  web: {image: nginx}\n'))).toEqual([]);
  });
});
