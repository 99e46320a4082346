import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkers } from '../../../test/harness/markers.ts';
import { readEnvoy } from '../envoy/readEnvoy.ts';
import type { EnvoyConfig } from '../model/envoyConfig.ts';
import { applyTextEdits } from '../text/edit.ts';
import { toRange } from '../text/span.ts';
import { textEditsFor } from '../text/yamlEdit.ts';
import { parseYaml, type YamlTree } from '../text/yamlTree.ts';
import type { EnvoyRule } from './envoyRule.ts';
import { envoyRules, rules, scriptRules } from './index.ts';
import { categorySeverity, type Finding } from './rule.ts';

interface Read {
  readonly tree: YamlTree;
  readonly config: EnvoyConfig;
}

function read(text: string): Read {
  const tree = parseYaml('file:///envoy.yaml', text);
  return { tree, config: readEnvoy(tree, { version: 40 }) };
}

const findingsOf = (rule: EnvoyRule, { config }: Read): readonly Finding[] => [...rule.check(config)];

const startOf = (finding: Finding): number => toRange(finding.span).start;

function errorsOfOthers(rule: EnvoyRule, state: Read): readonly string[] {
  return envoyRules
    .filter((other) => other !== rule)
    .flatMap((other) =>
      findingsOf(other, state)
        .filter(({ severity }) => (severity ?? other.severity ?? categorySeverity[other.category]) === 'error')
        .map(({ message }) => `${other.id}: ${message}`),
    );
}

describe.each(envoyRules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it.each(rule.examples.bad.map((example, index) => [index, example] as const))(
    'reports what is marked in bad example %i',
    (_index, example) => {
      const { text, markers } = parseMarkers(example.text);
      const found = [...findingsOf(rule, read(text))]
        .sort((a, b) => startOf(a) - startOf(b))
        .map(({ span, message }) => ({ marked: text.slice(toRange(span).start, toRange(span).end), message }));
      const marked = [...markers].sort((a, b) => a.start - b.start);
      expect(found).toEqual(
        marked.map(({ start, end, message }) => ({
          marked: text.slice(start, end),
          message: expect.stringContaining(message),
        })),
      );
      expect(markers.length).toBeGreaterThan(0);
      expect(markers.every(({ message }) => message !== '')).toBe(true);
    },
  );

  const fixable = rule.examples.bad.filter((example) => example.fixed !== undefined);
  it.each(fixable.map((example, index) => [index, example] as const))('mends fixable example %i', (_index, example) => {
    const { text } = parseMarkers(example.text);
    const state = read(text);
    const before = [...findingsOf(rule, state)].sort((a, b) => startOf(a) - startOf(b));
    const fix = before.flatMap((finding) => finding.fixes ?? [])[0];
    const fixed = applyTextEdits(text, textEditsFor(fix?.edits ?? [], state.tree));
    expect(fixed).toBe(example.fixed);
    expect(findingsOf(rule, read(fixed)).length).toBeLessThan(before.length);
    if (before.length === 1) expect(errorsOfOthers(rule, read(fixed))).toEqual([]);
  });

  it.each(rule.examples.good.map((text, index) => [index, text] as const))(
    'has nothing against good example %i',
    (_index, text) => {
      expect(findingsOf(rule, read(text)).map(({ message }) => message)).toEqual([]);
      expect(errorsOfOthers(rule, read(text))).toEqual([]);
    },
  );

  it('survives every prefix of its examples', () => {
    for (const text of [...rule.examples.bad.map((each) => parseMarkers(each.text).text), ...rule.examples.good]) {
      for (let length = 0; length <= text.length; length++) {
        const state = read(text.slice(0, length));
        for (const finding of findingsOf(rule, state)) {
          const { start, end } = toRange(finding.span);
          expect(start >= 0 && end <= length && start <= end).toBe(true);
          for (const fix of finding.fixes ?? []) textEditsFor(fix.edits, state.tree);
        }
      }
    }
  });

  it('is documented', () => {
    expect(rule.id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    for (const text of [rule.docs.summary, rule.docs.why, rule.docs.instead]) expect(text).toMatch(/^[A-Z`"].*[.)]$/s);
    expect(rule.docs.summary).not.toMatch(/\. /);
    expect(rule.docs.references.length).toBeGreaterThan(0);
    for (const reference of rule.docs.references)
      expect(reference).toMatch(
        /^https:\/\/(www\.envoyproxy\.io\/docs|protobuf\.dev|yaml\.org|github\.com\/google\/re2)/,
      );
    expect(rule.examples.bad.length).toBeGreaterThan(0);
    expect(rule.examples.good.length).toBeGreaterThan(0);
    expect([...rules, ...scriptRules].map(({ id }) => id)).not.toContain(rule.id);
  });
});

describe('all rules about Envoy together', () => {
  it('survive examples whose lines are taken away, doubled and mixed', () => {
    const examples = envoyRules.flatMap((rule) => [
      ...rule.examples.bad.map((each) => parseMarkers(each.text).text),
      ...rule.examples.good,
    ]);
    const lines = examples.flatMap((text) => text.split('\n'));
    fc.assert(
      fc.property(
        fc.constantFrom(...examples),
        fc.array(fc.tuple(fc.nat(40), fc.nat(2), fc.constantFrom(...lines)), { maxLength: 4 }),
        (text, changes) => {
          const changed = text.split('\n');
          for (const [at, removed, line] of changes) changed.splice(at % changed.length, removed, line);
          const state = read(changed.join('\n'));
          for (const rule of envoyRules) {
            for (const finding of findingsOf(rule, state)) {
              expect(finding.message).not.toMatch(/undefined|\[object/);
              for (const fix of finding.fixes ?? []) textEditsFor(fix.edits, state.tree);
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
