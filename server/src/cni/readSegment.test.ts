import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bridge, listOf } from '../../../test/harness/cniSegments.ts';
import { formatAddress } from '../model/address.ts';
import type { CniSegment } from '../model/cniSegment.ts';
import { readCni } from './readCni.ts';
import { readSegment } from './readSegment.ts';

const segmentOf = (text: string): CniSegment | undefined => {
  const [config] = readCni('file:///etc/cni/net.d/10-net.conflist', text).configs;
  return config && readSegment(config);
};

it('reads link, addresses, routes and what the chain does', () => {
  const text = listOf(
    'shop',
    bridge('br0', '10.60.0.0/24', { ipMasq: true, vlan: 7 }),
    { type: 'portmap', capabilities: { portMappings: true }, snat: false },
    { type: 'firewall', ingressPolicy: 'same-bridge' },
  );
  const segment = segmentOf(text);
  expect(segment).toMatchObject({
    name: 'shop',
    kind: 'bridge',
    link: { name: 'br0' },
    vlan: 7,
    isGateway: { on: true },
    ipMasq: { on: true },
    firewall: { policy: 'same-bridge', firewalld: false },
    portmap: { isTold: true, snat: false, masqAll: false, nftables: false },
    chain: [{ type: 'bridge' }, { type: 'portmap' }, { type: 'firewall' }],
  });
  const { addressing, routes } = segment ?? expect.fail('no segment');
  const subnet = addressing.kind === 'known' ? addressing.subnets[0] : undefined;
  expect(subnet?.gateway && formatAddress(subnet.gateway)).toBe('10.60.0.1');
  expect(routes.map(({ via }) => via && formatAddress(via))).toEqual(['10.60.0.1']);
});

it('adds the route of isDefaultGateway, and the first address for the gateway of a static one', () => {
  const ipam = { type: 'static', addresses: [{ address: '10.60.0.5/24' }] };
  const segment = segmentOf(listOf('shop', { type: 'bridge', isDefaultGateway: true, ipam }));
  expect(segment?.link?.name).toBe('cni0');
  expect(segment?.routes.map(({ via }) => via && formatAddress(via))).toEqual(['10.60.0.1']);
});

it.each([
  [{ type: 'dhcp' }, '`dhcp` gives the addresses'],
  [{ type: 'host-local' }, 'host-local has no ranges'],
  [{ type: 'static' }, 'the runtime chooses the addresses'],
  [
    { type: 'host-local', ranges: [[{ subnet: '10.1.0.0/24' }, { subnet: '10.2.0.0/24' }]] },
    'its ranges cannot be read, or are of several subnets',
  ],
])('says why addresses are not known: %j', (ipam, why) => {
  expect(segmentOf(listOf('shop', { type: 'macvlan', ipam }))?.addressing).toMatchObject({ kind: 'unknown', why });
});

it('never throws, whatever is cut off or put in', () => {
  const text = listOf('shop', bridge('br0', '10.60.0.0/24'), { type: 'portmap' }, { type: 'firewall' });
  fc.assert(
    fc.property(fc.nat(text.length), fc.constantFrom('', '__X__', '[', '{', 'null', '"x"', '1'), (at, put) => {
      segmentOf(text.slice(0, at) + put + text.slice(at + put.length));
      segmentOf(text.slice(0, at) + put);
    }),
  );
});
