import { describe, expect, it } from 'vitest';
import { marked, shop, withMark } from '../../../test/harness/cursor.ts';
import { applyTextEdits } from '../text/edit.ts';
import { prepareRename, rename } from './rename.ts';

/** The text after renaming, or the sentence that refuses it. */
function renamed(textWithMark: string, newName: string): string {
  const { snapshot, position, text } = marked(textWithMark);
  const outcome = rename(snapshot, position, newName);
  if ('refused' in outcome) return outcome.refused;
  const edits = (outcome.changes?.[snapshot.uri] ?? []).map(({ range, newText }) => ({
    start: snapshot.lines.offsetAt(range.start),
    end: snapshot.lines.offsetAt(range.end),
    newText,
  }));
  return applyTextEdits(text, edits);
}

const text = `services:
  web:
    image: web
    environment:
      API: "http://api:8000/api?x=api"
      MIXED: postgres://\${USER:-api}:pw@api:5432/api
    command: ["--upstream", "api:8000"]
    depends_on:
      api:
        condition: service_started
    links: ["api:backend"]
    networks: [front]
  sidecar:
    image: x
    network_mode: service:api
    volumes_from: [api]
  api:
    image: api
    container_name: shop-api
    networks:
      front:
        aliases:
          - api-v1
networks:
  front: {}
`;

const withApiRenamed = `services:
  web:
    image: web
    environment:
      API: "http://core:8000/api?x=api"
      MIXED: postgres://\${USER:-api}:pw@core:5432/api
    command: ["--upstream", "core:8000"]
    depends_on:
      core:
        condition: service_started
    links: ["core:backend"]
    networks: [front]
  sidecar:
    image: x
    network_mode: service:core
    volumes_from: [core]
  core:
    image: api
    container_name: shop-api
    networks:
      front:
        aliases:
          - api-v1
networks:
  front: {}
`;

describe('rename', () => {
  it('follows a service everywhere, into URLs too, and nowhere else', () => {
    expect(renamed(withMark(text, '\n  api:', '\n  $0api:'), 'core')).toBe(withApiRenamed);
    expect(renamed(withMark(text, 'http://api', 'http://a$0pi'), 'core')).toBe(withApiRenamed);
  });

  it.each([
    ['a network', '\n  front:', '\n  fr$0ont:', 'web_tier', text.replaceAll('front', 'web_tier')],
    ['an alias', 'api-v1', 'api$0-v1', 'api-v2', text.replace('api-v1', 'api-v2')],
    ['a container', 'shop-api', 'shop$0-api', 'box', text.replace('shop-api', 'box')],
    ['to the same name', '\n  front:', '\n  fr$0ont:', 'front', text],
  ])('changes %s', (_, part, mark, newName, expected) => {
    expect(renamed(withMark(text, part, mark), newName)).toBe(expected);
  });

  it.each([
    ['a name with a blank', '\n  fr$0ont:', 'web tier', /^"web tier" cannot be the name of a network: only letters/],
    ['an empty name', '\n  fr$0ont:', '', /cannot be the name/],
    [
      'the name of compose’s own network',
      '\n  fr$0ont:',
      'default',
      /^default is the network of services that name none/,
    ],
  ])('refuses %s', (_, mark, newName, message) => {
    expect(renamed(withMark(text, '\n  front:', mark), newName)).toMatch(message);
  });

  it.each([
    ['of a service', '\n  a$0pi:', 'web', 'There is already a service called web.'],
    ['of an alias', '\n  a$0pi:', 'api-v1', 'There is already an alias called api-v1 (of api).'],
  ])('refuses a name that exists: %s', (_, mark, newName, message) => {
    expect(renamed(withMark(text, '\n  api:', mark), newName)).toBe(message);
  });

  it('lets a network have the name of a service', () => {
    expect(renamed(withMark(text, '\n  front:', '\n  fr$0ont:'), 'api')).toContain('\nnetworks:\n  api: {}');
  });

  it('refuses a container name that docker would', () => {
    expect(renamed(withMark(text, 'shop-api', 'shop$0-api'), '-x')).toMatch(/a letter or digit first/);
  });

  it('leaves a URL alone that may mean another service as well', () => {
    const two =
      'services:\n  a:\n    image: x\n    environment: {U: "http://db"}\n  d$0b: {image: x}\n  c: {image: x, networks: {default: {aliases: [db]}}}\n';
    expect(renamed(two, 'database')).toContain('"http://db"');
    expect(renamed(two, 'database')).toContain('\n  database: {image: x}');
  });

  it('keeps what a link calls the service', () => {
    const linked =
      'services:\n  a:\n    image: x\n    links: ["data:db"]\n    environment: {U: "http://db"}\n  da$0ta: {image: x}\n';
    expect(renamed(linked, 'store')).toBe(
      'services:\n  a:\n    image: x\n    links: ["store:db"]\n    environment: {U: "http://db"}\n  store: {image: x}\n',
    );
  });

  it('quotes a name that YAML would read as a number', () => {
    expect(renamed('services:\n  a: {image: x, networks: [net]}\nnetworks:\n  n$0et:\n', '80')).toBe(
      'services:\n  a: {image: x, networks: ["80"]}\nnetworks:\n  "80":\n',
    );
  });

  it('refuses where it cannot tell the name from the text around it', () => {
    const twice =
      'services:\n  a:\n    image: x\n    environment: {U: "${P}http://db/,http://db/"}\n  d$0b: {image: x}\n';
    expect(renamed(twice, 'store')).toBe(
      'In line 4, db cannot be told apart from the text around it; change that line by hand first.',
    );
  });
});

describe('prepareRename', () => {
  const prepared = (textWithMark: string): unknown => {
    const { snapshot, position } = marked(textWithMark);
    return prepareRename(snapshot, position);
  };

  it('gives the name without quotes', () => {
    expect(prepared(withMark(text, '["api:backend"]', '["a$0pi:backend"]'))).toEqual({
      range: { start: { line: 10, character: 13 }, end: { line: 10, character: 16 } },
      placeholder: 'api',
    });
  });

  it.each([
    ['a keyword', withMark(shop, 'image', 'im$0age'), 'Here is no name of a service, network, alias or container.'],
    [
      'a host outside',
      'services:\n  a: {image: x, environment: {U: "http://exam$0ple.com"}}\n',
      'Here is no name of a service, network, alias or container.',
    ],
    [
      'a network that is not defined',
      'services:\n  a: {image: x, networks: [o$0]}\n',
      'o is not defined in any file that could be read, so it cannot be renamed here.',
    ],
    [
      'the network of compose',
      'services:\n  a: {image: x, networks: [def$0ault]}\n',
      'The network default is made by compose itself and cannot be renamed.',
    ],
    [
      'a default that others join unnamed',
      'services:\n  a: {image: x}\nnetworks:\n  def$0ault: {}\n',
      'Services that name no network join default by this name, so it cannot be renamed.',
    ],
    [
      'a volume',
      'services:\n  a: {image: x, volumes: ["da$0ta:/x"]}\nvolumes: {data: {}}\n',
      'Only services and networks are renamed: a volume of another name would begin empty.',
    ],
    [
      'a host with two owners',
      'services:\n  a: {image: x, environment: {U: "http://b$0"}}\n  b: {image: x}\n  c: {image: x, container_name: b}\n',
      'b may mean several services here; rename it where it is defined.',
    ],
  ])('refuses %s', (_, textWithMark, message) => {
    expect(prepared(textWithMark)).toEqual({ refused: message });
  });
});
