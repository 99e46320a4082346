import { describe, expect, it } from 'vitest';
import type { DiagramSnapshot } from '../../../server/src/protocol.ts';
import { parseFromWebview, parseToWebview } from './messages.ts';

const range = { start: { line: 1, character: 2 }, end: { line: 3, character: 4 } };

const snapshot: DiagramSnapshot = {
  uri: 'file:///compose.yaml',
  version: 3,
  title: 'shop',
  svg: '<svg/>',
  stale: 'Line 2 cannot be read: x',
  nodes: [{ id: 'service:a', label: 'Service a', uri: 'file:///compose.yaml', range, selection: range }],
  reach: { ids: ['service:a'], sets: [[0], []], from: [{ open: 0, unknown: 1 }] },
  table: [{ title: 'Services', columns: ['Service'], rows: [{ id: 'service:a', cells: ['a'] }] }],
};

/** The snapshot with one part replaced, by path. */
function changed(path: readonly (string | number)[], value: unknown): unknown {
  const copy: unknown = structuredClone(snapshot);
  let parent = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string | number, unknown>;
  parent[path.at(-1) ?? ''] = value;
  return copy;
}

describe('messages to the webview', () => {
  it('are taken as they are', () => {
    const messages = [
      { kind: 'show', snapshot },
      { kind: 'nothing', text: 'No file.' },
      { kind: 'cursor', id: 'a' },
      { kind: 'cursor' },
    ];
    for (const message of messages) expect(parseToWebview(structuredClone(message))).toEqual(message);
  });

  it.each([
    undefined,
    null,
    1,
    'show',
    [],
    {},
    { kind: 'other' },
    { kind: 'show' },
    { kind: 'nothing' },
    { kind: 'cursor', id: 1 },
  ])('are refused when they are none: %j', (value) => {
    expect(parseToWebview(value)).toBeUndefined();
  });

  it.each([
    [['uri'], 1],
    [['version'], Number.NaN],
    [['svg'], null],
    [['stale'], true],
    [['nodes'], {}],
    [['nodes', 0], null],
    [['nodes', 0, 'range', 'start', 'line'], -1],
    [['nodes', 0, 'selection', 'end'], undefined],
    [['reach', 'ids', 0], 7],
    [['reach', 'sets', 0, 0], 0.5],
    [['reach', 'from', 0, 'open'], '0'],
    [['table', 0, 'columns'], 'Service'],
    [['table', 0, 'rows', 0, 'cells', 0], 5],
  ] as const)('are refused with a wrong part: %j', (path, value) => {
    expect(parseToWebview({ kind: 'show', snapshot: changed(path, value) })).toBeUndefined();
  });

  it('carry nothing beside what they should', () => {
    const message = parseToWebview({ kind: 'nothing', text: 'a', html: '<script>' });
    expect(message).toEqual({ kind: 'nothing', text: 'a' });
  });
});

describe('messages from the webview', () => {
  it('are taken as they are', () => {
    const messages = [
      { kind: 'ready', shape: 'tall' },
      { kind: 'reshaped', shape: 'wide' },
      { kind: 'reveal', id: 'a', focus: true },
      { kind: 'fix', id: 'a' },
      { kind: 'export' },
      { kind: 'tidy' },
    ];
    for (const message of messages) expect(parseFromWebview(message)).toEqual(message);
  });

  it.each([
    null,
    'ready',
    {},
    { kind: 'ready' },
    { kind: 'reshaped', shape: 'round' },
    { kind: 'reveal', id: 'a' },
    { kind: 'reveal', focus: true },
    { kind: 'fix' },
    { kind: 'run', command: 'rm' },
  ])('are refused when they are none: %j', (value) => {
    expect(parseFromWebview(value)).toBeUndefined();
  });
});
