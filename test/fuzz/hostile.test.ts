import { describe, expect, it } from 'vitest';
import { diagramSnapshot } from '../../server/src/diagram/diagramSnapshot.ts';
import { rules } from '../../server/src/rules/index.ts';
import { analyzed } from '../harness/cursor.ts';
import { placeFeatures, wholeFeatures } from '../harness/everyFeature.ts';
import { hostileTexts, type Scale } from '../harness/hostile.ts';

// What would take more than linear time does not end at these sizes within a test's time; figures of the full sizes
// are printed by `npm run bench -- hostile`.
const deep: Scale = { length: 60_000, depth: 3_000, count: 1_000 };
const long: Scale = { length: 60_000, depth: 150, count: 60_000 };
const huge: Scale = { length: 10_000_000, depth: 10_000, count: 100_000 };

const textsOf = (scale: Scale, wanted: (name: string) => boolean) =>
  [...hostileTexts(scale)].filter(({ name }) => wanted(name)).map(({ name, text }) => [name, text] as const);

const isValue = (name: string): boolean => /^(plain )?value/.test(name);

function everyAnswer(text: string): ReturnType<typeof analyzed> {
  const snapshot = analyzed(text);
  for (const ask of Object.values(wholeFeatures)) ask(snapshot);
  const offsets = [0, text.indexOf('big') + 8, text.lastIndexOf('intact') + 2, text.lastIndexOf('nginx') + 2];
  for (const offset of offsets.map((each) => Math.max(0, each))) {
    for (const ask of Object.values(placeFeatures)) ask(snapshot, snapshot.lines.positionAt(offset));
  }
  return snapshot;
}

describe('a hostile text', () => {
  it.each(textsOf(deep, (name) => !isValue(name)))('has all answers: %s', (_, text) => {
    const { findings, tree, project, lines } = everyAnswer(text);
    for (const rule of rules) {
      expect(findings.filter((finding) => finding.rule === rule).length).toBeLessThanOrEqual(1_000);
    }
    for (const { errors } of tree.blocks) expect(errors.length).toBeLessThanOrEqual(50);
    if (!project.serviceNamed.has('intact')) return;
    const at = lines.positionAt(text.lastIndexOf('[front]') + 2);
    const snapshot = analyzed(text);
    expect(placeFeatures.hover(snapshot, at)).toBeDefined();
    expect(placeFeatures.completion(snapshot, at).map(({ label }) => label)).toContain('front');
  });

  it.each(textsOf(long, isValue))('has all answers: %s', (_, text) => {
    expect(everyAnswer(text).project.serviceNamed.has('intact')).toBe(true);
  });
});

describe('a text of 10 MB', () => {
  const named = ['many services', 'one block scalar', 'one line', 'comments', 'blank lines', 'entries at the top'];

  it.each(textsOf(huge, (name) => named.includes(name)))('is left out with one finding: %s', (_, text) => {
    const snapshot = everyAnswer(text);
    expect(snapshot.findings.map(({ rule, severity }) => [rule.id, severity])).toEqual([
      ['unread-text', 'information'],
    ]);
    expect(snapshot.tree.blocks).toHaveLength(1);
    expect(diagramSnapshot(snapshot).answer.stale).toMatch(/^Line \d+ cannot be read: This file has more than/);
  });
});

describe('an entry that is too large', () => {
  it('leaves its neighbours as they are, and no name that it may define is missed', () => {
    const text = (first: string): string =>
      `services:\n  big:\n    image: x\n    command: ${first}\n  web:\n    image: nginx:1.27\n    networks: [front]\n    depends_on: [big]\nnetworks:\n  front: {}\n`;
    const large = analyzed(text('x'.repeat(300_000)));
    const at = large.lines.positionAt(large.text.indexOf('[front]') + 2);
    expect(placeFeatures.completion(large, at).map(({ label }) => label)).toContain('front');
    expect(placeFeatures.hover(large, at)).toBeDefined();
    expect(large.findings.map(({ rule }) => rule.id)).toContain('unread-text');
    expect(large.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('is followed by a picture that says so when there is too much to draw', () => {
    const services = Array.from({ length: 501 }, (_, i) => `  s${i}: { image: x }\n`).join('');
    const { answer } = diagramSnapshot(analyzed(`services:\n${services}`));
    expect(answer.stale).toContain('too many to draw');
    expect(answer.nodes).toEqual([]);
  });
});
