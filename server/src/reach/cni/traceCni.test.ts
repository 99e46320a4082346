import { describe, expect, it } from 'vitest';
import { bridge, cniHost, listOf } from '../../../../test/harness/cniSegments.ts';
import type { Flow, Place, Via } from '../verdicts.ts';
import { type CniHostFacts, plainCniHost } from './cniHost.ts';
import { cniMatrix, traceCni } from './traceCni.ts';

const place = (name: string): Place =>
  name === 'host' || name === 'lan' || name === 'internet' ? { kind: name } : { kind: 'service', name };

function flowOf(text: string, via?: Via): Flow {
  const [from = '', to = ''] = text.split(' -> ');
  return { from: place(from), to: place(to), port: null, protocol: 'tcp', ...(via ? { via } : {}) };
}

const verdict = (texts: readonly string[], flow: string, facts: CniHostFacts = {}, via?: Via): string => {
  const { verdict: said, steps } = traceCni(cniHost(texts, facts), flowOf(flow, via));
  return `${said} ${steps.at(-1)?.reason}`;
};

const published: Via = { kind: 'published' };
const four: Via = { kind: 'address', network: '', family: 'ipv4' };
const firewall = (ingressPolicy?: string) => ({ type: 'firewall', ...(ingressPolicy ? { ingressPolicy } : {}) });
const portmap = (more: object = {}) => ({ type: 'portmap', capabilities: { portMappings: true }, ...more });
const shop = (...chained: readonly Readonly<Record<string, unknown>>[]): string =>
  listOf('shop', bridge('br0', '10.60.0.0/24', { ipMasq: true }), ...chained);
const pay = (...chained: readonly Readonly<Record<string, unknown>>[]): string =>
  listOf('pay', bridge('br1', '10.61.0.0/24'), ...chained);
const macvlan = (more: object = {}): string =>
  listOf('lan', { type: 'macvlan', master: 'eth1', ipam: { type: 'host-local', subnet: '192.0.2.0/24' }, ...more });

describe('one network', () => {
  it.each([
    ['a bridge', shop(), 'open shared-network'],
    [
      'isolated ports',
      listOf('shop', bridge('br0', '10.60.0.0/24', { portIsolation: true })),
      'blocked port-isolation',
    ],
    [
      'ptp',
      listOf('shop', { type: 'ptp', ipam: { type: 'host-local', subnet: '10.60.0.0/24' } }, firewall()),
      'open routed',
    ],
    [
      'ptp behind an unknown firewall',
      listOf('shop', { type: 'ptp', ipam: { type: 'host-local', subnet: '10.60.0.0/24' } }),
      'unknown forward-unknown',
    ],
    ['macvlan', macvlan().replace('"lan"', '"shop"'), 'open shared-network'],
    [
      'macvlan that keeps its members apart',
      macvlan({ mode: 'private' }).replace('"lan"', '"shop"'),
      'blocked macvlan-private',
    ],
    [
      'macvlan with a switch that may send back',
      macvlan({ mode: 'vepa' }).replace('"lan"', '"shop"'),
      'unknown link-decides',
    ],
    [
      'a whole interface',
      listOf('shop', { type: 'host-device', device: 'eth2', ipam: { type: 'host-local', subnet: '10.60.0.0/24' } }),
      'blocked one-attachment',
    ],
    ['no addresses', listOf('shop', { type: 'bridge', bridge: 'br0' }), 'blocked no-address'],
    ['DHCP', listOf('shop', { type: 'macvlan', master: 'eth1', ipam: { type: 'dhcp' } }), 'unknown address-unknown'],
    [
      'one static address',
      listOf('shop', {
        type: 'bridge',
        bridge: 'br0',
        ipam: { type: 'static', addresses: [{ address: '10.60.0.5/24' }] },
      }),
      'unknown one-address',
    ],
    ['a third-party plugin', listOf('shop', { type: 'calico' }), 'unknown segment-unknown'],
    ['a third-party plugin behind', shop({ type: 'istio-cni' }), 'unknown segment-unknown'],
    ['loopback', listOf('shop', { type: 'loopback' }), 'blocked no-link'],
    ['routes by source', shop({ type: 'sbr' }), 'unknown source-routing'],
    [
      'what changes no way',
      shop({ type: 'bandwidth', ingressRate: 1000, ingressBurst: 2000 }, { type: 'tuning', mtu: 1300 }),
      'open shared-network',
    ],
  ])('%s', (_, text, expected) => {
    expect(verdict([text], 'shop/1 -> shop/2')).toBe(expected);
  });

  it('keeps members apart with ingressPolicy isolated where bridged traffic passes the firewall', () => {
    const text = shop(firewall('isolated'));
    expect(verdict([text], 'shop/1 -> shop/2', { bridgeNetfilter: true })).toBe('blocked ingress-policy');
    expect(verdict([text], 'shop/1 -> shop/2', { bridgeNetfilter: false })).toBe('open shared-network');
    expect(verdict([text], 'shop/1 -> shop/2')).toBe('unknown policy-needs-netfilter');
  });
});

