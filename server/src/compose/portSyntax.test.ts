import { describe, expect, it } from 'vitest';
import { parsePortMapping } from './portSyntax.ts';

describe('parsePortMapping', () => {
  it.each([
    ['80', { target: { first: 80, last: 80 }, protocol: 'tcp' }],
    ['8080:80', { published: { first: 8080, last: 8080, start: 0, end: 4 }, target: { first: 80, start: 5, end: 7 } }],
    [
      '127.0.0.1:8080:80/udp',
      { host: { start: 0, end: 9 }, published: { first: 8080 }, target: { first: 80 }, protocol: 'udp' },
    ],
    ['127.0.0.1::80', { host: { start: 0, end: 9 }, target: { first: 80 } }],
    ['[::1]:8080:80', { host: { start: 0, end: 5 }, published: { first: 8080 } }],
    ['::1:8080:80', { host: { start: 0, end: 3 }, published: { first: 8080 } }],
    ['3000-3005', { target: { first: 3000, last: 3005 } }],
    ['9090-9091:8080-8081', { published: { first: 9090, last: 9091 }, target: { first: 8080, last: 8081 } }],
    ['8000-9000:80', { published: { first: 8000, last: 9000 }, target: { first: 80, last: 80 } }],
    [':80', { target: { first: 80 } }],
  ])('reads %s', (text, expected) => {
    expect(parsePortMapping(text)).toMatchObject(expected);
  });

  it.each([
    ['99999:80', 'Port 99999 does not exist; the highest is 65535'],
    ['80:xx', '"xx" is no port number and no range of two'],
    ['80-70:80', 'The range 80-70 runs backwards'],
    ['80-82:80-81', 'The ranges have different lengths: 3 ports of the host for 2 of the container'],
    ['localhost:80:80', '"localhost" is no IP address; a port can only be bound to an address of the host'],
    ['80/icmp', '"icmp" is no protocol; ports know tcp, udp and sctp'],
    ['80:', 'The port is missing'],
  ])('refuses %s', (text, reason) => {
    expect(parsePortMapping(text)).toMatchObject({ reason });
  });
});
