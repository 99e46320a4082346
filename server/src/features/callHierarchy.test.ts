import { describe, expect, it } from 'vitest';
import { marked } from '../../../test/harness/cursor.ts';
import { parseMarkers } from '../../../test/harness/markers.ts';
import { openProject } from '../../../test/harness/openProject.ts';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from './callHierarchy.ts';
import type { Snapshot } from './snapshot.ts';

interface Call {
  readonly name: string;
  readonly detail: string | undefined;
  readonly places: readonly { readonly start: number; readonly end: number }[];
}

/** The calls of the service at the `$0`, with offsets in its file. */
function calls(text: string, direction: 'incoming' | 'outgoing'): readonly Call[] {
  const { snapshot, position } = marked(text);
  const offsets = ({ start, end }: { start: Parameters<Snapshot['lines']['offsetAt']>[0]; end: typeof start }) => ({
    start: snapshot.lines.offsetAt(start),
    end: snapshot.lines.offsetAt(end),
  });
  return prepareCallHierarchy(snapshot, position).flatMap((item) =>
    direction === 'incoming'
      ? incomingCalls(snapshot, item).map(({ from, fromRanges }) => ({
          name: from.name,
          detail: from.detail,
          places: fromRanges.map(offsets),
        }))
      : outgoingCalls(snapshot, item).map(({ to, fromRanges }) => ({
          name: to.name,
          detail: to.detail,
          places: fromRanges.map(offsets),
        })),
  );
}

const names = (text: string, direction: 'incoming' | 'outgoing') => calls(text, direction).map(({ name }) => name);

/** `# ^^^ NAME` marks every range of the call from or to NAME. */
function expectCalls(markedText: string, direction: 'incoming' | 'outgoing'): void {
  const { text, markers } = parseMarkers(markedText);
  const found = calls(text, direction).flatMap(({ name, places }) => places.map((place) => `${name} ${place.start}`));
  // The marked text still holds the `$0`, which stands before every mark or behind it.
  const cursor = text.indexOf('$0');
  const wanted = markers.map(({ start, message }) => `${message} ${start > cursor ? start - 2 : start}`);
  expect([...found].sort()).toEqual([...wanted].sort());
}

describe('call hierarchy', () => {
  it('of a service: who can reach it, with the lines that let them', () => {
    expectCalls(
      `services:
  web:
    image: nginx
    ports: ["8080:80"]
    networks: [front]
  api:
    image: x
    networks: [front, back]
    #                 ^^^^ api
  d$0b:
    image: postgres
    ports:
      - "127.0.0.1:5432:5432"
      # ^^^^^^^^^^^^^^^^^^^^^ host
      - "5433:5433"
      # ^^^^^^^^^^^ host
      # ^^^^^^^^^^^ lan
      # ^^^^^^^^^^^ internet
    networks: [back]
    #          ^^^^ api
networks:
  front: {internal: true}
  back: {}
`,
      'incoming',
    );
  });

  it('of a service: whom it can reach', () => {
    expectCalls(
      `services:
  web:
    image: nginx
    networks: [front]
    #          ^^^^^ web
  a$0pi:
    image: x
    networks: [front, back]
    #          ^^^^^ web
    #                 ^^^^ db
    #                 ^^^^ internet
    #                 ^^^^ lan
    #          ^^^^^ host
  db:
    image: postgres
    networks: [back]
    #          ^^^^ db
networks:
  front: {internal: true}
  back: {}
`,
      'outgoing',
    );
  });

  it.each([
    ['a host in a URL', 'services:\n  a: {image: x, environment: {API: "http://b$0:80"}}\n  b: {image: x}\n', ['b']],
    ['a dependency', 'services:\n  a: {image: x, depends_on: [b$0]}\n  b: {image: x}\n', ['b']],
    ['an alias', 'services:\n  a: {image: x, networks: {n: {aliases: [al$0so]}}}\nnetworks: {n: }\n', ['a']],
    ['a container name', 'services:\n  a: {image: x, container_name: bo$0x}\n', ['a']],
    ['a network', 'services:\n  a: {image: x, networks: [n$0]}\nnetworks: {n: }\n', []],
    ['a service that is not defined', 'services:\n  a: {image: x, depends_on: [b$0]}\n', []],
  ])('begins at %s', (_, text, expected) => {
    const { snapshot, position } = marked(text);
    expect(prepareCallHierarchy(snapshot, position).map(({ name }) => name)).toEqual(expected);
  });

  it('leaves out who cannot reach it, and says of whom it is not certain', () => {
    const text = `services:
  a$0: {image: x, networks: [n]}
  b: {image: x, networks: [m]}
  c: {image: x, networks: [e]}
  d: {image: x, networks: [e, n]}
networks: {n: {internal: true}, m: {internal: true}, e: {external: true}}
`;
    expect(names(text, 'outgoing')).toEqual(['d', 'host']);
    expect(
      calls(text.replace('a$0', 'a').replace('c:', 'c$0:'), 'incoming').map(({ name, detail }) => [
        name,
        detail?.slice(0, 8),
      ]),
    ).toEqual([
      ['d', 'perhaps:'],
      ['host', 'perhaps:'],
      ['lan', 'perhaps:'],
    ]);
  });

  it('goes on from host, LAN and internet to the services behind', () => {
    const { snapshot, position } = marked('services:\n  a$0: {image: x, ports: ["80:80"]}\n  b: {image: x}\n');
    const [item] = prepareCallHierarchy(snapshot, position);
    const internet = item && incomingCalls(snapshot, item).find(({ from }) => from.name === 'internet')?.from;
    expect(internet && outgoingCalls(snapshot, internet).map(({ to }) => to.name)).toEqual(['a']);
    expect(internet && incomingCalls(snapshot, internet).map(({ from }) => from.name)).toEqual(['a', 'b']);
  });

  it('leads into the file in which a line stands', () => {
    const { snapshot, position, placeOf } = openProject(
      `//- compose.yaml
services:
  a$0: {image: x, networks: [n]}
  b: {image: x, networks: [m]}
networks: {n: , m: }
//- over.yaml
services:
  b:
    networks:
      - n
    ports: ["80:80"]
`,
      ['over.yaml'],
    );
    const [item] = prepareCallHierarchy(snapshot, position);
    const incoming = item ? incomingCalls(snapshot, item) : [];
    const b = incoming.find(({ from }) => from.name === 'b');
    expect(b && placeOf(b.from.uri, b.from.selectionRange)).toBe('over.yaml:2 b');
    expect(b?.fromRanges.map((range) => placeOf(b.from.uri, range))).toEqual(['over.yaml:4 n']);
    const internet = b && incomingCalls(snapshot, b.from).find(({ from }) => from.name === 'internet');
    expect(internet && placeOf(internet.from.uri, internet.from.range)).toBe('over.yaml:5 "80:80"');
  });
});
