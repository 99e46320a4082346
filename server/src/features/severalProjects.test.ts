import { describe, expect, it } from 'vitest';
import { openWorkspace } from '../../../test/harness/openWorkspace.ts';
import { completions } from './completion.ts';
import { definition } from './definition.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { hover } from './hover.ts';
import { references } from './references.ts';
import { prepareRename, rename } from './rename.ts';

const base = `//- shop/compose.yaml
services:
  web:
    image: nginx:1.27
    networks: [front, edge]
  cron:
    image: cron:1
networks:
  front:
    ipam: {config: [{subnet: 10.9.0.0/24}]}
  edge:
    name: proxy
//- blog/compose.yaml
services:
  pages:
    image: nginx:1.27
    networks: [gate, other, shared]
networks:
  gate:
    external: true
    name: proxy
  other:
    external: true
    name: shop_front
  shared:
    external: true
    name: shop_default
//- wiki/compose.yaml
services:
  text:
    image: nginx:1.27
    networks: [proxy]
networks:
  proxy:
    external: true
`;

const at = (part: string, mark: string): string => {
  if (!base.includes(part)) throw new Error(`no ${part}`);
  return base.replace(part, mark);
};

const definitions = (text: string): readonly string[] => {
  const { snapshot, position, placeOf } = openWorkspace(text);
  return definition(snapshot, position).map(({ targetUri, targetSelectionRange }) =>
    placeOf(targetUri, targetSelectionRange),
  );
};

describe('a network of several projects', () => {
  it.each([
    ['the key of an external network', '  gate:\n', '  ga$0te:\n', ['shop/compose.yaml:11 proxy']],
    ['its name', 'true\n    name: proxy', 'true\n    name: pr$0oxy', ['shop/compose.yaml:11 proxy']],
    ['a name made of project and key', 'name: shop_front', 'name: shop_fr$0ont', ['shop/compose.yaml:8 front']],
    ['the default network', 'name: shop_default', 'name: shop_de$0fault', ['shop/compose.yaml:1 services']],
    ['a key that is the name', '  proxy:\n', '  pro$0xy:\n', ['shop/compose.yaml:11 proxy']],
    ['a membership', '[gate,', '[ga$0te,', ['blog/compose.yaml:6 gate']],
  ])('leads from %s', (_, part, mark, places) => {
    expect(definitions(at(part, mark))).toEqual(places);
  });

  it('is found in all of them', () => {
    const everywhere = [
      ...['shop/compose.yaml:10 edge', 'shop/compose.yaml:4 edge', 'shop/compose.yaml:11 proxy'],
      ...['blog/compose.yaml:6 gate', 'blog/compose.yaml:8 proxy', 'blog/compose.yaml:4 gate'],
      ...['wiki/compose.yaml:6 proxy', 'wiki/compose.yaml:4 proxy'],
    ];
    for (const [part, mark] of [
      ['  edge:\n', '  ed$0ge:\n'],
      ['name: proxy', 'name: pr$0oxy'],
    ] as const) {
      const { snapshot, position, placeOf } = openWorkspace(at(part, mark));
      expect(references(snapshot, position, true).map(({ uri, range }) => placeOf(uri, range))).toEqual(everywhere);
    }
  });

  it('is described with its members everywhere', () => {
    const { snapshot, position } = openWorkspace(at('true\n    name: proxy', 'true\n    name: pr$0oxy'));
    const text = JSON.stringify(hover(snapshot, position)?.contents);
    expect(text).toContain('**Made by** the project `shop` in ../shop/compose.yaml; members there: `web`');
    expect(text).toContain('**Also used by** the project `wiki` in ../wiki/compose.yaml; members there: `text`');
    expect(text).not.toContain('not known here');
  });

  it('is proposed by its name', () => {
    const { snapshot, position } = openWorkspace(at('name: shop_front', 'name: $0'));
    const found = completions(snapshot, position, { snippets: false }).map(
      ({ label, detail }) => `${label}: ${detail}`,
    );
    expect(found).toEqual(
      ['proxy', 'shop_default', 'shop_front']
        .map((name) => `${name}: made by shop in ../shop/compose.yaml`)
        .concat('other: what it is called without this key'),
    );
  });
});

