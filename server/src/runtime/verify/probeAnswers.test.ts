import { describe, expect, it } from 'vitest';
import { readAnswers } from './probeAnswers.ts';

const attempt = (exitCode: number, said: string) =>
  readAnswers(`connect\t10.0.0.2\t80\t${exitCode}\t${said}\n`).attempt('10.0.0.2', 80);
const lookup = (exitCode: number, said: string) => readAnswers(`lookup\tdb\t${exitCode}\t${said}\n`).lookup('db');

describe('readAnswers', () => {
  it.each([
    // busybox with glibc, small nc
    [0, '', 'connected'],
    [1, "nc: can't connect to remote host (10.0.0.2): Connection refused", 'refused'],
    [1, "nc: can't connect to remote host (10.0.0.2): Network is unreachable", 'no route'],
    [1, "nc: can't connect to remote host (10.0.0.2): No route to host", 'unreachable'],
    [1, 'nc: timed out', 'no answer'],
    [1, "nc: can't execute 'true': No such file or directory", 'connected'],
    // busybox with musl, large nc
    [0, '10.0.0.2 (10.0.0.2:80) open', 'connected'],
    [1, 'nc: 10.0.0.2 (10.0.0.2:80): Connection refused', 'refused'],
    [1, 'nc: 10.0.0.2 (10.0.0.2:80): Network unreachable', 'no route'],
    [1, 'nc: 10.0.0.2 (10.0.0.2:80): Host is unreachable', 'unreachable'],
    [1, 'nc: 10.0.0.2 (10.0.0.2:80): Operation timed out', 'no answer'],
    // netcat of OpenBSD
    [0, 'Connection to 10.0.0.2 80 port [tcp/http] succeeded!', 'connected'],
    [1, 'nc: connect to 10.0.0.2 port 80 (tcp) failed: Connection refused', 'refused'],
    [1, 'nc: connect to 10.0.0.2 port 80 (tcp) timed out: Operation now in progress', 'no answer'],
    // what says nothing about the network
    [127, 'sh: nc: not found', 'failed'],
    [1, 'nc: something else', 'failed'],
  ])('code %i, %j: %s', (exitCode, said, expected) => {
    expect(attempt(exitCode, said)).toBe(expected);
  });

  it('takes a missing line for silence', () => {
    expect(readAnswers('started\n').attempt('10.0.0.2', 80)).toBe('no answer');
    expect(readAnswers('started\n').lookup('db')).toEqual({ kind: 'no answer' });
  });

  it.each([
    [
      'Server: 127.0.0.11 Address: 127.0.0.11:53 Non-authoritative answer: Non-authoritative answer: Name: db Address: 172.18.0.3',
      ['172.18.0.3'],
    ],
    ['Server: 127.0.0.11 Address 1: 127.0.0.11 Name: db Address 1: 172.18.0.3 shop-db-1.shop_data', ['172.18.0.3']],
    [
      'Server: 127.0.0.11 Address: 127.0.0.11#53 Name: db Address: 172.18.0.3 Name: db Address: fd00::3',
      ['172.18.0.3', 'fd00::3'],
    ],
  ])('reads the addresses from %j', (said, addresses) => {
    expect(lookup(0, said)).toEqual({ kind: 'found', addresses });
  });

  it('tells an unknown name from a silent server and from a missing program', () => {
    expect(lookup(1, "Server: 127.0.0.11 Address: 127.0.0.11:53 ** server can't find db: SERVFAIL")).toEqual({
      kind: 'unknown name',
    });
    expect(lookup(1, ';; connection timed out; no servers could be reached')).toEqual({ kind: 'no answer' });
    expect(lookup(127, 'sh: nslookup: not found')).toEqual({ kind: 'failed' });
  });

  it('reads the default route of /proc/net/route', () => {
    const routes = [
      'route\tIface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT',
      'route\teth0 00000000 010013AC 0003 0 0 0 00000000 0 0 0',
      'route\teth0 000013AC 00000000 0001 0 0 0 0000FFFF 0 0 0',
    ];
    expect(readAnswers(routes.join('\n')).defaultGateways).toEqual(['172.19.0.1']);
    expect(readAnswers(routes.slice(0, 1).join('\n')).defaultGateways).toEqual([]);
  });

  it.each([
    ['traceroute to 10.0.0.2 (10.0.0.2), 64 hops max, 46 byte packets 64 10.0.0.2 0.007 ms', 'refused'],
    ['traceroute to 10.0.0.2 (10.0.0.2), 64 hops max, 46 byte packets 64 *', 'no answer'],
    // what a router says, and an answer to another process
    ['traceroute to 10.0.0.2 (10.0.0.2), 64 hops max, 46 byte packets 64 10.0.0.1 0.007 ms !H', 'no answer'],
    ['traceroute to 10.0.0.2 (10.0.0.2), 64 hops max, 46 byte packets 64 10.0.0.9 0.007 ms', 'no answer'],
    ["traceroute: can't connect to remote host (10.0.0.2): Network is unreachable", 'no route'],
    ['traceroute: socket: Operation not permitted', 'failed'],
  ])('datagram %j: %s', (said, expected) => {
    const code = said.startsWith('traceroute:') ? 1 : 0;
    expect(readAnswers(`datagram\t10.0.0.2\t53\t${code}\t${said}\n`).datagram('10.0.0.2', 53)).toBe(expected);
  });

  it.each([
    [0, 'PING 10.0.0.2 (10.0.0.2): 56 data bytes 64 bytes from 10.0.0.2: seq=0 ttl=64 time=0.047 ms', 'connected'],
    [0, 'PING 10.0.0.2 (10.0.0.2): 56 data bytes 64 bytes from 10.0.0.9: seq=0 ttl=64 time=0.047 ms', 'no answer'],
    [1, '1 packets transmitted, 0 packets received, 100% packet loss', 'no answer'],
    [1, 'ping: sendto: Network is unreachable', 'no route'],
    [1, 'ping: permission denied (are you root?)', 'failed'],
  ])('echo with code %i, %j: %s', (code, said, expected) => {
    expect(readAnswers(`echo\t10.0.0.2\t${code}\t${said}\n`).echo('10.0.0.2')).toBe(expected);
  });
});
