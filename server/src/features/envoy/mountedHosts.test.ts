import { describe, expect, it } from 'vitest';
import { openProject } from '../../../../test/harness/openProject.ts';
import { codeActions } from '../codeActions.ts';
import { diagnosticsOf } from '../diagnostics.ts';
import { rename } from '../rename.ts';
import { mountedActions, mountedDiagnostics } from './mountedFindings.ts';
import { besideProjects, hostReferences, prepareHostRename, renameHost } from './mountedHosts.ts';

const files = (over: Readonly<Record<string, string>> = {}): string => {
  const text = `//- compose.yaml
services:
  $0proxy:
    image: envoyproxy/envoy:v1.36.0
    ports: ["8080:10000"]
    volumes: [./envoy.yaml:/etc/envoy/envoy.yaml]
  backend:
    image: node:22
    expose: ["8000"]
//- envoy.yaml
static_resources:
  listeners:
  - {name: web, address: {socket_address: {address: 0.0.0.0, port_value: 10000}}}
  clusters:
  - name: api
    type: STRICT_DNS
    load_assignment:
      endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: backend, port_value: 8000}}}}]}]
`;
  return Object.entries(over).reduce((all, [part, mark]) => {
    if (!all.includes(part)) throw new Error(`no ${part}`);
    return all.replace(part, mark);
  }, text);
};

const envoyUri = 'file:///shop/envoy.yaml';

function opened(over: Readonly<Record<string, string>> = {}) {
  const project = openProject(files(over));
  const beside = besideProjects(envoyUri, [project.snapshot]);
  const text = project.textOf('envoy.yaml');
  const positionOf = (part: string) => {
    const lines = text.slice(0, text.indexOf(part)).split('\n');
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  };
  const codes = (snapshot = project.snapshot): readonly string[] =>
    diagnosticsOf(snapshot)
      .filter(({ code }) => /^proxy-|admin-port|unreachable|published-port-in/.test(String(code)))
      .map(({ code, range }) => `${range.start.line + 1} ${code}`);
  return { ...project, beside, positionOf, codes };
}

describe('a compose project and the Envoy file that it mounts', () => {
  it('agree without a word', () => {
    expect(opened().codes()).toEqual([]);
  });

  it.each([
    ['a listener on loopback', { '0.0.0.0': '127.0.0.1' }, ['4 proxy-listener-on-loopback']],
    ['an endpoint on loopback', { 'address: backend': 'address: localhost' }, ['5 proxy-endpoint-on-loopback']],
    ['a misspelt endpoint', { 'address: backend': 'address: bakcend' }, ['5 proxy-endpoint-unknown-host']],
    ['a port of nobody', { '8080:10000': '8080:80' }, ['4 proxy-port-without-listener']],
  ])('do not with %s', (_, over, expected) => {
    expect(opened(over).codes()).toEqual(expected);
  });

  it.each([
    ['a template', { 'port_value: 10000': 'port_value: {{ port }}', '8080:10000': '8080:80' }],
    [
      'discovery',
      { 'static_resources:': 'dynamic_resources: {lds_config: {ads: {}}}\nstatic_resources:', '8080:10000': '8080:80' },
    ],
    ['an image built here', { 'image: envoyproxy/envoy:v1.36.0': 'build: .', '8080:10000': '8080:80' }],
    [
      'a start with other options',
      {
        'image: envoyproxy/envoy:v1.36.0': 'image: envoyproxy/envoy\n    command: ["envoy", "-c", "$FILE"]',
        '8080:10000': '8080:80',
      },
    ],
    ['a port behind a variable', { '8080:10000': '$' + '{PORT}' }],
    [
      'another service in the namespace',
      { 'image: node:22': 'image: node:22\n    network_mode: service:proxy', '8080:10000': '8080:8000' },
    ],
    ['a long name', { 'address: backend': 'address: api.shop.test' }],
    [
      'a name that an external network may know',
      {
        'address: backend': 'address: legacy',
        'expose: ["8000"]': 'expose: ["8000"]\nnetworks: {default: {external: true, name: all}}',
      },
    ],
    [
      'a name of extra_hosts',
      { 'address: backend': 'address: legacy', 'ports: [': 'extra_hosts: ["legacy:10.0.0.9"]\n    ports: [' },
    ],
  ])('are left alone with %s', (_, over) => {
    expect(opened(over).codes()).toEqual([]);
  });

  it('show a fault in the Envoy file too, and mend it there', () => {
    const { snapshot, beside, placeOf, positionOf } = opened({ 'address: backend': 'address: bakcend' });
    const [diagnostic] = mountedDiagnostics(beside);
    expect(diagnostic && placeOf(envoyUri, diagnostic.range)).toBe('envoy.yaml:8 bakcend');
    expect(diagnostic?.message).toMatch(/^No service is called `bakcend`/);
    const position = positionOf('bakcend');
    const [action] = mountedActions(beside, { start: position, end: position });
    expect(action?.title).toBe('Change to `backend`');
    expect(Object.keys(action?.edit?.changes ?? {})).toEqual([envoyUri]);
    const mount = { line: 4, character: 16 };
    expect(codeActions(snapshot, { start: mount, end: mount }).map(({ title }) => title)).toContain(
      'Change to `backend`',
    );
  });

  it('are renamed together from either side', () => {
    const { snapshot, beside, positionOf, placeOf, textOf } = opened();
    const position = positionOf('backend');
    expect(prepareHostRename(beside, position)?.placeholder).toBe('backend');
    const places = (answer: ReturnType<typeof renameHost>): readonly string[] =>
      Object.entries(answer && 'changes' in answer ? (answer.changes ?? {}) : {}).flatMap(([uri, edits]) =>
        edits.map(({ range, newText }) => `${placeOf(uri, range)} ${newText}`),
      );
    const expected = ['compose.yaml:6 backend server', 'envoy.yaml:8 backend server'];
    expect(places(renameHost(beside, position, 'server'))).toEqual(expected);
    const line = textOf('compose.yaml').split('\n').indexOf('  backend:');
    expect(places(rename(snapshot, { line, character: 4 }, 'server'))).toEqual(expected);
    expect(renameHost(beside, position, 'proxy')).toHaveProperty('refused');
    expect(hostReferences(beside, position, true)).toHaveLength(2);
    expect(renameHost(beside, positionOf('web'), 'x')).toBeUndefined();
  });
});
