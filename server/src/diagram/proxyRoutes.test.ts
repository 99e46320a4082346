import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openProject } from '../../../test/harness/openProject.ts';
import { xmlFault } from '../../../test/harness/wellFormedXml.ts';
import { buildDiagram } from './buildDiagram.ts';
import { diagramSnapshot } from './diagramSnapshot.ts';
import { layoutDiagram } from './layout.ts';
import { renderSvg } from './svg.ts';

const sample = ['compose.yaml', 'envoy/gateway.yaml', 'envoy/frontend.yaml', 'envoy/backend.yaml'];
const textOf = (path: string): string => readFileSync(`test/projects/mesh/${path}`, 'utf8');
const mesh = sample.map((path, index) => `//- ${path}\n${index === 0 ? '$0' : ''}${textOf(path)}`).join('');

describe('routes of proxies in the picture', () => {
  const { snapshot, placeOf } = openProject(mesh);
  const model = buildDiagram(snapshot.project, []);

  it('lead from the proxy to the sidecars, and from each sidecar to its service', () => {
    expect(model.routes.map(({ from, to, ways }) => `${from} ${to} ${ways.join('; ')}`)).toEqual([
      'service:gateway service:backend-sidecar port 10000, path starting with /api → backend:15000',
      'service:gateway service:frontend-sidecar port 10000 → frontend:15000',
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
      'backend-sidecar (port 10000, path starting with /api → backend:15000), frontend-sidecar (port 10000 → frontend:15000)',
    );
  });
});
