import { describe, expect, it } from 'vitest';
import { accepted, labels } from '../../../../test/harness/cursor.ts';

describe('proposals for values', () => {
  it.each([
    ['drivers', 'networks:\n  a:\n    driver: $0\n', ['bridge', 'overlay', 'macvlan', 'ipvlan']],
    ['drivers, typed and quoted', 'networks:\n  a:\n    driver: "o$0"\n', ['bridge', 'overlay', 'macvlan', 'ipvlan']],
    ['drivers in flow', 'networks: {a: {driver: $0}}\n', ['bridge', 'overlay', 'macvlan', 'ipvlan']],
    ['the driver of addresses', 'networks:\n  a:\n    ipam:\n      driver: $0\n', ['default']],
    ['booleans', 'networks:\n  a:\n    internal: $0\n', ['true', 'false']],
    [
      'conditions',
      'services:\n  a:\n    depends_on:\n      b:\n        condition: $0\n',
      ['service_started', 'service_healthy', 'service_completed_successfully'],
    ],
    ['protocols', 'services:\n  a:\n    ports:\n      - target: 80\n        protocol: $0\n', ['tcp', 'udp', 'sctp']],
    [
      'network modes',
      'services:\n  a:\n    network_mode: $0\n  b: {}\n  c:\n    network_mode: service:a\n',
      ['none', 'host', 'bridge', 'service:b'],
    ],
    ['an enumeration', 'services:\n  a:\n    cgroup: $0\n', ['host', 'private']],
    [
      'switches of an option',
      'networks:\n  a:\n    driver_opts:\n      com.docker.network.bridge.enable_icc: $0\n',
      ['true', 'false'],
    ],
    [
      'choices of an option',
      'networks:\n  a:\n    driver: macvlan\n    driver_opts:\n      macvlan_mode: p$0\n',
      ['bridge', 'private', 'vepa', 'passthru'],
    ],
    ['the machine itself', 'services:\n  a:\n    extra_hosts:\n      - h$0\n', ['host.docker.internal:host-gateway']],
    ['nothing for free text', 'services:\n  a:\n    image: $0\n', []],
  ])('are %s', (_, text, expected) => {
    expect(labels(text)).toEqual(expected);
  });

  it('are quoted where compose wants a text', () => {
    const text = 'networks:\n  a:\n    driver_opts:\n      com.docker.network.bridge.enable_icc: $0\n';
    expect(accepted(text, 'false')).toContain('enable_icc: "false"\n');
    expect(accepted('services:\n  a:\n    restart: $0\n', 'no')).toContain('restart: "no"\n');
  });

  it('are options of the driver', () => {
    expect(labels('networks:\n  a:\n    driver: macvlan\n    driver_opts:\n      $0\n')).toEqual([
      'parent',
      'macvlan_mode',
    ]);
    expect(labels('networks:\n  a:\n    driver: overlay\n    driver_opts:\n      enc$0\n')).toEqual([
      'com.docker.network.driver.mtu',
      'encrypted',
    ]);
    expect(
      labels('networks:\n  a:\n    driver_opts:\n      com.docker.network.driver.mtu: "1400"\n      $0\n'),
    ).toContain('com.docker.network.bridge.name');
    expect(
      labels('networks:\n  a:\n    driver_opts:\n      com.docker.network.driver.mtu: "1400"\n      $0\n'),
    ).not.toContain('com.docker.network.driver.mtu');
    expect(accepted('networks:\n  a:\n    driver: overlay\n    driver_opts:\n      $0\n', 'encrypted')).toContain(
      '      encrypted: "true"\n',
    );
    expect(
      labels('services:\n  a:\n    networks:\n      n:\n        driver_opts:\n          $0\nnetworks:\n  n:\n'),
    ).toContain('com.docker.network.endpoint.ifname');
  });
});
