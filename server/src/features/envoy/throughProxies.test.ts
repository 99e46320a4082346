import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openProject } from '../../../../test/harness/openProject.ts';
import type { Place } from '../../reach/verdicts.ts';
import { incomingCalls, prepareCallHierarchy } from '../callHierarchy.ts';
import { hover } from '../hover.ts';
import { tracePath } from '../trace/tracePath.ts';
import { envoyVersionIn } from './envoyVersion.ts';

const sample = ['compose.yaml', 'envoy/gateway.yaml', 'envoy/frontend.yaml', 'envoy/backend.yaml'];
const textOf = (path: string): string =>
  readFileSync(`test/projects/mesh/${path}`, 'utf8').replace('"127.0.0.1:10000:10000"', '"10000:10000"');
const mesh = sample.map((path) => `//- ${path}\n${textOf(path)}`).join('');

describe('what gets through Envoy', () => {
  const { snapshot, position } = openProject(mesh.replace('  backend:\n', '  back$0end:\n'));
  const lan: Place = { kind: 'lan' };
  const backend: Place = { kind: 'service', name: 'backend' };

  it('stands behind the trace, whose verdict stays what it is', () => {
    const answer = tracePath(snapshot, { from: lan, to: backend, port: 8000, protocol: 'tcp' });
    expect([answer.verdict, answer.summary]).toEqual(['blocked', 'lan cannot reach backend on port 8000.']);
    expect(answer.through.map(({ summary }) => summary)).toEqual([
      'Through gateway and backend-sidecar, lan reaches backend on port 8000 with path starting with /api.',
    ]);
    expect(answer.through[0]?.hops.map(({ place }) => place?.uri.replace('file:///shop/', ''))).toEqual([
      'compose.yaml',
      ...Array(3).fill('envoy/gateway.yaml'),
      'compose.yaml',
      ...Array(3).fill('envoy/backend.yaml'),
    ]);
  });

  it('is in the hover of the service and among its callers', () => {
    const { contents } = hover(snapshot, position) ?? { contents: '' };
    expect(JSON.stringify(contents)).toContain(
      '**Through** `gateway`, `backend-sidecar` on port 8000: path starting with /api; from `frontend`, `frontend-sidecar`, LAN',
    );
    const [item] = prepareCallHierarchy(snapshot, position);
    const callers = item ? incomingCalls(snapshot, item) : [];
    const fromLan = callers.find(({ from }) => from.name === 'lan');
    expect(fromLan?.from.detail).toContain('Through gateway and backend-sidecar, lan reaches backend');
  });

  it('is for the version of the image, where the services agree', () => {
    const uri = 'file:///shop/envoy/backend.yaml';
    const versionWith = (image: string) =>
      envoyVersionIn(
        [
          openProject(mesh.replaceAll('envoyproxy/envoy:v1.40.0', image).replace('name: mesh', '$$0name: mesh'))
            .snapshot,
        ],
        uri,
      );
    expect([
      versionWith('envoyproxy/envoy:v1.38.2'),
      versionWith('envoyproxy/envoy:distroless-v1.37-latest'),
      versionWith('envoyproxy/envoy:v1.20.0'),
      versionWith('envoyproxy/envoy:dev'),
      versionWith('envoyproxy/envoy:$' + '{TAG}'),
    ]).toEqual([38, 37, 36, undefined, undefined]);
    expect(envoyVersionIn([], uri)).toBeUndefined();
  });
});
