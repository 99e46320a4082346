import { describe, expect, it } from 'vitest';
import { analyzed } from '../../../../test/harness/cursor.ts';
import { trace } from '../../reach/trace.ts';
import type { Flow, Place } from '../../reach/verdicts.ts';
import { applyTextEdits } from '../../text/edit.ts';
import type { TraceAnswer } from './traceAnswer.ts';
import { tracePath } from './tracePath.ts';

function flowOf(words: string): Flow {
  const [from = '', to = ''] = words.split(' -> ');
  const [name = '', port] = to.split(':');
  return { from: placeOf(from), to: placeOf(name), port: port === undefined ? null : Number(port), protocol: 'tcp' };
}

const placeOf = (name: string): Place =>
  name === 'host' || name === 'lan' || name === 'internet' ? { kind: name } : { kind: 'service', name };

const answerTo = (text: string, words: string): TraceAnswer => tracePath(analyzed(text), flowOf(words));

/** The text after each fix, by its title. */
function fixed(text: string, words: string): ReadonlyMap<string, string> {
  const { lines, uri } = analyzed(text);
  return new Map(
    answerTo(text, words).fixes.map(({ title, edit }) => {
      const edits = (edit.changes?.[uri] ?? []).map(({ range, newText }) => ({
        start: lines.offsetAt(range.start),
        end: lines.offsetAt(range.end),
        newText,
      }));
      return [title, applyTextEdits(text, edits)];
    }),
  );
}

const tiers = `services:
  web:
    image: nginx
    networks: [front]
    environment:
      DB: postgres://db:5432/x
  db:
    image: postgres
    networks: [back]
    ports: ["127.0.0.1:5432:5432"]
networks:
  front:
    driver_opts: {com.docker.network.bridge.enable_icc: "false"}
  back:
    internal: true
`;

describe('a traced path', () => {
  it('begins with what blocks it, each step with its line', () => {
    const { summary, verdict, hops } = answerTo(tiers, 'web -> db:5432');
    expect(summary).toBe('web cannot reach db on port 5432.');
    expect(verdict).toBe('blocked');
    expect(
      hops.map(({ text, decides, place }) => `${decides} ${place ? place.range.start.line + 1 : '-'} ${text}`),
    ).toEqual([
      'true 4 They share no network: web is on front, db on back.',
      'false 6 web shares no network with db: the name does not resolve and the connection fails.',
      'false 4 web is attached to front.',
      'false 9 db is attached to back.',
    ]);
  });

  it('of an open way leads from source to target and wants no fix', () => {
    const open = tiers.replace('[front]', '[front, back]');
    const { summary, hops, fixes } = answerTo(open, 'web -> db');
    expect(summary).toBe('web can reach db.');
    expect(hops.map(({ text }) => text)).toEqual([
      'Both are attached to back.',
      'web is attached to back.',
      'db is attached to back.',
    ]);
    expect(fixes).toEqual([]);
  });

  it('says so where packets arrive and the name leads nowhere', () => {
    const text = `services:
  api: {image: x, environment: {T: "http://torrent:80"}}
  torrent: {image: x, network_mode: "service:vpn"}
  vpn: {image: x}
`;
    const { summary, verdict, hops } = answerTo(text, 'api -> torrent');
    expect(verdict).toBe('open');
    expect(summary).toBe('api can reach torrent, but not as its configuration says.');
    expect(hops[0]?.text).toMatch(/uses the network of vpn/);
    expect([...fixed(text, 'api -> torrent').keys()]).toEqual(['Change to `vpn`']);
  });

  it.each([
    ['web -> db:5432', tiers, ['Let `web` join `back`', 'New internal network `web-db` for `web` and `db` only']],
    [
      'web -> peer',
      `${tiers.replace('services:', 'services:\n  peer: {image: x, networks: [front]}')}`,
      ['New internal network `web-peer` for `web` and `peer` only', 'Let the members of `front` talk to each other'],
    ],
    ['db -> internet', tiers, ['New network `db-out` with a way out for `db` only']],
    ['lan -> db:5432', tiers, []],
    ['lan -> db:5432', tiers.replace('[back]', '[back, front]'), ['Publish port 5432 of `db` on all addresses']],
    [
      'lan -> db:5432',
      tiers
        .replace('[back]', '[front]')
        .replace('["127.0.0.1:5432:5432"]', '[{target: 5432, published: "5432", host_ip: 127.0.0.1}]'),
      ['Publish port 5432 of `db` on all addresses'],
    ],
    ['internet -> web:80', tiers, ['Publish port 80 of `web` on the host']],
    ['internet -> web:5432', tiers, []],
    ['web -> gone', tiers, []],
    ['web -> db', tiers.replace('internal: true', 'external: true'), ['Let `web` join `back`']],
  ])('%s has fixes', (words, text, titles) => {
    expect([...fixed(text, words).keys()]).toEqual(titles);
  });

  it.each([
    ['web -> db:5432', tiers],
    ['web -> db:5432', tiers.replace('    networks: [front]\n', '')],
    ['web -> peer', tiers.replace('services:', 'services:\n  peer: {image: x, networks: [front]}')],
    ['db -> internet', tiers],
    ['lan -> db:5432', tiers.replace('[back]', '[back, front]')],
    [
      'lan -> db:5432',
      tiers
        .replace('[back]', '[front]')
        .replace('["127.0.0.1:5432:5432"]', '[{target: 5432, published: "5432", host_ip: 127.0.0.1}]'),
    ],
    ['internet -> web:80', tiers],
  ])('%s is open after every single fix', (words, text) => {
    const after = fixed(text, words);
    expect(after.size).toBeGreaterThan(0);
    // Where members are kept apart as well, that is the next thing to mend.
    for (const [title, changed] of after)
      expect(`${title}: ${trace(analyzed(changed).project, flowOf(words)).verdict}`).toBe(`${title}: open`);
  });
});
