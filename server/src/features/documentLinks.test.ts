import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shop, snapshotOf } from '../../../test/harness/cursor.ts';
import { openProject } from '../../../test/harness/openProject.ts';
import { readProject } from '../compose/read.ts';
import { parseYaml } from '../text/yamlTree.ts';
import { documentLinks } from './documentLinks.ts';

/** Each link as the text that it covers and where it leads. */
function links(text: string): readonly string[] {
  const snapshot = snapshotOf(text);
  const { lines } = snapshot;
  return documentLinks(snapshot).map(
    ({ range, target }) => `${text.slice(lines.offsetAt(range.start), lines.offsetAt(range.end))} ${target}`,
  );
}

const web = (entry: string): string => `services:\n  web:\n    ${entry}\n`;

const files = `x-common: &common
  env_file: common.env
include:
  - infra/compose.yaml
  - path: [one.yaml, "../two files.yaml"]
    env_file: [inc.env]
  - https://github.com/acme/stack.git
  - oci://registry.example.com/stack
services:
  a:
    <<: *common
    extends: {file: base.yaml, service: a}
    env_file: ./a#1.env
    volumes:
      - ./nginx.conf:/etc/nginx/nginx.conf:ro
      - ./conf.d:/etc/nginx/conf.d
      - ./data:/data
      - cache.vol:/cache
      - type: bind
        source: ../certs/ca.pem
        target: /ca.pem
  b:
    build: ./b
    image: acme/b
    <<: *common
    env_file: [b.env, "\${E}.env", {path: /etc/c.env, required: false}, ~/home.env]
`;

describe('documentLinks', () => {
  it('lead to the files that are named, relative to this one', () => {
    expect(links(files)).toEqual([
      'infra/compose.yaml file:///shop/infra/compose.yaml',
      'one.yaml file:///shop/one.yaml',
      '../two files.yaml file:///two%20files.yaml',
      'inc.env file:///shop/inc.env',
      'base.yaml file:///shop/base.yaml',
      './a#1.env file:///shop/a%231.env',
      './nginx.conf file:///shop/nginx.conf',
      '../certs/ca.pem file:///certs/ca.pem',
      'b.env file:///shop/b.env',
      '/etc/c.env file:///etc/c.env',
    ]);
  });

  it('lead from an included file to what its project means', () => {
    const text = `//- compose.yaml
include:
  - path: [parts/a.yaml, parts/b.yaml]
    project_directory: home
//- parts/a.yaml
services: {}
//- parts/b.yaml
services:
  a:
    image: ghcr.io/x/y
    env_file: $0own.env
    extends: {file: base.yaml, service: a}
    volumes: ["./nginx.conf:/etc/nginx/nginx.conf"]
`;
    expect(documentLinks(openProject(text).snapshot).map(({ target }) => target)).toEqual([
      'file:///shop/home/own.env',
      'file:///shop/home/base.yaml',
      'file:///shop/home/nginx.conf',
    ]);
  });

  it('follow merge keys, to one link a place', () => {
    const text = 'x-c: &c {env_file: c.env}\nservices:\n  a: {<<: *c}\n  b: {<<: *c}\n';
    expect(links(text)).toEqual(['c.env file:///shop/c.env']);
  });

  it('lead from a document that is no file to images only', () => {
    const text = web('image: nginx\n    env_file: a.env');
    const tree = parseYaml('untitled:Untitled-1', text);
    const project = readProject(tree, { environment: new Map(), directoryName: 'shop' });
    const targets = documentLinks({ ...snapshotOf(text), uri: tree.uri, tree, project }).map(({ target }) => target);
    expect(targets).toEqual(['https://hub.docker.com/_/nginx']);
  });

  it.each([
    ['nginx:1.27', '_/nginx'],
    ['library/redis', '_/redis'],
    ['bitnami/kafka:3', 'r/bitnami/kafka'],
    [`postgres@sha256:${'0'.repeat(64)}`, '_/postgres'],
  ])('lead from %s to its page on Docker Hub', (image, page) => {
    expect(links(web(`image: "${image}"`))).toEqual([`${image} https://hub.docker.com/${page}`]);
  });

  it.each([
    'ghcr.io/acme/web',
    'docker.example.com/nginx',
    'a.b/a.b',
    'localhost/web',
    'localhost:5000/web',
    'nginx:${TAG:-1}',
    'Nginx',
    `sha256:${'0'.repeat(64)}`,
    'a/b/c',
    '',
  ])('lead nowhere from the image "%s"', (image) => {
    expect(links(web(`image: "${image}"`))).toEqual([]);
  });

  it('never throw at a beginning of a file', () => {
    fc.assert(
      fc.property(fc.constantFrom(files, shop), fc.nat(1_600), (text, length) => {
        documentLinks(snapshotOf(text.slice(0, length)));
      }),
      { numRuns: 200 },
    );
    expect(links('services:\n  web:\n    env_file: "\\ud800.env"\n')).toEqual([]);
  });
});
