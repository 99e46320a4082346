import { expect, it } from 'vitest';
import { projectOf } from '../../../test/harness/compose.ts';
import { xmlFault } from '../../../test/harness/wellFormedXml.ts';
import { buildDiagram } from './buildDiagram.ts';
import { layoutDiagram } from './layout.ts';
import { renderSvg, type SvgOptions } from './svg.ts';

const draw = (text: string, theme: SvgOptions['theme'] = 'light'): string =>
  renderSvg(layoutDiagram(buildDiagram(projectOf(text), [])), { theme });

const shop = `
name: shop
services:
  proxy:
    image: nginx:alpine
    ports: ["80:80", "127.0.0.1:8080:8080"]
    networks: [edge, web]
  frontend:
    build: ./frontend
    expose: ["3000"]
    networks: [web, app]
  api:
    build: ./api
    deploy: { replicas: 2 }
    networks:
      app:
      data: { ipv4_address: 172.30.3.10, aliases: [backend] }
  db:
    image: postgres:16
    networks: [data]
  exporter:
    image: prom/node-exporter
    network_mode: host
  debug:
    image: alpine
    network_mode: service:api
networks:
  edge: { ipam: { config: [{ subnet: 172.30.1.0/24 }] } }
  web: { internal: true }
  app: { internal: true }
  data: { internal: true, ipam: { config: [{ subnet: 172.30.3.0/24 }] } }
`;

it('draws a small stack', async () => {
  await expect(draw(shop)).toMatchFileSnapshot('shop.svg.snap');
});

it.each(['light', 'dark', 'high-contrast', 'high-contrast-light', 'variables'] as const)(
  'gives well-formed XML in %s',
  (theme) => {
    expect(xmlFault(draw(shop, theme))).toBeUndefined();
    expect(xmlFault(draw('services: {}', theme))).toBeUndefined();
    expect(xmlFault(draw('', theme))).toBeUndefined();
  },
);

const hostile = [
  '</title><script>alert(1)</script>',
  `" onload="alert(1)" x='`,
  ']]> <!-- <?xml ?> & &amp; &#0;',
  '😀👩‍👩‍👧‍👦 漢字 ع',
  'a\u0000b\u0007c\u001bd\u007fe\ufffef',
  'evil\u202egnp.exe',
  'half \ud83d pair \ude00',
  'n'.repeat(5000),
];

it.each(hostile)('escapes what a file calls its parts: %j', (name) => {
  const quoted = JSON.stringify(name);
  const text = `
name: ${quoted}
services:
  ${quoted}:
    image: ${quoted}
    networks: { ${quoted}: { ipv4_address: ${quoted}, aliases: [${quoted}] }, other: {} }
    ports: [${quoted}]
  docked: { image: x, network_mode: ${JSON.stringify(`service:${name}`)} }
  mode: { image: x, network_mode: ${quoted} }
networks:
  ${quoted}: { name: ${JSON.stringify(`${name}2`)}, driver: ${quoted}, ipam: { config: [{ subnet: ${quoted} }] } }
`;
  for (const theme of ['light', 'variables'] as const) {
    const svg = draw(text, theme);
    expect(xmlFault(svg)).toBeUndefined();
    expect(svg).not.toMatch(/<script|\sonload="/);
    expect(svg).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  }
});

it('stands alone when exported: fixed colours, no links, styles that touch nothing else', () => {
  const svg = draw(shop, 'dark');
  expect(svg).not.toMatch(/var\(|url\(|href|<image|@import|vscode/);
  const style = /<style>([^<]*)<\/style>/.exec(svg)?.[1] ?? '';
  for (const rule of style.split('\n')) expect(rule).toMatch(/^\.bulkhead-diagram/);
});

it('carries no styles for the webview, where a content policy forbids them', () => {
  expect(draw(shop, 'variables')).not.toMatch(/<style|style="/);
});

it('gives every node an id, a role, a label and a title, once', () => {
  const svg = draw(shop, 'variables');
  const nodes = [...svg.matchAll(/<g [^>]*tabindex="0"[^>]*>/g)].map(([tag]) => tag);
  const ids = nodes.map((tag) => /data-id="([^"]*)"/.exec(tag)?.[1]);
  expect(new Set(ids).size).toBe(nodes.length);
  for (const tag of nodes) {
    expect(tag).toMatch(/role="button"/);
    expect(tag).toMatch(/aria-label="[^"]+"/);
    expect(svg.slice(svg.indexOf(tag) + tag.length)).toMatch(/^<title>[^<]+<\/title>/);
  }
});

it('has its nodes in reading order: from the outside in, each line before its cards', () => {
  const ids = [...draw(shop).matchAll(/<g [^>]*data-id="([^"]*)"[^>]*tabindex="0"/g)].map(([, id]) => id);
  expect(ids).toEqual([
    'place:internet',
    'place:host',
    'port:proxy→0',
    'port:proxy→1',
    'service:exporter',
    'network:edge',
    'service:proxy',
    'network:web',
    'service:frontend',
    'network:app',
    'service:api',
    'service:debug',
    'network:data',
    'service:db',
  ]);
});

it('tells facts in words too', () => {
  const labels = [...draw(shop).matchAll(/aria-label="([^"]*)"/g)].map(([, label]) => label);
  expect(labels).toContain('Network data, 172.30.3.0/24, internal, 251 free, 3 members');
  expect(labels).toContain('Service api, api, built from ./api, 2 replicas, on app and data');
  expect(labels).toContain('api is on data, address 172.30.3.10, also called backend');
  expect(labels).toContain('Port 127.0.0.1:8080→8080 of proxy: open for the host itself only');
  expect(labels).toContain('Service debug, image alpine, shares the network of api');
});
