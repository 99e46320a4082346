import { describe, expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver-types';
import { analyzed } from '../../../test/harness/cursor.ts';
import { applyTextEdits } from '../text/edit.ts';
import { codeActions, resolveCodeAction } from './codeActions.ts';
import type { Snapshot } from './snapshot.ts';

const text = `version: '3.8'
services:
  web:
    image: nginx:1.27
    networks: [front, frontt]
    command: |
      wait-for http://queue:5672
  db:
    image: postgres:17
    ports:
      - "5432:5432" # for the admin
    networks:
      - back
networks:
  front:
  back:
`;

const withQueue = text
  .replace('front, frontt', 'front')
  .replace('  db:\n', '  queue: {image: rabbitmq, networks: [back]}\n  db:\n');

/** The actions at the first place of `part`. */
function actionsAt(source: string, part: string, only?: readonly string[]): readonly CodeAction[] {
  const snapshot = analyzed(source);
  const start = source.indexOf(part);
  if (start < 0) throw new Error(`The text has no ${part}`);
  const range = { start: snapshot.lines.positionAt(start), end: snapshot.lines.positionAt(start + part.length) };
  return codeActions(snapshot, range, only);
}

function applied(snapshot: Snapshot, action: CodeAction | undefined): string {
  const edits = action?.edit?.changes?.[snapshot.uri] ?? [];
  return applyTextEdits(
    snapshot.text,
    edits.map(({ range, newText }) => ({
      start: snapshot.lines.offsetAt(range.start),
      end: snapshot.lines.offsetAt(range.end),
      newText,
    })),
  );
}

const titled = (actions: readonly CodeAction[], title: string | RegExp): CodeAction | undefined =>
  actions.find((action) => (typeof title === 'string' ? action.title === title : title.test(action.title)));

describe('codeActions', () => {
  it('say why a service that is named cannot be reached', () => {
    const title = "Why can't `web` reach `queue`?";
    expect(titled(actionsAt(withQueue, 'queue:5672'), title)?.command).toEqual({
      title,
      command: 'bulkhead.whyBlocked',
      arguments: [
        'file:///shop/compose.yaml',
        { from: { kind: 'service', name: 'web' }, to: { kind: 'service', name: 'queue' }, port: 5672, protocol: 'tcp' },
      ],
    });
    const joined = withQueue.replace('[front]', '[front, back]');
    expect(actionsAt(joined, 'queue:5672').map((action) => action.title)).not.toContain(title);
  });

  it('come in order: preferred fix, all safe fixes, explanation, permission', () => {
    expect(actionsAt(text, 'version').map(({ title, kind }) => `${kind}: ${title}`)).toEqual([
      'quickfix: Remove `version`',
      'quickfix: Fix the safe problem in this file',
      'quickfix: Explain obsolete-version',
      'quickfix: Allow obsolete-version here',
      'source.fixAll.bulkhead: Fix the safe problem in this file',
    ]);
  });

  it('mark the safe fix as preferred, and no unsafe one', () => {
    expect(titled(actionsAt(text, 'version'), 'Remove `version`')?.isPreferred).toBe(true);
    const port = titled(actionsAt(text, '5432:5432'), 'Bind the port to 127.0.0.1');
    expect(port?.isPreferred).toBe(false);
    expect(port?.diagnostics?.[0]).toMatchObject({ code: 'published-data-service', source: 'bulkhead' });
    expect(applied(analyzed(text), port)).toBe(text.replace('"5432:5432"', '"127.0.0.1:5432:5432"'));
  });

  it('are those of the findings in the range only', () => {
    expect(actionsAt(text, 'image')).toEqual([]);
    expect(actionsAt(text, 'frontt').some(({ title }) => title.includes('version'))).toBe(false);
  });

  it('fix all safe problems, and nothing else', () => {
    const [action, ...others] = actionsAt(text, 'image', ['source.fixAll']);
    expect(others).toEqual([]);
    expect(action?.kind).toBe('source.fixAll.bulkhead');
    expect(applied(analyzed(text), action)).toBe(text.replace("version: '3.8'\n", ''));
  });

  it('fix several at once', () => {
    const two = text.replace('front, frontt', 'front, front');
    const snapshot = analyzed(two);
    const [action] = actionsAt(two, 'image', ['source.fixAll.bulkhead']);
    expect(action?.title).toBe('Fix all safe problems in this file (2)');
    const left = analyzed(applied(snapshot, action)).findings.map(({ rule }) => rule.id);
    expect(left).not.toContain('obsolete-version');
    expect(left).not.toContain('duplicate-item');
  });

  it('open the page of the rule', () => {
    expect(titled(actionsAt(text, 'version'), 'Explain obsolete-version')?.command).toEqual({
      title: 'Explain obsolete-version',
      command: 'bulkhead.explainRule',
      arguments: ['obsolete-version'],
    });
  });

  it.each([
    ['above the entry', text, 'version', 'obsolete-version'],
    ['above the list item', text, '5432:5432', 'published-data-service'],
    ['above a text of several lines, not in it', withQueue, 'wait-for', 'unreachable-reference'],
  ])('allow a finding %s', (_, source, part, rule) => {
    const snapshot = analyzed(source);
    expect(snapshot.findings.map((finding) => finding.rule.id)).toContain(rule);
    const allowed = applied(snapshot, titled(actionsAt(source, part), `Allow ${rule} here`));
    expect(allowed).toContain(`# allow: ${rule} because …\n`);
    const left = analyzed(allowed).findings.map((finding) => finding.rule.id);
    expect(left).not.toContain(rule);
    expect(left).not.toContain('bad-suppression');
  });

  it('have refactorings behind them, and alone where only those are wanted', () => {
    expect(actionsAt(text, '5432:5432').map(({ title, kind }) => `${kind}: ${title}`)).toEqual([
      'quickfix: Bind the port to 127.0.0.1',
      'quickfix: Remove the port; other services reach it by name',
      'quickfix: Explain published-data-service',
      'quickfix: Allow published-data-service here',
      'refactor.rewrite: Write this port in long form',
    ]);
    const [action, ...others] = actionsAt(text, '5432:5432', ['refactor']);
    expect(others).toEqual([]);
    expect(applied(analyzed(text), action)).toBe(
      text.replace('"5432:5432" # for the admin', 'target: 5432 # for the admin\n        published: "5432"'),
    );
    expect(actionsAt(text, '5432:5432', ['refactor.extract'])).toEqual([]);
  });

  it('have their edits later where the editor asks for them then, unless the file has changed', () => {
    const snapshot = analyzed(text);
    const at = snapshot.lines.positionAt(text.indexOf('5432:5432'));
    const range = { start: at, end: at };
    const [action] = codeActions(snapshot, range, ['refactor'], true);
    expect(action?.edit).toBeUndefined();
    const sent: CodeAction = JSON.parse(JSON.stringify(action));
    expect(resolveCodeAction(snapshot, sent).edit).toEqual(codeActions(snapshot, range, ['refactor'])[0]?.edit);
    expect(resolveCodeAction({ ...snapshot, version: 2 }, sent)).toEqual(sent);
  });

  it('do not allow what compose refuses', () => {
    expect(titled(actionsAt(text, 'frontt'), /^Allow/)).toBeUndefined();
  });
});
