import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainSpans } from '../../../test/harness/plainSpans.ts';
import type { Project } from '../model/project.ts';
import { parseYaml } from '../text/yamlTree.ts';
import { readProject } from './read.ts';

const context = { environment: new Map([['TAG', '1']]), directoryName: 'shop' };

const fields = (project: Project): unknown => plainSpans({ ...project });

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
