import { describe, expect, it } from 'vitest';
import { engineContainer, engineNetwork } from '../../../../test/harness/engineObjects.ts';
import type { Flow, Place, Via } from '../../reach/verdicts.ts';
import { planFlow, probesOf } from './plan.ts';
import type { Probe } from './probeScript.ts';
import type { RunningStack } from './runningStack.ts';

const member = (...addresses: readonly string[]) => [{ name: 'shop_web', id: 'web', addresses }];

const stack: RunningStack = {
  containers: [
    engineContainer('proxy', {
      networks: member('10.0.0.2'),
      ports: [
        { hostAddress: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp' },
        { hostAddress: '::', hostPort: 8080, containerPort: 80, protocol: 'tcp' },
        { hostAddress: '127.0.0.1', hostPort: 9000, containerPort: 81, protocol: 'tcp' },
        { hostAddress: '0.0.0.0', hostPort: 5353, containerPort: 53, protocol: 'udp' },
      ],
    }),
    engineContainer('app', { networks: member('10.0.0.3', 'fd00::3') }),
    engineContainer('sidecar', { networkMode: 'container:id-app' }),
    engineContainer('on-host', { networkMode: 'host', networks: [{ name: 'host', id: 'host', addresses: [] }] }),
    engineContainer('alone', { networkMode: 'none', networks: [{ name: 'none', id: 'none', addresses: [] }] }),
    engineContainer('on-lan', { networks: [{ name: 'shop_lan', id: 'lan', addresses: ['192.0.2.5'] }] }),
    engineContainer('crashed', { state: 'exited', exitCode: 1 }),
  ],
  networks: new Map([
    ['web', engineNetwork('web', { gateways: ['10.0.0.1'] })],
    ['lan', engineNetwork('lan', { driver: 'macvlan', gateways: ['192.0.2.1'] })],
  ]),
  desktop: false,
  networkNames: new Map([['web', 'shop_web']]),
};

const place = (name: string): Place =>
  name === 'host' || name === 'lan' || name === 'internet' ? { kind: name } : { kind: 'service', name };
const plan = (from: string, to: string, port: number | null = 80, on = stack) =>
  planFlow({ from: place(from), to: place(to), port, protocol: 'tcp' }, on);
/** `NETWORK: ADDRESS PORT, …, NAME` or the reason why nothing is measured. */
const inShort = (...flow: Parameters<typeof plan>): string => {
  const planned = plan(...flow);
  if (planned.kind === 'skip') return planned.reason;
  const probes = probesOf(planned).map((probe) =>
    probe.kind === 'lookup' ? probe.name : `${probe.address}${'port' in probe ? ` ${probe.port}` : ''}`,
  );
  return `${planned.network}: ${planned.kind === 'route' ? 'route' : probes.join(', ')}`;
};

describe('planFlow', () => {
  it('tries every address and the name, from inside the source', () => {
    expect(inShort('proxy', 'app', 3000)).toBe('container:id-proxy: 10.0.0.3 3000, fd00::3 3000, app');
  });

  it('takes a port on which nothing listens when none is known', () => {
    expect(inShort('app', 'proxy', null)).toBe('container:id-app: 10.0.0.2 1, proxy');
  });

  it('follows a shared network namespace', () => {
    expect(inShort('proxy', 'sidecar')).toBe('container:id-proxy: 10.0.0.3 80, fd00::3 80, sidecar');
    expect(inShort('app', 'sidecar')).toBe('container:id-app: 127.0.0.1 80, sidecar');
    expect(inShort('sidecar', 'proxy')).toBe('container:id-app: 10.0.0.2 80, 10.0.0.1 8080, proxy');
  });

  it('looks for a service on the host at the gateway', () => {
    expect(inShort('app', 'on-host')).toBe('container:id-app: 10.0.0.1 80, on-host');
    expect(inShort('on-host', 'host')).toBe('container:id-on-host: 127.0.0.1 80');
    expect(inShort('host', 'on-host')).toBe('host: 127.0.0.1 80');
  });

  it('has no address for a service without network', () => {
    expect(inShort('app', 'alone')).toBe('container:id-app: alone');
    expect(inShort('alone', 'host')).toBe('container:id-alone: ');
  });

  it('reaches a service from the host through its published port and directly', () => {
    expect(inShort('host', 'proxy', 80)).toBe('host: 127.0.0.1 8080, ::1 8080, 10.0.0.2 80');
    expect(inShort('host', 'proxy', 81)).toBe('host: 127.0.0.1 9000, 10.0.0.2 81');
    expect(inShort('host', 'app', 3000)).toBe('host: 10.0.0.3 3000, fd00::3 3000');
  });

  it('uses published ports only where the engine is in a virtual machine', () => {
    const desktop = { ...stack, desktop: true };
    expect(inShort('host', 'proxy', 80, desktop)).toBe('host: 127.0.0.1 8080, ::1 8080');
    expect(inShort('host', 'app', 3000, desktop)).toContain('virtual machine');
  });

  it('contacts the gateway of a bridge and no router of another network', () => {
    expect(inShort('app', 'host', null)).toBe('container:id-app: 10.0.0.1 1');
    expect(inShort('on-lan', 'host')).toContain("no address of the engine's machine");
  });

  it('looks at routes instead of going out', () => {
    expect(inShort('app', 'internet', null)).toBe('container:id-app: route');
    expect(inShort('app', 'lan', null)).toContain('no connection is made to other machines');
  });

  it('tells where a port is open instead of asking from outside', () => {
    expect(inShort('lan', 'proxy', 80)).toContain(
      'another machine to measure this; the engine has published it on 0.0.0.0:8080, [::]:8080',
    );
    expect(inShort('internet', 'app', 3000)).toContain('published no port for it');
    expect(inShort('lan', 'internet')).toBe('it takes another machine to measure this');
    expect(inShort('lan', 'crashed')).toBe('crashed ended with exit code 1');
  });

  it('says why nothing can be measured', () => {
    expect(inShort('crashed', 'app')).toBe('crashed ended with exit code 1');
    expect(inShort('app', 'crashed')).toBe('crashed ended with exit code 1');
    expect(inShort('app', 'missing')).toBe('missing has no container');
    expect(planFlow({ from: place('app'), to: place('proxy'), port: 53, protocol: 'sctp' }, stack)).toEqual({
      kind: 'skip',
      reason: 'no SCTP connections are made',
    });
  });

  it('asks one way only where the flow is about one', () => {
    const via = (way: Via, from = 'sidecar', to = 'app', protocol: Flow['protocol'] = 'tcp'): readonly Probe[] =>
      probesOf(planFlow({ from: place(from), to: place(to), port: 80, protocol, via: way }, stack));
    expect(via({ kind: 'address', network: 'web', family: 'ipv6' })).toEqual([
      { kind: 'connect', address: 'fd00::3', port: 80 },
    ]);
    expect(via({ kind: 'address', network: 'other', family: 'ipv4' })).toEqual([]);
    expect(via({ kind: 'name', name: 'db', family: 'ipv4' })).toEqual([
      { kind: 'connect', address: '10.0.0.3', port: 80 },
      { kind: 'lookup', name: 'db' },
    ]);
    expect(via({ kind: 'published' }, 'app', 'proxy')).toEqual([{ kind: 'connect', address: '10.0.0.1', port: 8080 }]);
    expect(via({ kind: 'published' }, 'host', 'proxy')).toEqual([
      { kind: 'connect', address: '127.0.0.1', port: 8080 },
    ]);
    expect(via({ kind: 'address', network: 'web', family: 'ipv4' }, 'proxy', 'app', 'icmp')).toEqual([
      { kind: 'echo', address: '10.0.0.3' },
    ]);
  });

  it('sends datagrams to the port and to one that is closed, another one for every address', () => {
    const to = (port: number | null) =>
      probesOf(planFlow({ from: place('proxy'), to: place('app'), port, protocol: 'udp' }, stack));
    const [asked, closed, , other] = to(53);
    expect(asked).toEqual({ kind: 'datagram', address: '10.0.0.3', port: 53 });
    expect(closed).toMatchObject({ kind: 'datagram', address: '10.0.0.3' });
    expect(closed && 'port' in closed && other && 'port' in other && closed.port !== other.port).toBe(true);
  });
});