describe('two networks', () => {
  it('are not kept apart by bridges, and by ingressPolicy only if both set it', () => {
    expect(verdict([shop(firewall()), pay(firewall())], 'shop/1 -> pay/1')).toBe('open routed');
    expect(verdict([shop(firewall('same-bridge')), pay(firewall())], 'shop/1 -> pay/1')).toBe('open routed');
    expect(verdict([shop(firewall('same-bridge')), pay(firewall('same-bridge'))], 'shop/1 -> pay/1')).toBe(
      'blocked ingress-policy',
    );
  });

  it('need a route in both directions, and none back where the sender is hidden', () => {
    const silent = listOf(
      'pay',
      bridge('br1', '10.61.0.0/24', { ipam: { type: 'host-local', subnet: '10.61.0.0/24' } }),
    );
    expect(verdict([shop(firewall()), silent], 'shop/1 -> pay/1')).toBe('open routed');
    expect(verdict([shop(firewall()), silent], 'pay/1 -> shop/1')).toBe('blocked no-route');
    const plain = listOf('shop', bridge('br0', '10.60.0.0/24'), firewall());
    expect(verdict([plain, silent], 'shop/1 -> pay/1')).toBe('blocked no-return-route');
  });

  it('may have the same addresses, and then nothing is certain', () => {
    const twin = listOf('pay', bridge('br1', '10.60.0.0/24'));
    for (const flow of ['shop/1 -> pay/1', 'shop/1 -> shop/2', 'host -> shop/1'])
      expect(verdict([shop(), twin], flow)).toBe('unknown subnets-overlap');
  });

  it('depend on the policy of FORWARD without the firewall plugin', () => {
    expect(verdict([shop(), pay()], 'shop/1 -> pay/1')).toBe('unknown forward-unknown');
    expect(verdict([shop(), pay()], 'shop/1 -> pay/1', { forward: 'accept' })).toBe('open routed');
    expect(verdict([shop(), pay()], 'shop/1 -> pay/1', { forward: 'drop' })).toBe('blocked forward-dropped');
  });
});

describe('the machine and the outside', () => {
  const layerTwo = listOf('shop', bridge('br0', '10.60.0.0/24', { isGateway: false }));
  it.each([
    ['host -> shop/1', shop(), {}, 'open host-on-bridge'],
    ['shop/1 -> host', shop(), {}, 'open gateway'],
    ['shop/1 -> internet', shop(firewall()), {}, 'open masqueraded'],
    ['shop/1 -> internet', shop(), { forward: 'drop' }, 'blocked forward-dropped'],
    ['shop/1 -> internet', listOf('shop', bridge('br0', '10.60.0.0/24'), firewall()), {}, 'unknown not-masqueraded'],
    ['host -> shop/1', layerTwo, {}, 'unknown no-gateway'],
    ['host -> shop/1', layerTwo, plainCniHost, 'blocked no-gateway'],
    ['shop/1 -> lan', layerTwo, plainCniHost, 'blocked no-gateway'],
    ['lan -> shop/1', shop(), {}, 'unknown route-outside'],
    ['internet -> shop/1', shop(), {}, 'blocked not-published'],
    ['host -> lan/1', macvlan(), {}, 'blocked host-to-macvlan'],
    ['lan/1 -> host', macvlan(), {}, 'blocked host-to-macvlan'],
    ['lan -> lan/1', macvlan(), {}, 'open on-parent-link'],
    ['lan/1 -> internet', macvlan(), {}, 'blocked no-route'],
  ] as const)('%s of %.40s', (flow, text, facts, expected) => {
    expect(verdict([text], flow, facts, four)).toBe(expected);
  });

  it.each([
    ['host -> shop/1', shop(portmap()), {}, 'open published'],
    ['lan -> shop/1', shop(portmap()), { forward: 'accept' }, 'open published'],
    ['lan -> shop/1', shop(portmap(), firewall()), { forward: 'drop' }, 'blocked forward-dropped'],
    ['lan -> shop/1', shop({ type: 'portmap' }), { forward: 'accept' }, 'blocked not-published'],
    [
      'lan -> shop/1',
      shop(portmap({ conditionsV4: ['-s', '10.0.0.0/8'] })),
      { forward: 'accept' },
      'unknown port-conditions',
    ],
    ['shop/1 -> shop/2', shop(portmap()), plainCniHost, 'open published'],
    ['shop/1 -> shop/2', shop(portmap({ snat: false })), plainCniHost, 'blocked hairpin-dropped'],
    [
      'shop/1 -> shop/2',
      shop(portmap({ snat: false })),
      { forward: 'accept', bridgeNetfilter: true },
      'open published',
    ],
    [
      'shop/1 -> shop/2',
      listOf('shop', bridge('br0', '10.60.0.0/24', { portIsolation: true }), portmap({ snat: false })),
      { forward: 'accept', bridgeNetfilter: true },
      'blocked port-isolation',
    ],
    ['host -> lan/1', listOf('lan', JSON.parse(macvlan()).plugins[0], portmap()), {}, 'blocked host-to-macvlan'],
  ] as const)('by a mapped port: %s of %.40s', (flow, text, facts, expected) => {
    expect(verdict([text], flow, facts, published)).toBe(expected);
  });
});

it('says nothing certain of what a place holder hides', () => {
  const text = shop().replace('"isGateway": true', '"isGateway": __GATEWAY__');
  expect(verdict([text], 'shop/1 -> shop/2')).toBe('unknown segment-unknown');
});

it('knows who is on none of the networks', () => {
  expect(verdict([shop()], 'shop/1 -> pay/1')).toBe('unknown not-defined');
});

it('asks about every pair of networks, the machine and the outside, and gives a place for each obstacle', () => {
  const traces = cniMatrix(cniHost([shop(portmap()), pay(), macvlan()]));
  const flows = traces.map(
    ({ flow }) =>
      `${'name' in flow.from ? flow.from.name : flow.from.kind} ${'name' in flow.to ? flow.to.name : flow.to.kind}`,
  );
  expect(flows).toEqual(
    expect.arrayContaining(['shop/1 shop/2', 'shop/1 pay/1', 'pay/1 lan/1', 'host lan/1', 'lan/1 internet']),
  );
  for (const { verdict: said, steps } of traces) if (said !== 'open') expect(steps.at(-1)?.span).toBeDefined();
});
