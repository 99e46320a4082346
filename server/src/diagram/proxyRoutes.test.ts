import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openProject } from '../../../test/harness/openProject.ts';
import { xmlFault } from '../../../test/harness/wellFormedXml.ts';
import { buildDiagram } from './buildDiagram.ts';
import { diagramSnapshot } from './diagramSnapshot.ts';
import { layoutDiagram } from './layout.ts';
import { renderSvg } from './svg.ts';
import { textWidth } from './textWidth.ts';

const sample = ['compose.yaml', 'envoy/gateway.yaml', 'envoy/frontend.yaml', 'envoy/backend.yaml'];
const textOf = (path: string): string => readFileSync(`test/projects/mesh/${path}`, 'utf8');
const mesh = sample.map((path, index) => `//- ${path}\n${index === 0 ? '$0' : ''}${textOf(path)}`).join('');

describe('routes of proxies in the picture', () => {
  const { snapshot, placeOf } = openProject(mesh);
  const model = buildDiagram(snapshot.project, []);

  it('lead from the proxy to the sidecars, and from each sidecar to its service', () => {
    expect(model.routes.map(({ from, to, ways }) => `${from} ${to} ${ways.join('; ')}`)).toEqual([
      'service:gateway service:backend-sidecar port 10000, path starting with /api → backend:15000',
      'service:gateway service:frontend-sidecar port 10000, by default → frontend:15000',
      'service:frontend-sidecar service:frontend port 15000 → 127.0.0.1:3000',
      'service:backend-sidecar service:backend port 15000 → 127.0.0.1:8000',
    ]);
  });

  it('are drawn below the cards, each with its words', () => {
    const svg = renderSvg(layoutDiagram(model), { theme: 'light' });
    expect(xmlFault(svg)).toBeUndefined();
    expect(svg.match(/class="part route-group"/g)).toHaveLength(4);
    expect(svg).toContain('gateway passes requests on to backend-sidecar: port 10000, path starting with /api');
    expect(svg.indexOf('class="routes"')).toBeLessThan(svg.indexOf('class="nodes"'));
    expect(svg).not.toMatch(/NaN|undefined/);
  });

  it('lead to their line and stand in the table', () => {
    const { nodes, table } = diagramSnapshot(snapshot).answer;
    const node = nodes.find(({ id }) => id === 'route:gateway→backend-sidecar');
    expect(node && placeOf(node.uri, node.selection)).toBe('envoy/gateway.yaml:24 backend_service');
    const column = table[0]?.columns.indexOf('Passes on to') ?? -1;
    expect(table[0]?.rows[0]?.cells[column]).toBe(
      'backend-sidecar (port 10000, path starting with /api → backend:15000), frontend-sidecar (port 10000, by default → frontend:15000)',
    );
  });

  it.each(['light', 'dark'] as const)('carry what requests they are for, in the %s theme', (theme) => {
    const svg = renderSvg(layoutDiagram(model), { theme });
    expect(labelsIn(svg).map(({ text }) => text)).toEqual(['by default', '/api*']);
  });
});

describe('the labels of routes', () => {
  const services = ['users', 'orders', 'stock', 'search', 'payments', 'reports'];
  const files = `//- compose.yaml
$0services:
  edge:
    image: envoyproxy/envoy:v1.40.0
    networks: [web, app]
    ports: ["8080:10000"]
    volumes: [./envoy.yaml:/etc/envoy/envoy.yaml]
${services.map((name) => `  ${name}: {image: "node:22", networks: [app]}`).join('\n')}
networks: {web: {}, app: {}}
//- envoy.yaml
static_resources:
  listeners:
  - address: {socket_address: {address: 0.0.0.0, port_value: 10000}}
    filter_chains:
    - filters:
      - name: http
        typed_config:
          route_config:
            virtual_hosts:
            - domains: [shop.test]
              routes:
${services
  .slice(0, 4)
  .map((name) => `              - {match: {prefix: /${name}}, route: {cluster: ${name}}}`)
  .join('\n')}
              - {match: {path: /}, route: {weighted_clusters: {clusters: [{name: users, weight: 90}, {name: reports, weight: 10}]}}}
            - {domains: ["*"], routes: [{match: {prefix: /}, route: {cluster: payments}}]}
  clusters:
${services.map((name) => `  - {name: ${name}, load_assignment: {endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: ${name}, port_value: 80}}}}]}]}}`).join('\n')}
`;

  it('hide no card and no other label', () => {
    const layout = layoutDiagram(buildDiagram(openProject(files).snapshot.project, []));
    const labels = labelsIn(renderSvg(layout, { theme: 'light' }));
    expect(labels.map(({ text }) => text).filter((text) => !text.includes('…'))).toEqual(
      expect.arrayContaining(['by default', '/search* · shop.test']),
    );
    expect(labels.length).toBeGreaterThan(4);
    const boxes = labels.map(({ x, y, text }) => ({ x, y: y - 10, width: textWidth(text, 'regular', 11), height: 13 }));
    const overlaps = boxes.flatMap((box, index) =>
      [...layout.cards, ...layout.pills, ...boxes.slice(index + 1)].filter(
        (other) =>
          box.x < other.x + other.width &&
          other.x < box.x + box.width &&
          box.y < other.y + other.height &&
          other.y < box.y + box.height,
      ),
    );
    expect(overlaps).toEqual([]);
  });
});

const labelsIn = (svg: string): readonly { readonly x: number; readonly y: number; readonly text: string }[] =>
  [...svg.matchAll(/<text([^>]*)class="route-label"([^>]*)>([^<]*)</g)].map(
    ([, before = '', after = '', text = '']) => {
      const number = (name: string): number => Number(new RegExp(` ${name}="([\\d.]+)"`).exec(before + after)?.[1]);
      return { x: number('x'), y: number('y'), text };
    },
  );
