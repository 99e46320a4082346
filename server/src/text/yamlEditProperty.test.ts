import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMap, isNode, parse, parseDocument } from 'yaml';
import { applyTextEdits, type Edit, type YamlPath } from './edit.ts';
import { textEditsFor } from './yamlEdit.ts';
import { parseYaml } from './yamlTree.ts';

const uri = 'file:///compose.yaml';

function edited(text: string, ...edits: readonly DistributiveOmit<Edit, 'uri'>[]): string | undefined {
  const changes = textEditsFor(
    edits.map((edit) => ({ ...edit, uri })),
    parseYaml(uri, text),
  );
  return changes.length === 0 ? undefined : applyTextEdits(text, changes);
}

type DistributiveOmit<T, K extends string> = T extends unknown ? Omit<T, K> : never;

type Value = string | readonly Value[] | { readonly [key: string]: Value };

interface Layout {
  readonly eol: string;
  readonly mapIndent: number;
  readonly sequenceIndent: number;
  readonly lastBreak: boolean;
  /** Decides flow style and comments; used in turn. */
  readonly choices: readonly number[];
}

const scalar = fc.constantFrom('x', 'nginx:1.27', '80:80', 'yes', 'a: b', '10.0.0.0/24', "it's");
const name = fc.constantFrom('a', 'b', 'web', 'db', 'networks', 'ports');
const { tree: anyValue } = fc.letrec<{ tree: Value }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(name, tie('tree'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));
const anyFile = fc.dictionary(name, anyValue, { minKeys: 1, maxKeys: 4, noNullPrototype: true });
const anyLayout: fc.Arbitrary<Layout> = fc.record({
  eol: fc.constantFrom('\n', '\r\n'),
  mapIndent: fc.constantFrom(2, 4),
  sequenceIndent: fc.constantFrom(0, 2),
  lastBreak: fc.boolean(),
  choices: fc.array(fc.nat(7), { minLength: 5, maxLength: 30 }),
});

/** Writes the value with comments all over it. */
function write(value: Value, layout: Layout): string {
  let turn = 0;
  let comments = 0;
  const choice = (): number => layout.choices[turn++ % layout.choices.length] ?? 0;
  const trailing = (): string => (choice() > 4 ? ` # c${++comments}` : '');
  const flow = (each: Value): string => {
    if (typeof each === 'string') return JSON.stringify(each);
    if (Array.isArray(each)) return `[${each.map(flow).join(', ')}]`;
    return `{${Object.entries(each)
      .map(([key, item]) => `${key}: ${flow(item)}`)
      .join(', ')}}`;
  };
  const lines = (each: Value, column: number): string[] => {
    const result: string[] = [];
    for (const [key, item] of Object.entries(each)) {
      if (choice() === 3) result.push(`${' '.repeat(column)}# c${++comments}`);
      const head = ' '.repeat(column) + (Array.isArray(each) ? '-' : `${key}:`);
      const empty = typeof item === 'object' && Object.keys(item).length === 0;
      if (typeof item === 'string' || empty || choice() === 0) {
        result.push(`${head} ${flow(item)}${trailing()}`);
      } else if (Array.isArray(each) && (!Array.isArray(item) || choice() > 3)) {
        const inner = lines(item, column + 2);
        const comment = inner.findIndex((line) => !/^\s*#/.test(line));
        result.push(...inner.slice(0, comment), `${head} ${inner[comment]?.trimStart()}`, ...inner.slice(comment + 1));
      } else {
        const indent = Array.isArray(item) && !Array.isArray(each) ? layout.sequenceIndent : layout.mapIndent;
        result.push(head + trailing(), ...lines(item, column + indent));
      }
    }
    return result;
  };
  return lines(value, 0).join(layout.eol) + (layout.lastBreak ? layout.eol : '');
}

/** All paths into a value, collections before what they hold. */
function pathsOf(value: Value, prefix: YamlPath = []): YamlPath[] {
  if (typeof value === 'string') return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const path = [...prefix, Array.isArray(value) ? Number(key) : key];
    return [path, ...pathsOf(item, path)];
  });
}

