import { describe, expect, it } from 'vitest';
import { badSuppression } from '../rules/badSuppression.ts';
import { analyze } from './analyze.ts';
import type { Preset, RuleSettings } from './ruleSettings.ts';

const findings = (text: string, levels: RuleSettings['levels'] = {}, preset: Preset = 'default'): readonly string[] =>
  analyze(
    { uri: 'file:///shop/compose.yaml', version: 1, text, environment: new Map(), directoryName: 'shop' },
    { levels, preset },
  ).findings.map(({ rule, severity }) => `${severity} ${rule.id}`);

const published = (comment: string): string =>
  `services:\n  db:\n    image: postgres:16\n    ports:\n      ${comment}\n      - "5432:5432"\n`;

describe('reportFindings', () => {
  it('gives rules the level of the settings', () => {
    const text = 'version: "3"\nservices:\n  a: {image: x}\n';
    expect(findings(text)).toEqual(['information obsolete-version']);
    expect(findings(text, { 'obsolete-version': 'error' })).toEqual(['error obsolete-version']);
    expect(findings(text, { 'obsolete-version': 'off' })).toEqual([]);
  });

  it.each([
    ['default', ['error undefined-network', 'warning published-data-service', 'information obsolete-version']],
    ['strict', ['error undefined-network', 'error published-data-service', 'warning obsolete-version']],
    ['quiet', ['error undefined-network', 'warning published-data-service']],
    ['errors-only', ['error undefined-network']],
  ] as const)('gives all rules the levels of the preset %s', (preset, expected) => {
    const text =
      'services:\n  db:\n    image: postgres:16\n    ports: ["5432:5432"]\n    networks: [nowhere]\nversion: "3"\n';
    expect([...findings(text, {}, preset)].sort()).toEqual([...expected].sort());
    const own = findings(text, { 'obsolete-version': 'hint', 'undefined-network': 'off' }, preset);
    expect(own).toContain('hint obsolete-version');
    expect(own.join()).not.toContain('undefined-network');
  });

  it('counts a comment as used when the preset hides what it allows', () => {
    const text = published('# allow: published-data-service the lab has no other network');
    expect(findings(text, { 'bad-suppression': 'error' }, 'errors-only')).toEqual([]);
  });

  it.each([
    ['nothing', '# note', ['warning published-data-service']],
    ['a reason', '# allow: published-data-service the lab has no other network', []],
    ['no reason', '# allow: published-data-service', ['information bad-suppression']],
    [
      'another rule',
      '# allow: obsolete-version why not',
      ['information bad-suppression', 'warning published-data-service'],
    ],
    ['no rule', '# allow: no-such-rule why not', ['information bad-suppression', 'warning published-data-service']],
  ])('with %s above the port', (_, comment, expected) => {
    expect(findings(published(comment))).toEqual(expected);
  });

  it('reports a fault in an anchor once, however many entries use it', () => {
    expect(findings('x-a: &a {imge: x, image: y}\nservices:\n  a:\n    <<: *a\n  b:\n    <<: *a\n')).toEqual([
      'error unknown-key',
    ]);
  });

  it('does as the page of bad-suppression says', () => {
    for (const { text } of badSuppression.examples.bad) expect(findings(text)).toContain('information bad-suppression');
    for (const text of badSuppression.examples.good)
      expect(findings(text)).not.toContain('information bad-suppression');
  });
});