describe('rename', () => {
  const renamed = (text: string, newName: string): readonly string[] | string => {
    const { snapshot, position, placeOf } = openWorkspace(text);
    const ready = prepareRename(snapshot, position);
    const answer = 'refused' in ready ? ready : rename(snapshot, position, newName);
    if ('refused' in answer) return String(answer.refused);
    return Object.entries(answer.changes ?? {}).flatMap(([uri, edits]) =>
      edits.map(({ range, newText }) => `${placeOf(uri, range)} > ${newText}`),
    );
  };

  it('of a network takes the projects with it that call it by project and key', () => {
    expect(renamed(at('  front:\n', '  fr$0ont:\n'), 'face')).toEqual([
      'shop/compose.yaml:8 front > face',
      'shop/compose.yaml:4 front > face',
      'blog/compose.yaml:11 shop_front > shop_face',
    ]);
  });

  it('of a key beside a name stays in its file', () => {
    expect(renamed(at('  edge:\n', '  ed$0ge:\n'), 'face')).toEqual([
      'shop/compose.yaml:10 edge > face',
      'shop/compose.yaml:4 edge > face',
    ]);
  });

  it('of a name follows in all projects', () => {
    const text = at('  proxy:\n    external: true', '  proxy:\n    external: true\n    name: proxy');
    const all = [
      'shop/compose.yaml:11 proxy > entry',
      'blog/compose.yaml:8 proxy > entry',
      'wiki/compose.yaml:8 proxy > entry',
    ];
    expect(renamed(text.replace('edge:\n    name: proxy', 'edge:\n    name: pr$0oxy'), 'entry')).toEqual(all);
  });

  it.each([
    [
      'where a project goes by its key',
      'edge:\n    name: proxy',
      'edge:\n    name: pr$0oxy',
      'entry',
      /wiki .*write name: proxy below it/,
    ],
    [
      'of a key that is the name',
      '  proxy:\n',
      '  pr$0oxy:\n',
      'entry',
      /name of a network that the project shop .*makes/,
    ],
    [
      'to a name that exists',
      'name: shop_front',
      'name: shop_fr$0ont',
      'proxy',
      /project shop .*already makes a network called proxy/,
    ],
    ['to no name', 'name: shop_default', 'name: shop_de$0fault', 'a b', /cannot be the name of a network/],
    [
      'of the default network',
      'name: shop_default',
      'name: shop_de$0fault',
      'other',
      /without a name that could follow/,
    ],
    ['of a name with a variable', 'edge:\n    name: proxy', 'edge:\n    name: ${A:-pr$0oxy}', 'x1', /variable/],
  ])('is refused %s', (_, part, mark, newName, reason) => {
    expect(renamed(at(part, mark), newName)).toMatch(reason);
  });
});

describe('findings between projects', () => {
  it('lead to the other project', () => {
    const text = at('external: true\n    name: shop_front', '$0ipam: {config: [{subnet: 10.9.0.128/25}]}');
    const { snapshot, placeOf } = openWorkspace(text);
    const found = diagnosticsOf(snapshot).filter(({ code }) => code === 'subnet-used-by-other-project');
    expect(found.map(({ range }) => placeOf(snapshot.uri, range))).toEqual(['blog/compose.yaml:10 10.9.0.128/25']);
    expect(found[0]?.relatedInformation?.map(({ location }) => placeOf(location.uri, location.range))).toEqual([
      'shop/compose.yaml:9 10.9.0.0/24',
    ]);
  });

  it.each([
    [
      'the other one has the same name',
      (text: string) => text.replace('//- blog/compose.yaml\n', '//- blog/compose.yaml\nname: shop\n'),
    ],
    ['a variable gives the block', (text: string) => text.replace('10.9.0.0/24', '"${A:-10.9.0.0/24}"')],
    [
      'only a profile makes the network',
      (text: string) => text.replace('[front, edge]', '[front, edge]\n    profiles: [x]'),
    ],
    ['the network is made elsewhere', (text: string) => text.replace('  front:\n', '  front:\n    external: true\n')],
  ])('are none when %s', (_, change) => {
    const text = at('external: true\n    name: shop_front', '$0ipam: {config: [{subnet: 10.9.0.128/25}]}');
    const { snapshot } = openWorkspace(change(text));
    expect(diagnosticsOf(snapshot).filter(({ code }) => code === 'subnet-used-by-other-project')).toEqual([]);
  });

  it.each([
    ['proxy', 1],
    ['zone', 0],
  ])('count when the shared network %s is asked before the own one', (name, count) => {
    const text = `//- blog/compose.yaml
services:
  $0pages: {image: x, networks: [mine, shared]}
  user: {image: x, networks: [mine, shared], environment: {URL: "http://pages:80"}}
networks:
  mine: {name: quiet}
  shared: {external: true, name: ${name}}
//- shop/compose.yaml
services:
  pages: {image: x, networks: [made]}
networks:
  made: {name: ${name}}
`;
    const { snapshot } = openWorkspace(text);
    const found = diagnosticsOf(snapshot).filter(({ code }) => code === 'alias-shared-between-projects');
    expect(found).toHaveLength(count);
  });

  it.each([
    ['a service name that nobody uses', ''],
    [
      'a service name that means something else to the user',
      '\n    environment: {URL: "http://pages:80"}\n    extra_hosts: ["pages:10.0.0.1"]',
    ],
  ])('are none for %s', (_, extra) => {
    const text = `//- blog/compose.yaml
services:
  $0pages: {image: x, networks: [default, proxy]}
  user:
    image: x
    networks: [proxy]${extra}
networks:
  proxy: {external: true}
//- shop/compose.yaml
services:
  pages: {image: x, networks: [proxy]}
networks:
  proxy: {external: true}
`;
    const { snapshot } = openWorkspace(text);
    expect(diagnosticsOf(snapshot).filter(({ code }) => code === 'alias-shared-between-projects')).toEqual([]);
  });
});
