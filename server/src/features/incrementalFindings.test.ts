import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkers } from '../../../test/harness/markers.ts';
import { plainSpans } from '../../../test/harness/plainSpans.ts';
import type { Project } from '../model/project.ts';
import { rules } from '../rules/index.ts';
import { parseYaml, type YamlTree } from '../text/yamlTree.ts';
import { analyzeProject, type ProjectAnalysis } from './analyze.ts';

const uri = 'file:///shop/compose.yaml';
const environment = new Map([['TAG', '1']]);

const analyzed = (tree: YamlTree, previous?: Project): ProjectAnalysis =>
  analyzeProject(tree, { environment, directoryName: 'shop' }, undefined, previous);

/** Text is compared many times faster than nested objects. */
const inText = ({ findings }: ProjectAnalysis): string =>
  JSON.stringify(findings.map(({ rule, ...finding }) => [rule.id, plainSpans(finding)]));

const stack = `x-base: &base
  image: nginx:\${TAG}
  networks: &nets [front, back]
services:
  web:
    <<: *base
    ports: ["80:80", {target: 443, published: 8443}]
    depends_on: [api]
    environment:
      API_URL: http://api:8080/
      STORE: postgres://db:5432/x
  api:
    image: api
    container_name: shop-api
    networks: *nets
    environment: {DB_HOST: db, PAY: "https://api.stripe.com"}
    ports: ["127.0.0.1:8080:8080"]
  # allow: single-member-network wanted here
  db:
    image: postgres
    networks:
      back: {ipv4_address: 10.0.0.5, aliases: [store]}
    ports: ["5432:5432"]
  helper:
    image: helper
    network_mode: service:db
  probe:
    image: probe
    command: curl http://store:5432 http://helper:80
    networks: {payment: {ipv4_address: 10.1.0.9}}
networks:
  front: {}
  back:
    internal: true
    ipam:
      config:
        - subnet: 10.0.0.0/24
  payment:
    ipam: {config: [{subnet: 10.1.0.0/29}]}
`;

const lines = [
  stack,
  ...rules.flatMap(({ examples }) => [...examples.bad.map(({ text }) => parseMarkers(text).text), ...examples.good]),
].flatMap((text) => text.split('\n'));

interface Change {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const typed: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(),
  remove: fc.oneof(fc.constant(0), fc.nat(2), fc.nat(60)),
  insert: fc.constantFrom('', '', 'x', '1', ' ', '\n', ':', '[', '"', '*nets', '\n  new: {image: y}\n', '- back'),
});

/** A change of whole lines: one is taken away, repeated or replaced by one of another file. */
const lineChange: fc.Arbitrary<Change> = fc.record({
  at: fc.nat().map((at) => -1 - at),
  remove: fc.nat(2),
  insert: fc.oneof(
    fc.constant(''),
    fc.constantFrom(...lines).map((line) => `${line}\n`),
  ),
});

function placeOf(text: string, { at, remove, insert }: Change) {
  if (at >= 0) {
    const start = at % (text.length + 1);
    return { start, end: Math.min(text.length, start + remove), newText: insert };
  }
  const starts = [...text.matchAll(/^/gm)].map(({ index }) => index);
  const line = -at % starts.length;
  return { start: starts[line] ?? 0, end: starts[line + remove] ?? text.length, newText: insert };
}

describe('findings after edits', () => {
  it('are those of a check from scratch', () => {
    const texts = rules.flatMap(({ examples }) => [
      ...examples.bad.map(({ text }) => parseMarkers(text).text),
      ...examples.good,
    ]);
    fc.assert(
      fc.property(
        fc.oneof(fc.constant(stack), fc.constantFrom(...texts)),
        fc.array(fc.oneof(typed, lineChange), { minLength: 1, maxLength: 8 }),
        (text, changes) => {
          let tree = parseYaml(uri, text);
          let analysis = analyzed(tree);
          expect(inText(analysis)).toBe(inText(analyzed(parseYaml(uri, text))));
          for (const change of changes) {
            tree = tree.edit(placeOf(tree.text, change));
            analysis = analyzed(tree, analysis.project);
            expect(inText(analysis)).toBe(inText(analyzed(parseYaml(uri, tree.text))));
          }
        },
      ),
      { numRuns: 500 },
    );
  }, 120_000);

  it('know when an option of a network no longer keeps its members apart', () => {
    const text = `services:
  web: {image: shop/web:4, networks: [guests], environment: {CACHE_HOST: cache}}
  cache: {image: "redis:7", networks: [guests]}
networks:
  guests: {driver_opts: {com.docker.network.bridge.enable_icc: "false"}}
`;
    const written = parseYaml(uri, text);
    const before = analyzed(written);
    expect(before.findings.map(({ rule }) => rule.id)).toContain('unreachable-reference');
    const start = text.indexOf('"false"');
    const tree = written.edit({ start, end: start + 7, newText: '"true"' });
    const after = analyzed(tree, before.project);
    expect(after.findings.map(({ rule }) => rule.id)).not.toContain('unreachable-reference');
  });
});