/** What the edit means for plain data. */
function expectedValue(value: Value, edit: DistributiveOmit<Edit, 'uri'>): unknown {
  const copy = JSON.parse(JSON.stringify(value));
  if (edit.kind === 'replace') return copy;
  const at = (path: YamlPath) => path.reduce((node, key) => node[key], copy);
  const parent = at(edit.path.slice(0, -1));
  const key = edit.path.at(-1) ?? '';
  switch (edit.kind) {
    case 'remove':
      if (Object.keys(parent).length === 1 && edit.prune && edit.path.length > 1) {
        const above = edit.path.slice(0, -1);
        return expectedValue(value, { kind: 'remove', path: above });
      }
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete parent[key];
      return edit.path.length === 1 && Object.keys(parent).length === 0 ? null : copy;
    case 'set':
      parent[key] = edit.value;
      return copy;
    case 'append': {
      const target = parent[key];
      if (Array.isArray(target)) target.push(edit.value);
      else target[String(edit.value)] = null;
      return copy;
    }
    case 'renameKey': {
      const renamed = Object.fromEntries(
        Object.entries(parent).map(([each, item]) => [each === key ? edit.newKey : each, item]),
      );
      for (const each of Object.keys(parent)) delete parent[each];
      Object.assign(parent, renamed);
      return copy;
    }
  }
}

function get(value: Value, path: YamlPath): Value | undefined {
  return path.reduce<Value | undefined>(
    (node, key) => (typeof node === 'object' ? (node as Record<string, Value>)[key] : undefined),
    value,
  );
}

const anyEdit = (file: Value): fc.Arbitrary<DistributiveOmit<Edit, 'uri'>> => {
  const paths = pathsOf(file);
  const collections = paths.filter((path) => typeof get(file, path) === 'object');
  const keys = paths.filter((path) => typeof path.at(-1) === 'string');
  const maps = [[], ...collections.filter((path) => !Array.isArray(get(file, path)))];
  return fc.oneof(
    fc.record({ kind: fc.constant('remove' as const), path: fc.constantFrom(...paths), prune: fc.boolean() }),
    fc.record({ kind: fc.constant('set' as const), path: fc.constantFrom(...paths), value: anyValue }),
    fc.record({
      kind: fc.constant('set' as const),
      path: fc.constantFrom(...maps.map((path) => [...path, 'fresh'])),
      value: anyValue,
    }),
    fc.record({
      kind: fc.constant('renameKey' as const),
      path: fc.constantFrom(...keys),
      newKey: fc.constantFrom('new', '80:80'),
    }),
    ...(collections.length > 0
      ? [
          fc.record({
            kind: fc.constant('append' as const),
            path: fc.constantFrom(...collections),
            value: fc.constant('fresh'),
          }),
        ]
      : []),
  );
};

const commentsOf = (text: string): string[] => text.match(/# c\d+/g) ?? [];

/** The comments above the entry that is edited (or pruned with it) and those below it. */
function commentsAround(text: string, edit: DistributiveOmit<Edit, 'uri'>): string[] {
  if (edit.kind === 'replace') return [];
  const path = edit.kind === 'remove' && edit.prune && edit.path.length > 1 ? edit.path.slice(0, -1) : edit.path;
  const document = parseDocument(text);
  const node = document.getIn(path, true) ?? document.getIn(path.slice(0, -1), true);
  const lastKey = path.findLastIndex((key) => typeof key === 'string');
  const map = document.getIn(path.slice(0, lastKey), true) ?? document.contents;
  const key = isMap(map) ? map.items.find((pair) => String(pair.key) === path[lastKey])?.key : undefined;
  const start = isNode(key) ? key.range?.[0] : text.length;
  const end = isNode(node) ? node.range?.[2] : text.length;
  return [...commentsOf(text.slice(0, start)), ...commentsOf(text.slice(end))];
}

/** `{}` and no value mean the same for a member of a map. */
const loose = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, each) =>
      each && typeof each === 'object' && Object.keys(each).length === 0 && !Array.isArray(each) ? null : each,
    ),
  );

describe('any edit of any file', () => {
  it('gives the intended value, changes nothing else and keeps every comment that is not on a removed line', () => {
    fc.assert(
      fc.property(
        anyFile.chain((file) => fc.tuple(fc.constant(file), anyLayout, anyEdit(file))),
        ([file, layout, edit]) => {
          const text = write(file, layout);
          fc.pre(JSON.stringify(parse(text)) === JSON.stringify(file));
          const result = edited(text, edit) ?? text;
          expect(loose(parse(result))).toEqual(loose(expectedValue(file, edit)));
          const [before, after] = [commentsOf(text), commentsOf(result)];
          if (edit.kind === 'append' || edit.kind === 'renameKey') expect(after).toEqual(before);
          else expect(before.filter((comment) => after.includes(comment))).toEqual(after);
          expect(after).toEqual(expect.arrayContaining(commentsAround(text, edit)));
          if (text.includes('\r\n')) expect(result.replaceAll('\r\n', '')).not.toContain('\n');
        },
      ),
      { numRuns: 1000 },
    );
  }, 60_000);
});
