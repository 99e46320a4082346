import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Project } from '../model/project.ts';
import type { Anchor } from '../text/span.ts';
import { parseYaml } from '../text/yamlTree.ts';
import { readProject } from './read.ts';

const context = { environment: new Map([['TAG', '1']]), directoryName: 'shop' };

/** The project as plain data in which every span says where it is. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return [...value].map(([key, each]) => [key, plain(each)]);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? String(value) : value;
  if ('anchor' in value && 'start' in value && 'end' in value) {
    const { offset } = value.anchor as Anchor;
    return `${offset + Number(value.start)}-${offset + Number(value.end)}`;
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}

const fields = (project: Project): unknown => plain({ ...project });

const start = `x-base: &base
  image: nginx:\${TAG}
  networks: &nets [front]
services:
  # allow: some-rule for a reason
  web:
    <<: *base
    ports: ["80:80", {target: 443, published: 8443}]
  api:
    image: api
    networks: *nets
    depends_on: [db]
  db:
    image: postgres
    networks: {back: {ipv4_address: 10.0.0.5}}
networks:
  front: {}
  back:
    internal: true
    ipam:
      config:
        - subnet: 10.0.0.0/24
`;

const insert = fc.constantFrom(
  '',
  'x',
  ' ',
  '\n',
  ':',
  '[',
  ']',
  '"',
  '#',
  '&base ',
  '*nets',
  '*base',
  '${TAG}',
  '\n  new:\n    image: y\n',
  '\n    networks: [back]',
  '  ',
  '-',
  '\nx-more: &nets [back]\n',
  '\n    <<: *base',
);

describe('readProject after edits', () => {
  it('gives the model of a parse from scratch', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.nat(), remove: fc.oneof(fc.nat(2), fc.nat(40)), insert }), {
          minLength: 1,
          maxLength: 10,
        }),
        (edits) => {
          let tree = parseYaml('file:///shop/compose.yaml', start);
          readProject(tree, context);
          for (const edit of edits) {
            const from = edit.at % (tree.text.length + 1);
            tree = tree.edit({
              start: from,
              end: Math.min(tree.text.length, from + edit.remove),
              newText: edit.insert,
            });
            const kept = fields(readProject(tree, context));
            const fresh = fields(readProject(parseYaml('file:///shop/compose.yaml', tree.text), context));
            // Text is compared many times faster than nested objects.
            expect(JSON.stringify(kept)).toBe(JSON.stringify(fresh));
          }
        },
      ),
      { numRuns: 600 },
    );
  }, 60_000);
});
