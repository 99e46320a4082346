import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkers } from '../../../test/harness/markers.ts';
import { memoryFiles } from '../../../test/harness/memoryFiles.ts';
import { projectsOf } from '../../../test/harness/projectsOf.ts';
import { readProject } from '../compose/read.ts';
import type { Project } from '../model/project.ts';
import { applyTextEdits } from '../text/edit.ts';
import { toRange } from '../text/span.ts';
import { textEditsFor } from '../text/yamlEdit.ts';
import { parseYaml, type YamlTree } from '../text/yamlTree.ts';
import { rules } from './index.ts';
import { type BadExample, categorySeverity, type Finding, type Rule } from './rule.ts';

const uri = 'file:///shop/compose.yaml';

interface Read {
  readonly tree: YamlTree;
  readonly project: Project;
}

function read(text: string, { env = {}, files, others = {} }: Pick<BadExample, 'env' | 'files' | 'others'> = {}): Read {
  const tree = parseYaml(uri, text);
  const context = {
    environment: new Map(Object.entries(env)),
    directoryName: 'shop',
    ...(files ? { sources: memoryFiles({ ...files, 'compose.yaml': text }) } : {}),
    others: () => projectsOf(others),
  };
  return { tree, project: readProject(tree, context) };
}

const findingsOf = (rule: Rule, { project }: Read): readonly Finding[] => [...rule.check(project)];

const severityOf = (rule: Rule, finding: Finding) =>
  finding.severity ?? rule.severity ?? categorySeverity[rule.category];

function errorsOfOthers(rule: Rule, state: Read): readonly string[] {
  return rules
    .filter((other) => other !== rule)
    .flatMap((other) =>
      findingsOf(other, state)
        .filter((finding) => severityOf(other, finding) === 'error')
        .map((finding) => `${other.id}: ${finding.message}`),
    );
}

/** The places and messages of findings in the order of the text, in the form of the markers. */
function marks(
  text: string,
  findings: readonly Finding[],
): readonly { readonly marked: string; readonly message: string }[] {
  return findings
    .map((finding) => ({ ...toRange(finding.span), message: finding.message }))
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map(({ start, end, message }) => ({ marked: `${start}: ${text.slice(start, end)}`, message }));
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it.each(rule.examples.bad.map((example, index) => [index, example] as const))(
    'reports what is marked in bad example %i',
    (_index, example) => {
      const { text, markers } = parseMarkers(example.text);
      const found = marks(text, findingsOf(rule, read(text, example)));
      const expected = [...markers].sort((a, b) => a.start - b.start || a.end - b.end);
      expect(found).toEqual(
        expected.map(({ start, end, message }) => ({
          marked: `${start}: ${text.slice(start, end)}`,
          message: expect.stringContaining(message),
        })),
      );
      expect(markers.length).toBeGreaterThan(0);
      expect(markers.every((marker) => marker.message !== '')).toBe(true);
    },
  );

  const fixable = rule.examples.bad.filter((example) => example.fixed !== undefined);
  it.each(fixable.map((example, index) => [index, example] as const))('mends fixable example %i', (_index, example) => {
    const { text } = parseMarkers(example.text);
    const state = read(text, example);
    const ordered = [...findingsOf(rule, state)].sort((a, b) => toRange(a.span).start - toRange(b.span).start);
    const fix = ordered.flatMap((finding) => finding.fixes ?? [])[0];
    expect(fix).toBeDefined();
    const fixed = applyTextEdits(text, textEditsFor(fix?.edits ?? [], state.tree));
    expect(fixed).toBe(example.fixed);
    expect(findingsOf(rule, read(fixed, example)).length).toBeLessThan(ordered.length);
    if (ordered.length === 1) expect(errorsOfOthers(rule, read(fixed, example))).toEqual([]);
  });

  it.each(rule.examples.good.map((text, index) => [index, text] as const))(
    'has nothing against good example %i',
    (_index, text) => {
      const state = read(text);
      expect(findingsOf(rule, state).map((finding) => finding.message)).toEqual([]);
      expect(errorsOfOthers(rule, state)).toEqual([]);
    },
  );

  it('survives every prefix of its examples', () => {
    for (const example of [...rule.examples.bad.map((each) => parseMarkers(each.text).text), ...rule.examples.good]) {
      for (let length = 0; length <= example.length; length++) {
        const state = read(example.slice(0, length));
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
    for (const reference of rule.docs.references) {
      expect(reference).toMatch(
        /^https:\/\/(docs\.docker\.com|yaml\.org|www\.rfc-editor\.org|github\.com\/(compose-spec|moby|docker)|go\.dev|man7\.org)\//,
      );
    }
    expect(rule.examples.bad.length).toBeGreaterThan(0);
    expect(rule.examples.good.length).toBeGreaterThan(0);
  });
});

describe('all rules together', () => {
  it('have different ids', () => {
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
  });

  it('survive examples whose lines are taken away, doubled and mixed', () => {
    const examples = rules.flatMap((rule) => [
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
          for (const rule of rules) {
            for (const finding of findingsOf(rule, state)) {
              expect(finding.message).not.toMatch(/undefined|null|\[object/);
              for (const fix of finding.fixes ?? []) textEditsFor(fix.edits, state.tree);
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
