import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryFiles } from '../../../test/harness/memoryFiles.ts';
import { openProject } from '../../../test/harness/openProject.ts';
import { plainSpans } from '../../../test/harness/plainSpans.ts';
import { parseYaml } from '../text/yamlTree.ts';
import { analyzeProject } from './analyze.ts';
import { codeActions } from './codeActions.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { references } from './references.ts';
import { rename } from './rename.ts';

const files = `//- compose.yaml
services:
  proxy:
    image: nginx:1.27
    networks: [front]
    volumes:
      - ./nginx/nginx.conf:/etc/nginx/nginx.conf:ro
      - ./nginx/conf.d:/etc/nginx/conf.d
    configs:
      - source: caddy
        target: /etc/caddy/Caddyfile
  backend:
    image: node:22
    networks: [front, back]
    ports: ["8001:8000"]
  store:
    image: node:22
    networks: [back]
networks:
  front: {}
  back: {}
configs:
  caddy:
    file: ./Caddyfile
//- nginx/nginx.conf
http {
  upstream store { server backend:8000; }
  include /etc/nginx/conf.d/*.conf;
}
//- nginx/conf.d/a.conf
server {
  location / { proxy_pass http://backend:8001; }
  location /s { proxy_pass http://store; }
  location /t { proxy_pass http://store:80; }
}
//- nginx/conf.d/note.txt
proxy_pass http://backend:1;
//- Caddyfile
shop.test {
  reverse_proxy backend:8000
}
`;

const at = (part: string, mark: string): string => {
  if (!files.includes(part)) throw new Error(`no ${part}`);
  return files.replace(part, mark);
};

