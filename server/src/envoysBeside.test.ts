import fc from 'fast-check';
import { expect, it } from 'vitest';
import { memoryFiles } from '../../test/harness/memoryFiles.ts';
import { plainSpans } from '../../test/harness/plainSpans.ts';
import { Documents } from './documents.ts';
import { Envoys } from './envoys.ts';
import { mountedDiagnostics } from './features/envoy/mountedFindings.ts';
import { besideProjects } from './features/envoy/mountedHosts.ts';

const compose = `services:
  proxy:
    image: envoyproxy/envoy:v1.38.0
    ports: ["8080:10000", "9901:9901"]
    volumes: [./envoy.yaml:/etc/envoy/envoy.yaml]
  backend:
    image: node:22
    ports: ["8001:8000"]
`;
const envoy = `admin: {address: {socket_address: {address: 0.0.0.0, port_value: 9901}}}
static_resources:
  listeners:
  - name: web
    address: {socket_address: {address: 127.0.0.1, port_value: 10000}}
  clusters:
  - name: api
    type: STRICT_DNS
    load_assignment:
      endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: backend, port_value: 8001}}}}]}]
`;
const composeUri = 'file:///shop/compose.yaml';
const envoyUri = 'file:///shop/envoy.yaml';

function opened(composeText: string, envoyText: string) {
  const documents = new Documents({ levels: {} }, memoryFiles({}));
  const envoys = new Envoys(() => 40);
  documents.beside = (uri) => envoys.tree(uri);
  envoys.open(envoyUri, 1, envoyText);
  const plan = { files: [composeUri], environment: new Map(), directoryName: 'shop', usedBy: [] } as const;
  documents.open(composeUri, 1, composeText, plan);
  const inText = (): string => {
    const snapshot = documents.snapshot(composeUri);
    if (!snapshot) throw new Error('The compose file is open');
    const found = snapshot.projectFindings.map(({ rule, ...each }) => [rule.id, plainSpans(each)]);
    return JSON.stringify([found, mountedDiagnostics(besideProjects(envoyUri, [snapshot]))]);
  };
  return { documents, envoys, inText };
}

it('tells of a mounted Envoy file the same after any edits of both files as of files opened anew', () => {
  const insert = fc.constantFrom(
    '',
    'x',
    '\n',
    ' ',
    ':',
    '"',
    '#',
    '- ',
    '}',
    '127.0.0.1',
    'backend',
    '\n  - name: new\n',
    '8000',
  );
  const edit = fc.record({ of: fc.constantFrom('compose', 'envoy', 'envoy'), at: fc.nat(), remove: fc.nat(9), insert });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      const { documents, envoys, inText } = opened(compose, envoy);
      const texts = { compose, envoy };
      inText();
      for (const [index, { of, at, remove, insert: newText }] of edits.entries()) {
        const file = of === 'envoy' ? 'envoy' : 'compose';
        const start = at % (texts[file].length + 1);
        const lines = texts[file].slice(0, start).split('\n');
        const end = texts[file].slice(0, start + remove).split('\n');
        const range = {
          start: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 },
          end: { line: end.length - 1, character: end.at(-1)?.length ?? 0 },
        };
        texts[file] = texts[file].slice(0, start) + newText + texts[file].slice(start + remove);
        if (file === 'envoy') {
          envoys.change(envoyUri, index + 2, [{ range, text: newText }]);
          documents.besideChanged(envoyUri);
        } else documents.change(composeUri, index + 2, [{ range, text: newText }]);
        expect(inText()).toBe(opened(texts.compose, texts.envoy).inText());
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);
