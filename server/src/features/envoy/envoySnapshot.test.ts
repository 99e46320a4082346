import { describe, expect, it } from 'vitest';
import { applyTextEdits } from '../../text/edit.ts';
import { indexLines } from '../../text/lineIndex.ts';
import { parseYaml } from '../../text/yamlTree.ts';
import { dialectDiagnostics } from '../dialectFindings.ts';
import type { RuleSettings } from '../ruleSettings.ts';
import { analyzeEnvoy, envoyActions } from './envoySnapshot.ts';

const uri = 'file:///envoy.yaml';
const text = `static_resources:
  clusters:
    - name: backend
      connect_timeout: 1s
      connect_timeout: 2s
      lb_polcy: RANDOM
`;

const analyzed = (of: string, settings: RuleSettings = { levels: {} }, name = uri) =>
  analyzeEnvoy({ tree: parseYaml(name, of), lines: indexLines(of), version: 3 }, settings, 40);

const diagnosticsOf = (of: string, settings?: RuleSettings) => {
  const snapshot = analyzed(of, settings);
  return (snapshot ? dialectDiagnostics(snapshot, 'rule:') : []).map(
    ({ range, code, severity }) => `${range.start.line} ${code} ${severity}`,
  );
};

describe('an Envoy file', () => {
  it('is none where nothing is for Envoy', () => {
    expect(analyzed('services: {}\n', undefined, 'file:///other.yaml')).toBeUndefined();
    expect(analyzed('services: {}\n')).toBeDefined();
  });

  it('has diagnostics in the order of its lines, with the levels of the settings', () => {
    expect(diagnosticsOf(text)).toEqual(['4 duplicate-envoy-key 2', '5 unknown-envoy-field 1']);
    expect(diagnosticsOf(text, { preset: 'errors-only', levels: {} })).toEqual(['5 unknown-envoy-field 1']);
    expect(diagnosticsOf(text, { levels: { 'unknown-envoy-field': 'off', 'duplicate-envoy-key': 'hint' } })).toEqual([
      '4 duplicate-envoy-key 4',
    ]);
  });

  it('heeds allow comments with a reason, as the light bulb writes them', () => {
    const snapshot = analyzed(text);
    if (!snapshot) throw new Error('It is for Envoy.');
    const place = { line: 4, character: 8 };
    const actions = envoyActions(snapshot, { start: place, end: place });
    expect(actions.map(({ title }) => title)).toEqual([
      'Explain duplicate-envoy-key',
      'Allow duplicate-envoy-key here',
    ]);
    const [edit] = actions.at(-1)?.edit?.changes?.[uri] ?? [];
    const at = edit ? snapshot.lines.offsetAt(edit.range.start) : 0;
    const allowed = applyTextEdits(text, [{ start: at, end: at, newText: edit?.newText ?? '' }]);
    expect(allowed.split('\n')[4]).toBe('      connect_timeout: 2s # allow: duplicate-envoy-key because …');
    expect(diagnosticsOf(allowed)).toEqual(['5 unknown-envoy-field 1']);
    expect(diagnosticsOf(allowed.replace('because …', ''))).toHaveLength(2);
    expect(envoyActions(snapshot, { start: place, end: place }, ['source'])).toEqual([]);
  });

  it('has all its safe fixes made at once, and no other', () => {
    const wrong = text
      .replace('1s', '1000ms')
      .replace('      connect_timeout: 2s\n', '      cleanup_interval: 1m30s\n');
    const snapshot = analyzed(wrong);
    if (!snapshot) throw new Error('It is for Envoy.');
    const place = { line: 0, character: 0 };
    const [action, ...others] = envoyActions(snapshot, { start: place, end: place }, ['source.fixAll']);
    expect([action?.title, action?.kind, others]).toEqual([
      'Fix all safe problems in this file (2)',
      'source.fixAll.bulkhead',
      [],
    ]);
    const edits = (action?.edit?.changes?.[uri] ?? []).map(({ range, newText }) => ({
      start: snapshot.lines.offsetAt(range.start),
      end: snapshot.lines.offsetAt(range.end),
      newText,
    }));
    expect(applyTextEdits(wrong, edits)).toBe(wrong.replace('1000ms', '1s').replace('1m30s', '90s'));
  });
});
