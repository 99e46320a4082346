import { describe, expect, it } from 'vitest';
import { inShop, snapshotOf } from '../../../../test/harness/cursor.ts';
import { refactored, refactoringTitles } from '../../../../test/harness/refactor.ts';
import { rename } from '../rename.ts';

const extractions = (text: string): readonly string[] =>
  refactoringTitles(text).filter((title) => title.startsWith('Extract '));

const stack = `services:
  web:
    image: nginx
    networks:
      - front # users
    environment:
      API: http://api:8000
  api:
    image: node
    depends_on: [db, queue]
    environment:
      DB: postgres://db:5432/x
  db: {image: postgres, networks: {front: {}}}
  queue: {image: rabbitmq}
  mail: {image: mailhog}
networks:
  front: # the only one
`;

describe('extracting a network', () => {
  it('is for the service at the cursor and the one named there', () => {
    expect(
      refactored(stack.replace('http://api', 'http://a$0pi'), 'Extract network `web-api` for `web` and `api`'),
    ).toBe(
      stack
        .replace('      - front # users\n', '      - front # users\n      - web-api\n')
        .replace(
          '      DB: postgres://db:5432/x\n',
          '      DB: postgres://db:5432/x\n    networks:\n      - default\n      - web-api\n',
        )
        .concat('  web-api:\n    internal: true\n'),
    );
  });

  it('is for the service at the cursor and all that it needs', () => {
    expect(extractions(stack.replace('image: node', 'image: $0node'))).toEqual([
      'Extract network `api-db-queue` for `api`, `db` and `queue`',
    ]);
    expect(extractions(stack.replace('db, queue', 'db, qu$0eue'))).toEqual([
      'Extract network `api-queue` for `api` and `queue`',
    ]);
  });

  it('is for the services that the selection covers', () => {
    const text = stack.replace('  web:', '  w$0eb:').replace('depends_on', 'dep$0ends_on');
    expect(extractions(text)).toEqual(['Extract network `web-api` for `web` and `api`']);
  });

  it('has a free subnet where all networks have one, and a name as the others have', () => {
    const text = refactored(
      inShop('      - backend\n', '      - back$0end\n'),
      'Extract network `frontend_backend` for `frontend` and `backend`',
    );
    expect(text).toContain('      - data_tier\n      - frontend_backend\n');
    expect(text).toContain(
      '  frontend_backend:\n    internal: true\n    ipam:\n      config:\n        - subnet: 172.20.6.0/24\n',
    );
  });

  it('starts the networks of a file that has none', () => {
    expect(
      refactored(
        'services:\n  a: {image: x, depends_on: [b$0]}\n  b: {image: x}\n  c: {image: x}\n',
        'Extract network `a-b`',
      ),
    ).toBe(
      'services:\n  a: {image: x, depends_on: [b], networks: [default, a-b]}\n  b: {image: x, networks: [default, a-b]}\n  c: {image: x}\nnetworks:\n  a-b:\n    internal: true\n',
    );
  });

  it('gives it a name that can be changed everywhere at once', () => {
    const text = refactored(stack.replace('http://api', 'http://a$0pi'), 'Extract network `web-api`');
    const snapshot = snapshotOf(text);
    const position = snapshot.lines.positionAt(text.lastIndexOf('web-api'));
    const edit = rename(snapshot, position, 'entry');
    expect('refused' in edit ? edit : edit.changes?.[snapshot.uri]?.map(({ newText }) => newText)).toEqual(
      Array(3).fill('entry'),
    );
  });

  it('finds a name that is not taken', () => {
    const text = stack.replace('  front: # the', '  web-api: {}\n  front: # the').replace('http://api', 'http://a$0pi');
    expect(extractions(text)).toEqual(['Extract network `web-api-2` for `web` and `api`']);
  });

  it.each([
    [
      'they have one of their own',
      'services:\n  a: {image: x, depends_on: [b$0], networks: [n]}\n  b: {image: x, networks: [n]}\nnetworks: {n: }\n',
    ],
    ['one joins no network', 'services:\n  a: {image: x, depends_on: [b$0]}\n  b: {image: x, network_mode: none}\n'],
    ['there is one service', 'services:\n  a: {image: $0x}\n'],
    ['the cursor is between services', '$0services:\n  a: {image: x}\n  b: {image: x}\n'],
  ])('is not offered where %s', (_, text) => {
    expect(extractions(text)).toEqual([]);
  });
});
