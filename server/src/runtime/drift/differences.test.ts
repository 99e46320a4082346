import { describe, expect, it } from 'vitest';
import { projectOf } from '../../../../test/harness/compose.ts';
import { engineContainer, engineNetwork } from '../../../../test/harness/engineObjects.ts';
import { containerDifferences } from './containerDifferences.ts';
import { networkDifferences } from './networkDifferences.ts';

const shop = projectOf(`
name: shop
services:
  web: {image: nginx, networks: [front], ports: ["8080:80", "127.0.0.1:9090:90"]}
  api: {image: api, networks: [front, back]}
  many: {image: api, networks: [front], scale: 2, ports: ["7000:70"]}
  any: {image: api, networks: [front], ports: ["80"]}
  tool: {image: api, network_mode: host}
networks:
  front:
    driver_opts: {com.docker.network.bridge.enable_icc: "false", com.docker.network.driver.mtu: "\${MTU}"}
  back:
    internal: true
    enable_ipv6: false
    ipam: {config: [{subnet: 172.30.2.0/24, gateway: 172.30.2.254}]}
`);
const option = { name: 'com.docker.network.bridge.enable_icc', value: 'false' };
const front = engineNetwork('front', { options: [option] });
const back = engineNetwork('back', { internal: true, subnets: ['172.30.2.0/24'], gateways: ['172.30.2.254'] });

const ofNetworks = (...networks: Parameters<typeof networkDifferences>[1]): readonly string[] =>
  networkDifferences(shop, networks).map(({ message }) => message);
const ofContainers = (...containers: Parameters<typeof containerDifferences>[1]): readonly string[] =>
  containerDifferences(shop, containers).map(({ message }) => message);
const member = (...names: readonly string[]) =>
  names.map((name) => ({ name: `shop_${name}`, id: name, addresses: [] }));
const port = (hostPort: number, containerPort: number, hostAddress = '0.0.0.0') => ({
  hostAddress,
  hostPort,
  containerPort,
  protocol: 'tcp',
});

describe('networkDifferences', () => {
  it('says nothing of networks that are as the file says, whatever the engine added', () => {
    const added = { name: 'com.docker.network.enable_ipv4', value: 'true' };
    expect(ofNetworks({ ...front, options: [option, added], subnets: ['172.20.0.0/16'] }, back)).toEqual([]);
  });

  it.each([
    ['internal', { internal: false }, 'runs with `internal: false`; the file says `internal: true`'],
    ['IPv6', { ipv6: true }, 'runs with `enable_ipv6: true`; the file says `enable_ipv6: false`'],
    ['driver', { driver: 'macvlan' }, 'runs with the driver `macvlan`; the file says `bridge`'],
    ['subnet', { subnets: ['172.30.9.0/24'] }, 'runs with `172.30.9.0/24`; the file says `172.30.2.0/24`'],
    ['gateway', { gateways: ['172.30.2.1'] }, 'runs with the gateway `172.30.2.1`; the file says `172.30.2.254`'],
    [
      'an option that is gone',
      { options: [{ name: 'com.docker.network.bridge.name', value: 'br0' }] },
      'runs with `com.docker.network.bridge.name: br0`; the file says nothing of it',
    ],
  ])('tells that %s differs', (_, facts, message) => {
    expect(ofNetworks({ ...back, ...facts })).toEqual([`\`back\` ${message}. It has to be made again for that.`]);
  });

  it('tells what became of an option', () => {
    const runs = '`front` runs without `com.docker.network.bridge.enable_icc`; the file says `false`.';
    expect(ofNetworks({ ...front, options: [] })).toEqual([`${runs} It has to be made again for that.`]);
  });

  it('tells of a network that the files no longer have, and whom it holds', () => {
    const old = engineNetwork('old', { members: [{ id: '1', name: 'shop-web-1' }] });
    expect(ofNetworks(old)).toEqual([
      'The network `shop_old` still exists with `shop-web-1` in it; the files no longer have it.',
    ]);
  });
});

describe('containerDifferences', () => {
  it('says nothing of containers that are as the file says', () => {
    const ports = [port(8080, 80), port(8080, 80, '::'), port(9090, 90, '127.0.0.1')];
    expect(
      ofContainers(
        engineContainer('web', { networks: member('front'), ports }),
        engineContainer('api', { networks: member('back', 'front') }),
        engineContainer('many', { networks: member('front'), ports: [port(7000, 70)] }),
        engineContainer('any', { networks: member('front'), ports: [port(32768, 80)] }),
        engineContainer('tool', { networks: [{ name: 'host', id: 'h', addresses: [] }] }),
      ),
    ).toEqual([]);
  });

  it('says nothing of containers that do not run, or run once beside the stack', () => {
    expect(ofContainers(engineContainer('web', { state: 'exited' }), engineContainer('api', { oneOff: true }))).toEqual(
      [],
    );
  });

  it('tells of networks that a container is not in, or still is in', () => {
    expect(ofContainers(engineContainer('api', { networks: member('front', 'old') }))).toEqual([
      '`shop-api-1` runs outside of `back`; the file puts `api` into it.',
      '`shop-api-1` still is in `shop_old`; the file does not put `api` into it.',
    ]);
  });

  it('tells of ports, also when only the address differs', () => {
    const ports = [port(8081, 80), port(9090, 90)];
    expect(ofContainers(engineContainer('web', { networks: member('front'), ports }))).toEqual([
      '`shop-web-1` runs without the published port `8080:80/tcp`.',
      '`shop-web-1` runs without the published port `127.0.0.1:9090:90/tcp`.',
      '`shop-web-1` still publishes `8081:80/tcp`; the file says otherwise.',
      '`shop-web-1` still publishes `9090:90/tcp`; the file says otherwise.',
    ]);
  });

  it('tells of a container whose service is gone', () => {
    expect(ofContainers(engineContainer('old'))).toEqual([
      'The container `shop-old-1` still runs; the files no longer have its service `old`.',
    ]);
  });
});