describe('mounted configurations', () => {
  const all = ['compose.yaml:11 backend', 'nginx/nginx.conf:2 backend', 'nginx/conf.d/a.conf:2 backend'];

  it('are among the references of a service', () => {
    const { snapshot, position, placeOf } = openProject(at('  backend:\n', '  back$0end:\n'));
    expect(references(snapshot, position, true).map(({ uri, range }) => placeOf(uri, range))).toEqual([
      ...all,
      'Caddyfile:2 backend',
    ]);
  });

  it('follow a service that gets another name', () => {
    const { snapshot, position, placeOf } = openProject(at('  store:\n', '  st$0ore:\n'));
    const answer = rename(snapshot, position, 'depot');
    if ('refused' in answer) throw new Error(answer.refused);
    const places = Object.entries(answer.changes ?? {}).flatMap(([uri, edits]) =>
      edits.map(({ range, newText }) => `${placeOf(uri, range)} ${newText}`),
    );
    // `http://store` is the group of nginx.conf.
    expect(places).toEqual(['compose.yaml:15 store depot', 'nginx/conf.d/a.conf:4 store depot']);
  });

  it('are judged, at the place where they are mounted', () => {
    const { snapshot, placeOf } = openProject(at('  proxy:\n', '  $0proxy:\n'));
    const found = diagnosticsOf(snapshot).filter(({ code }) => /unreachable|published-port-in/.test(String(code)));
    expect(
      found.map(({ message, range, relatedInformation }) => [
        placeOf(snapshot.uri, range),
        String(message).split(';')[0],
        ...(relatedInformation ?? []).map(({ location }) => placeOf(location.uri, location.range)),
      ]),
    ).toEqual([
      [
        'compose.yaml:7 ./nginx/conf.d:/etc/nginx/conf.d',
        'In `a.conf`: `backend` listens on port 8000',
        'nginx/conf.d/a.conf:2 8001',
        'compose.yaml:14 8001',
      ],
      [
        'compose.yaml:7 ./nginx/conf.d:/etc/nginx/conf.d',
        expect.stringContaining('In `a.conf`: `proxy` shares no network with `store`'),
        'nginx/conf.d/a.conf:4 store',
        'compose.yaml:15 store',
      ],
    ]);
  });

  it('are mended in their own file', () => {
    const { snapshot } = openProject(at('  proxy:\n', '  $0proxy:\n'));
    const line = { line: 6, character: 9 };
    const fix = codeActions(snapshot, { start: line, end: line }).find(({ title }) => title === 'Change to 8000');
    expect(fix?.edit?.changes).toEqual({
      'file:///shop/nginx/conf.d/a.conf': [
        { range: { start: { line: 1, character: 41 }, end: { line: 1, character: 45 } }, newText: '8000' },
      ],
    });
  });

  it('may be named by an option of the command', () => {
    const text = (command: string): string => `//- compose.yaml
services:
  mesh:
    image: envoyproxy/envoy:v1.31
    command: ${command}
    volumes: [./mesh.yaml:/mesh.yaml]
  ba$0ckend:
    image: node:22
//- mesh.yaml
static_resources: {clusters: [{load_assignment: {endpoints: [{a: {socket_address: {address: backend}}}]}}]}
`;
    const count = (command: string): number => {
      const { snapshot, position } = openProject(text(command));
      return references(snapshot, position, true).length;
    };
    expect([count('["envoy", "-c", "/mesh.yaml"]'), count('envoy --config-path=/mesh.yaml'), count('envoy')]).toEqual([
      2, 2, 1,
    ]);
  });

  it.each([
    ['a template', 'proxy_pass http://backend:1; # {{ x }}'],
    ['a comment', '# proxy_pass http://backend:1;'],
    ['a variable', 'set $up backend; proxy_pass http://$up:1;'],
    ['half a name', 'proxy_pass http://backend-old:1; proxy_pass http://backend.shop.test;'],
    ['too much text', `proxy_pass http://backend:1;${' '.repeat(1_000_000)}`],
  ])('say nothing with %s', (_, line) => {
    const text = at('location / { proxy_pass http://backend:8001; }', line);
    const { snapshot, position } = openProject(text.replace('  backend:\n', '  back$0end:\n'));
    expect(references(snapshot, position, true).filter(({ uri }) => uri.endsWith('a.conf'))).toEqual([]);
  });

  it('stay what they are, whatever is typed around them', () => {
    const start = openProject(at('  proxy:\n', '  $0proxy:\n')).textOf('compose.yaml');
    const texts = Object.fromEntries(
      files
        .split('//- ')
        .slice(2)
        .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)]),
    );
    const sources = memoryFiles(texts);
    const uri = 'file:///shop/compose.yaml';
    const context = { environment: new Map<string, string>(), directoryName: 'shop', sources };
    const inText = ({ project, findings }: ReturnType<typeof analyzeProject>): string =>
      JSON.stringify([plainSpans({ ...project }), findings.map(({ rule, ...each }) => [rule.id, plainSpans(each)])]);
    const insert = fc.constantFrom('', 'x', '\n', ' ', ':', '"', '#', 'backend', '\n  more: {image: y}\n', './nginx/');
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.nat(), remove: fc.nat(12), insert }), { minLength: 1, maxLength: 6 }),
        (edits) => {
          let tree = parseYaml(uri, start);
          let analysis = analyzeProject(tree, context);
          for (const edit of edits) {
            const from = edit.at % (tree.text.length + 1);
            tree = tree.edit({
              start: from,
              end: Math.min(tree.text.length, from + edit.remove),
              newText: edit.insert,
            });
            analysis = analyzeProject(tree, context, undefined, analysis.project);
            expect(inText(analysis)).toBe(inText(analyzeProject(parseYaml(uri, tree.text), context)));
          }
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);

  it('cost nothing while nothing of them changes', () => {
    const { snapshot } = openProject(at('  proxy:\n', '  $0proxy:\n'));
    const { tree } = snapshot;
    const sources = memoryFiles({ 'nginx/nginx.conf': 'http { server { location / { proxy_pass http://x:1; } } }' });
    const context = { environment: new Map<string, string>(), directoryName: 'shop', sources };
    const before = analyzeProject(tree, context).project.serviceNamed.get('proxy');
    const edit = { start: tree.text.indexOf('back: {}'), end: tree.text.indexOf('back: {}'), newText: 'new: {}\n  ' };
    expect(before?.mentions).toHaveLength(1);
    expect(analyzeProject(tree.edit(edit), context).project.serviceNamed.get('proxy')).toBe(before);
  });
});
