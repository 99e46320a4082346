import { describe, expect, it } from 'vitest';
import { marked, shop, withMark } from '../../../test/harness/cursor.ts';
import { documentHighlights } from './documentHighlight.ts';
import { references } from './references.ts';

function lines(textWithMark: string, includeDeclaration = true): readonly number[] {
  const { snapshot, position } = marked(textWithMark);
  return references(snapshot, position, includeDeclaration).map(({ range }) => range.start.line);
}

const text = `services:
  web:
    image: x
    environment:
      API: http://api:8000
      OTHER: http://api.example.com
    depends_on: [api]
    networks: [front]
  api:
    image: x
    networks:
      front: {}
networks:
  front:
`;

describe('references', () => {
  it.each([
    ['a network from its definition', withMark(text, '\n  front:', '\n  fr$0ont:'), [13, 7, 11]],
    ['a network from a membership', withMark(text, '[front]', '[fr$0ont]'), [13, 7, 11]],
    ['a service from its definition', withMark(text, '  api:\n', '  a$0pi:\n'), [8, 6, 4]],
    ['a service from a URL', withMark(text, 'http://api:', 'http://a$0pi:'), [8, 6, 4]],
    [
      'a network that is not defined',
      'services:\n  a: {image: x, networks: [n$0]}\n  b: {image: x, networks: [n]}\n',
      [1, 2],
    ],
    ['nothing', withMark(text, 'image', '$0image'), []],
  ])('to %s', (_, marked, expected) => {
    expect(lines(marked)).toEqual(expected);
  });

  it('leave out the definition when it is not wanted', () => {
    expect(lines(withMark(text, '[front]', '[fr$0ont]'), false)).toEqual([7, 11]);
  });

  it('count a place that an anchor shares once', () => {
    const shared =
      'x-net: &nets\n  networks: [front]\nservices:\n  a:\n    <<: *nets\n  b:\n    <<: *nets\nnetworks:\n  fro$0nt:\n';
    expect(lines(shared)).toEqual([8, 1]);
  });

  it('cover exactly the name, in a text with variables too', () => {
    const { snapshot, position } = marked(withMark(shop, '  database:\n', '  data$0base:\n'));
    const words = references(snapshot, position, true).map(({ range: { start, end } }) =>
      snapshot.text.slice(snapshot.lines.offsetAt(start), snapshot.lines.offsetAt(end)),
    );
    expect(words).toEqual(['database', 'database']);
  });
});

describe('documentHighlights', () => {
  it('tell the definition from its uses', () => {
    const { snapshot, position } = marked(withMark(text, '[front]', '[fr$0ont]'));
    expect(documentHighlights(snapshot, position).map(({ range, kind }) => [range.start.line, kind])).toEqual([
      [13, 3],
      [7, 2],
      [11, 2],
    ]);
  });
});
