import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStatement } from './statementSyntax.ts';

/** `from|arrow|to|port/protocol`, each cut out of the text by its place; or what is wrong, and where. */
function read(text: string): string {
  const parsed = parseStatement(text);
  const cut = ({ start, end }: { readonly start: number; readonly end: number }): string => text.slice(start, end);
  if ('reason' in parsed)
    return `${cut(parsed)}: ${parsed.reason}${parsed.replacement === undefined ? '' : ` [${parsed.replacement}]`}`;
  const { from, arrow, to, port, protocol } = parsed;
  const side = (party: typeof from): string => (party.qualifier ? `${party.qualifier} ${cut(party)}` : cut(party));
  return [side(from), cut(arrow), side(to), port ? `${cut(port)} = ${port.value}/${protocol}` : 'any'].join(' | ');
}

describe('a statement', () => {
  it.each([
    ['frontend -> backend:8000', 'frontend | -> | backend | 8000 = 8000/tcp'],
    ['frontend -x-> database', 'frontend | -x-> | database | any'],
    ['  internet   ->  nginx:443 ', 'internet | -> | nginx | 443 = 443/tcp'],
    ['backend -> dns:53/udp', 'backend | -> | dns | 53/udp = 53/udp'],
    ['a -> b:53/UDP', 'a | -> | b | 53/UDP = 53/udp'],
    ['network:data -x-> service:data', 'network data | -x-> | service data | any'],
    ['a -> network:data:5432', 'a | -> | network data | 5432 = 5432/tcp'],
    ['a -> network:8000', 'a | -> | network | 8000 = 8000/tcp'],
    ['x -> web-1.example_a', 'x | -> | web-1.example_a | any'],
    ['7 -> 8:9', '7 | -> | 8 | 9 = 9/tcp'],
  ])('%s', (text, parts) => expect(read(text)).toBe(parts));
});

describe('what is no statement', () => {
  it.each([
    ['', ': A statement has an arrow'],
    ['frontend', 'frontend: A statement has an arrow'],
    ['frontend backend', 'frontend backend: A statement has an arrow'],
    ['a => b', '=>: `=>` is no arrow here'],
    ['a --> b', '-->: `-->` is no arrow here'],
    ['a <- b', '<-: `<-` is no arrow here'],
    ['-> b', '-> b: The source is missing in front of `->`'],
    ['a -x->', 'a -x->: The target is missing behind `-x->`'],
    ['a -> b -> c', '->: A statement has one arrow'],
    ['a, b -> c', 'a, b: There is one name on each side'],
    ['a -> b c', 'b c: There is one name on each side'],
    ['a:80 -> b', ':80: The source has no port'],
    ['a -> b:', ':: The port is missing behind the colon'],
    ['a -> :80', ':80: The name is missing in front of the port'],
    ['a -> b:0', '0: Port 0 does not exist'],
    ['a -> b:70000', '70000: Port 70000 does not exist'],
    ['a -> b:http', 'http: `http` is no port'],
    ['a -> b:80-90', '80-90: A statement names one port'],
    ['a -> b:80/icmp', 'icmp: `icmp` is no protocol'],
    ['a -> b/udp', '/udp: A protocol stands behind a port'],
    ['a -> https://b', '//b: `//b` is no port'],
    ['a* -> b', 'a*: `a*` cannot be a name'],
  ])('%s', (text, error) => {
    expect(read(text)).toContain(error);
  });

  it.each([
    ['a => b', '->'],
    ['a -/-> b', '-x->'],
    ['a -X-> b', '-x->'],
    ['a !-> b', '-x->'],
    ['a → b', '->'],
    ['a->b', 'a -> b'],
    ['a -x->b:80', 'a -x-> b:80'],
    ['a -> b', undefined],
    ['a <-> b', undefined],
  ])('%s is meant to be %s', (text, replacement) => {
    const parsed = parseStatement(text);
    expect('reason' in parsed ? parsed.replacement : undefined).toBe(replacement);
    if ('reason' in parsed && replacement !== undefined) {
      const mended = text.slice(0, parsed.start) + replacement + text.slice(parsed.end);
      expect(parseStatement(mended)).not.toHaveProperty('reason');
    }
  });

  it('never throws, and every place lies in the text', () => {
    const part = fc.constantFrom(
      'a',
      'web',
      ' ',
      '->',
      '-x->',
      ':',
      '/',
      '80',
      'udp',
      'network:',
      '=>',
      '-',
      'x',
      '\t',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(part, { maxLength: 9 }).map((parts) => parts.join('')),
          fc.string(),
        ),
        (text) => {
          const parsed = parseStatement(text);
          const places =
            'reason' in parsed
              ? [parsed]
              : [parsed.from, parsed.arrow, parsed.to, ...(parsed.port ? [parsed.port] : [])];
          for (const { start, end } of places) expect(0 <= start && start <= end && end <= text.length).toBe(true);
          if (!('reason' in parsed)) expect(text.slice(parsed.from.start, parsed.from.end)).toBe(parsed.from.name);
        },
      ),
      { numRuns: 500 },
    );
  });
});
