import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import schema from '../../schemas/x-reach.json' with { type: 'json' };
import { parseStatement } from '../../server/src/compose/statementSyntax.ts';

const [statement] = schema.definitions.statement.anyOf;
const pattern = new RegExp(statement?.pattern ?? '(?!)');

describe('the schema of x-reach', () => {
  it('has the two forms, and every reference leads somewhere', () => {
    expect(schema.oneOf).toHaveLength(2);
    const definitions = Object.keys(schema.definitions).map((name) => `#/definitions/${name}`);
    const used = [...JSON.stringify(schema).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]);
    expect([...new Set(used)].sort()).toEqual(definitions.sort());
    for (const example of schema.definitions.statement.examples) expect(example).toMatch(pattern);
  });

  it('takes the statements that the reader takes, and no others', () => {
    const part = fc.constantFrom(
      'a',
      'web',
      'network:',
      'service:',
      ':',
      '/',
      '->',
      '-x->',
      '=>',
      ' ',
      ' ',
      '80',
      '0',
      '65535',
      '65536',
      'udp',
      'icmp',
      '-',
      '*',
    );
    const shaped = fc
      .tuple(
        part,
        fc.constantFrom(' -> ', ' -x-> ', '->', ' => '),
        part,
        fc.constantFrom('', ':80', ':53/udp', ':0', ':65536', ':x', '/udp'),
      )
      .map((parts) => parts.join(''));
    const text = fc.oneof(
      shaped,
      fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (each) => {
        expect(pattern.test(each), each).toBe(!('reason' in parseStatement(each)));
      }),
      { numRuns: 2000 },
    );
  });
});
