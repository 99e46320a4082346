import { describe, expect, it } from 'vitest';
import { projectOf } from '../../../test/harness/compose.ts';
import { firewallRules } from '../reach/firewall/firewallRules.ts';
import { noStackFacts } from '../reach/firewall/stackFacts.ts';
import { applyTextEdits } from '../text/edit.ts';
import { indexLines } from '../text/lineIndex.ts';
import { dialectDiagnostics } from './dialectFindings.ts';
import { analyzeScript, scriptActions } from './script.ts';

const text = `#!/bin/sh
iptables -N DOCKER-USER
iptables -I DOCKER-USER -s 172.20.2.0/24 -d 172.20.3.0/24 -j ACCEPT
iptables -I DOCKER-USER -j DROP
`;

const analyze = (text: string, levels = {}) =>
  analyzeScript({ uri: 'file:///a.sh', version: 1, text, lines: indexLines(text) }, { levels });

const analyzed = (of: string, levels = {}) => {
  const snapshot = analyze(of, levels);
  if (!snapshot) throw new Error('It does not touch the chain.');
  return snapshot;
};
const ids = (of: string, levels = {}) => analyzed(of, levels).findings.map(({ rule }) => rule.id);

describe('a script', () => {
  it('is looked at only when it names the chain', () => {
    expect(analyze('iptables -I FORWARD -j DROP\n')).toBeUndefined();
  });

  it('has diagnostics in the order of its lines, with links to the pages', () => {
    const diagnostics = dialectDiagnostics(analyzed(text), 'https://example.com/');
    expect(diagnostics.map(({ code, severity, range }) => `${range.start.line} ${code} ${severity}`)).toEqual([
      '1 docker-user-created 3',
      '2 accept-between-bridges 2',
      '3 drop-inserted-first 2',
      '3 drop-without-answers 2',
    ]);
    expect(diagnostics[0]?.codeDescription?.href).toBe('https://example.com/docker-user-created');
    expect(diagnostics[2]?.relatedInformation?.[0]?.location.range.start.line).toBe(2);
  });

  it('heeds levels and allow comments with a reason', () => {
    expect(ids(text, { 'drop-inserted-first': 'off' })).not.toContain('drop-inserted-first');
    expect(analyzed(text, { 'docker-user-created': 'error' }).findings[0]?.severity).toBe('error');
    const allowing = (reason: string) =>
      text.replace('-j ACCEPT', `-j ACCEPT # allow: accept-between-bridges${reason}`);
    expect(ids(allowing(' for the old importer'))).not.toContain('accept-between-bridges');
    expect(ids(allowing(''))).toContain('accept-between-bridges');
  });

  it('offers fixes and pages at a finding, and nothing elsewhere', () => {
    const snapshot = analyzed(text);
    const at = (line: number) => ({ start: { line, character: 10 }, end: { line, character: 10 } });
    const actions = scriptActions(snapshot, at(3));
    expect(actions.map(({ title, isPreferred }) => `${title}${isPreferred ? ' (preferred)' : ''}`)).toEqual([
      'Insert it before its exceptions',
      'Append it with -A',
      'Explain drop-inserted-first',
    ]);
    const edits = actions[0]?.edit?.changes?.['file:///a.sh'] ?? [];
    const offsets = edits.map(({ range, newText }) => ({
      start: snapshot.lines.offsetAt(range.start),
      end: snapshot.lines.offsetAt(range.end),
      newText,
    }));
    expect(ids(applyTextEdits(text, offsets))).not.toContain('drop-inserted-first');
    expect(scriptActions(snapshot, at(0))).toEqual([]);
    expect(scriptActions(snapshot, at(3), ['refactor'])).toEqual([]);
  });

  it('has no finding when it is an export', () => {
    const project = projectOf(
      'name: shop\nservices: {web: {image: nginx}}\nnetworks: {default: {ipam: {config: [{subnet: 172.30.0.0/24}]}}}\n',
    );
    const { install, remove } = firewallRules(project, { statements: [], deniesOthers: true }, noStackFacts);
    expect(ids(install.iptables)).toEqual([]);
    expect(ids(remove.iptables)).toEqual([]);
  });
});
