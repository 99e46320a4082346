import { describe, expect, it } from 'vitest';
import { accepted, labels } from '../../../../test/harness/cursor.ts';

const stack = (aliases: string): string => `services:
  api:
    image: shop/api
    networks: [back, other]
    environment:
      DB: postgres://store:5432/x
      SELF: http://localhost:80
      OUT: https://api.example.com/
      DB_HOST: guess
  job:
    image: shop/job
    networks: [other]
    environment: {Q: "amqp://queue:5672"}
  db:
    image: postgres:17
    hostname: pg
    networks:
      other: {aliases: [data]}
      back:
        aliases: ${aliases}
networks: {back: , other: }
`;

describe('proposals for aliases', () => {
  it('are what members of the network call and nobody is, then what the service is called elsewhere', () => {
    expect(labels(stack('[$0]'))).toEqual(['store', 'data', 'pg', 'postgres']);
    expect(labels(stack('\n          - $0'))).toEqual(['store', 'data', 'pg', 'postgres']);
  });

  it('leave out those that are there', () => {
    expect(labels(stack('[store, p$0]'))).toEqual(['data', 'pg', 'postgres']);
  });

  it('are written where the cursor is', () => {
    expect(accepted(stack('\n          - s$0'), 'store')).toContain('        aliases: \n          - store\n');
    expect(accepted(stack('$0'), 'store')).toContain('        aliases: [store]\n');
  });
});
