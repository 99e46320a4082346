import { describe, expect, it } from 'vitest';
import { inShop } from '../../../../test/harness/cursor.ts';
import { refactored, refactoringTitles } from '../../../../test/harness/refactor.ts';

const moves = (text: string): readonly string[] => refactoringTitles(text).filter((title) => title.startsWith('Move '));

const stack = (web: string): string => `services:
  web:
    image: nginx
${web}  api:
    image: node
    depends_on: [db]
    networks: [front, back]
    environment:
      WEB: http://web:80
  db:
    image: postgres
    networks: [back] # alone
networks:
  front:
  back: {internal: true}
`;

describe('moving a service to another tier', () => {
  it('offers every other one at its name, and says which flows that the file wants would be cut', () => {
    expect(moves(inShop('  backend:\n', '  back$0end:\n'))).toEqual([
      'Move `backend` from `api_tier`, `data_tier` to `dmz` (cuts frontend → backend, backend → database)',
      'Move `backend` from `api_tier`, `data_tier` to `web_tier` (cuts backend → database)',
      'Move `backend` from `data_tier` to `api_tier` (cuts backend → database)',
      'Move `backend` from `api_tier` to `data_tier` (cuts frontend → backend)',
      'Move `backend` from `api_tier`, `data_tier` to `payment_tier` (cuts frontend → backend, backend → database)',
    ]);
  });

  it('tells of published ports that close', () => {
    expect(moves(stack('    ports: ["80:80"]\n    networks: [fr$0ont]\n'))).toEqual([
      'Move `web` from `front` to `back` (cuts lan → web)',
    ]);
  });

  it.each([
    ['a list', '    networks:\n      - front # users\n', '    networks:\n      - back # users\n'],
    ['brackets', '    networks: [front] # users\n', '    networks: [back] # users\n'],
    [
      'a map',
      '    networks:\n      front: # users\n        aliases: [www]\n        ipv4_address: 10.1.0.5 # fixed\n',
      '    networks:\n      back: # users\n        aliases: [www]\n',
    ],
    ['nothing', '', '    networks: [back]\n'],
    ['several', '    networks:\n      - front # users\n      - default\n', '    networks:\n      - back # users\n'],
  ])('leaves the networks in %s for the other one', (_, before, after) => {
    const text = stack(before).replace('web:\n', 'web:$0\n');
    expect(refactored(text, moves(text).find((title) => title.includes('to `back`')) ?? '')).toBe(stack(after));
  });

  it('keeps a membership that it has already', () => {
    const text = stack('    networks: [front]\n').replace('  api:', '  api:$0');
    expect(refactored(text, 'Move `api` from `back` to `front`')).toBe(
      text.replace('$0', '').replace('[front, back]', '[front]'),
    );
  });

  it('takes only the membership at the cursor', () => {
    const text = inShop('      - dmz\n', '      - dm$0z # edge\n');
    expect(refactored(text, 'Move `nginx` from `dmz` to `data_tier`')).toBe(
      inShop('      - dmz\n', '      - data_tier # edge\n'),
    );
    expect(moves(text).some((title) => title.includes('web_tier'))).toBe(false);
  });

  it.each([
    ['elsewhere in a service', stack('    networks: [front]\n').replace('image: nginx', 'image: ngi$0nx')],
    ['for a service that shares a namespace', stack('    network_mode: host\n').replace('web:', 'web:$0')],
    [
      'for a service that another file completes',
      stack('    extends: {service: x, file: y.yaml}\n').replace('web:', 'web:$0'),
    ],
    [
      'for networks that an alias repeats',
      stack('    networks: &n [front]\n').replace('web:', 'web:$0').replace('[back] # alone', '*n'),
    ],
  ])('is not offered %s', (_, text) => {
    expect(moves(text)).toEqual([]);
  });
});
