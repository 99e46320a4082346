import { describe, expect, it } from 'vitest';
import { projectOf } from '../../../test/harness/compose.ts';
import { toRange } from '../text/span.ts';
import type { EngineFacts } from './engine.ts';
import { withFoundNetworks } from './foundNetworks.ts';
import { matrix, reachableServices, trace } from './trace.ts';
import { type Flow, type Place, placeName, type Via } from './verdicts.ts';

const place = (name: string): Place =>
  name === 'host' || name === 'lan' || name === 'internet' ? { kind: name } : { kind: 'service', name };

/** `a -> b:80`, `lan -> web:53/udp`, `web -> internet`. */
function flowOf(text: string): Flow {
  const [from = '', target = ''] = text.split(' -> ');
  const [address = '', protocol = 'tcp'] = target.split('/');
  const [to = '', port] = address.split(':');
  return {
    from: place(from),
    to: place(to),
    port: port ? Number(port) : null,
    protocol: protocol === 'udp' ? 'udp' : 'tcp',
  };
}

const verdict = (text: string, flow: string): string => {
  const { verdict, steps } = trace(projectOf(text), flowOf(flow));
  return `${verdict} ${steps.at(-1)?.reason}`;
};

const tiers = `
services:
  nginx: {image: 'nginx:alpine', ports: ['80:80'], networks: [dmz, web]}
  frontend:
    image: node
    command: ["node", "-e", "require('http').createServer().listen(3000)"]
    networks: [web, api]
  backend:
    image: node
    networks: [api, data]
    environment: {DATABASE_URL: 'postgresql://u:p@database:5432/shop'}
  database: {image: 'postgres:13', networks: [data]}
networks:
  dmz: {}
  web: {internal: true}
  api: {internal: true}
  data: {internal: true}
`;

describe('trace', () => {
  it.each([
    ['nginx -> frontend:3000', 'open shared-network'],
    ['frontend -> nginx:80', 'open shared-network'],
    ['frontend -> database:5432', 'blocked no-shared-network'],
    ['nginx -> database:5432', 'blocked no-shared-network'],
    ['backend -> database:5432', 'open shared-network'],
    ['host -> database:5432', 'open host-on-bridge'],
    ['host -> nginx:80', 'open published'],
    ['lan -> nginx:80', 'open published'],
    ['internet -> nginx:80', 'open published'],
    ['lan -> nginx:443', 'blocked not-published'],
    ['lan -> database:5432', 'blocked not-published'],
    ['nginx -> internet', 'open masqueraded'],
    ['backend -> internet', 'blocked internal-only'],
    ['database -> host', 'open gateway'],
    ['nobody -> nginx', 'unknown not-defined'],
  ])('%s is %s in segmented tiers', (flow, expected) => {
    expect(verdict(tiers, flow)).toBe(expected);
  });

  const two = (a: string, b: string, networks = 'networks: {n: {}, m: {}}'): string =>
    `services:\n  a: {image: x, ${a}}\n  b: {image: x, ${b}}\n${networks}\n`;

  it.each([
    ['the default network', 'ports: ["80"]', 'expose: ["80"]', '', 'a -> b', 'open shared-network'],
    ['no network', 'network_mode: none', 'networks: [n]', undefined, 'a -> b', 'blocked no-network'],
    ['a shared namespace', 'network_mode: "service:b"', 'networks: [n]', undefined, 'a -> b', 'open same-namespace'],
    [
      'the namespace of a third',
      'network_mode: "service:b"',
      'networks: [n]',
      undefined,
      'lan -> a',
      'blocked not-published',
    ],
    ['host mode to a bridge', 'network_mode: host', 'networks: [n]', undefined, 'a -> b', 'open host-on-bridge'],
    ['a bridge to host mode', 'networks: [n]', 'network_mode: host', undefined, 'a -> b', 'open host-mode-target'],
    [
      'host mode from outside',
      'network_mode: host',
      'networks: [n]',
      undefined,
      'internet -> a:80',
      'open host-mode-target',
    ],
    [
      'a cycle of namespaces',
      'network_mode: "service:b"',
      'network_mode: "service:a"',
      undefined,
      'a -> b',
      'unknown namespace-unknown',
    ],
    [
      'icc switched off',
      'networks: [n]',
      'networks: [n]',
      'networks: {n: {driver_opts: {com.docker.network.bridge.enable_icc: "false"}}}',
      'a -> b',
      'blocked icc-disabled',
    ],
    [
      'a network made elsewhere',
      'networks: [n]',
      'networks: [n]',
      'networks: {n: {external: true}}',
      'a -> b',
      'unknown segment-unknown',
    ],
    [
      'two keys for one network',
      'networks: [n]',
      'networks: [m]',
      'networks: {n: {name: x}, m: {name: x}}',
      'a -> b',
      'open shared-network',
    ],
    [
      'a hidden name',
      'networks: [n]',
      'networks: [m]',
      'networks: {n: {external: true, name: "${N}"}, m: {external: true}}',
      'a -> b',
      'unknown network-name-unknown',
    ],
    [
      'a port of the host',
      'networks: [n]',
      'networks: [m], ports: ["8080:80"]',
      undefined,
      'a -> b:80',
      'unknown hairpin',
    ],
    [
      'a loopback port of the host',
      'networks: [n]',
      'networks: [m], ports: ["127.0.0.1:8080:80"]',
      undefined,
      'a -> b:80',
      'blocked no-shared-network',
    ],
    [
      'loopback from the LAN',
      'networks: [n]',
      'networks: [m], ports: ["127.0.0.1:8080:80"]',
      undefined,
      'lan -> b:80',
      'blocked published-on-loopback',
    ],
    [
      'a private address from the internet',
      'networks: [n]',
      'ports: ["192.168.1.5:8080:80"]',
      undefined,
      'internet -> b:80',
      'unknown published',
    ],
    [
      'an internal network only',
      'networks: [n]',
      'networks: [m], ports: ["8080:80"]',
      'networks: {n: {}, m: {internal: true}}',
      'lan -> b:80',
      'blocked internal-only',
    ],
    [
      'another protocol',
      'networks: [n]',
      'networks: [m], ports: ["53:53/udp"]',
      undefined,
      'lan -> b:53',
      'blocked not-published',
    ],
    [
      'the right protocol',
      'networks: [n]',
      'networks: [m], ports: ["53:53/udp"]',
      undefined,
      'lan -> b:53/udp',
      'open published',
    ],
    [
      'a port hidden by a variable',
      'networks: [n]',
      'networks: [m], ports: ["${P}:80"]',
      undefined,
      'lan -> b:80',
      'unknown publication-unknown',
    ],
    [
      'macvlan from its host',
      'networks: [n]',
      'networks: [m]',
      'networks: {n: {}, m: {driver: macvlan}}',
      'host -> b',
      'blocked host-to-macvlan',
    ],
    [
      'macvlan from the LAN',
      'networks: [n]',
      'networks: [m]',
      'networks: {n: {}, m: {driver: macvlan}}',
      'lan -> b',
      'open on-parent-link',
    ],
    ['an undefined network', 'networks: [n]', 'networks: [q]', undefined, 'a -> b', 'unknown network-not-defined'],
    [
      'a hidden internal',
      'networks: [n]',
      'networks: [n]',
      'networks: {n: {internal: "${I}"}}',
      'a -> internet',
      'unknown internal-hidden',
    ],
  ])('%s', (_, a, b, networks, flow, expected) => {
    expect(verdict(two(a, b, networks), flow)).toBe(expected);
  });

  it('names the line that decides', () => {
    const text = tiers;
    const { why, steps } = trace(projectOf(text), flowOf('frontend -> database:5432'));
    expect(why).toBe('They share no network: frontend is on web, api, database on data.');
    const span = steps.at(-1)?.span;
    expect(span && text.slice(toRange(span).start, toRange(span).end)).toBe('web');
  });
});

describe('trace on an engine that is known', () => {
  const bridge = 'com.docker.network.bridge';
  const text = `
services:
  a: {image: x, networks: {n: {}}}
  b: {image: x, networks: {n: {}, six: {}}}
  out: {image: x, networks: {plain: {}}, ports: ['8080:80', '127.0.0.1:8081:81']}
  routed: {image: x, networks: {r: {}}, ports: ['8082:80']}
  bare: {image: x, networks: {bare: {}}}
  shut: {image: x, networks: {shut: {}}}
  own: {image: x, networks: {lone: {}}}
  other: {image: x, networks: {lone: {}}, ports: ['8083:80']}
  side: {image: x, network_mode: 'container:shop-a-1'}
  away: {image: x, networks: {ext: {}}}
  away2: {image: x, networks: {ext: {}}}
networks:
  n: {}
  six: {enable_ipv6: true, enable_ipv4: false}
  plain: {}
  r: {driver_opts: {${bridge}.gateway_mode_ipv4: routed}}
  bare: {driver_opts: {${bridge}.enable_ip_masquerade: 'false'}}
  shut: {internal: true, driver_opts: {${bridge}.gateway_mode_ipv4: isolated}}
  lone: {driver_opts: {${bridge}.enable_icc: 'false'}}
  ext: {external: true}
`;
  const now: EngineFacts = { version: '28.5.2', userlandProxy: true, firewall: 'iptables', bridgeNetfilter: true };
  const old: EngineFacts = { ...now, version: '20.10.24' };
  const direct: EngineFacts = { ...now, userlandProxy: false };
  const answer = (flow: string, engine: EngineFacts, via?: Via, protocol?: Flow['protocol']): string => {
    const asked = { ...flowOf(flow), ...(via ? { via } : {}), ...(protocol ? { protocol } : {}) };
    const { verdict, steps } = trace(projectOf(text), asked, engine);
    return `${verdict} ${steps.at(-1)?.reason}`;
  };

  it.each<readonly [string, EngineFacts, string]>([
    ['a -> out:80', now, 'open hairpin'],
    ['a -> out:80', old, 'open hairpin'],
    ['a -> out:80', { ...now, version: '26.1.5' }, 'unknown hairpin'],
    ['a -> out:80', {}, 'unknown hairpin'],
    ['a -> out:80', direct, 'blocked no-shared-network'],
    ['a -> out:80', { ...direct, firewall: 'nftables' }, 'unknown hairpin'],
    ['a -> out:81', now, 'blocked no-shared-network'],
    ['bare -> out:80', now, 'blocked no-shared-network'],
    ['shut -> out:80', now, 'blocked no-shared-network'],
    ['a -> routed:80', now, 'open routed-port'],
    ['a -> routed:81', now, 'blocked no-shared-network'],
    ['a -> routed:80', old, 'open hairpin'],
    ['bare -> routed:80', now, 'blocked no-shared-network'],
    ['own -> other:80', now, 'open hairpin'],
    ['own -> other:81', now, 'blocked icc-disabled'],
    ['own -> other:80', direct, 'blocked icc-disabled'],
    ['own -> other:81', { ...now, bridgeNetfilter: false }, 'unknown icc-not-enforced'],
    ['shut -> host', now, 'blocked gateway-isolated'],
    ['shut -> host', old, 'open gateway'],
    ['shut -> host', {}, 'unknown gateway-isolated'],
    ['host -> shut', now, 'blocked gateway-isolated'],
    ['host -> shut', old, 'open host-on-bridge'],
    ['side -> b', now, 'open shared-network'],
    ['side -> a', now, 'open same-namespace'],
    ['lan -> routed:80', now, 'unknown publication-unknown'],
    ['away -> away2', now, 'unknown segment-unknown'],
  ])('%s on %o is %s', (flow, engine, expected) => {
    expect(answer(flow, engine)).toBe(expected);
  });

  const address = (network: string, family: 'ipv4' | 'ipv6' = 'ipv4'): Via => ({ kind: 'address', network, family });
  it.each([
    ['a -> b:80', address('n'), 'open shared-network'],
    ['a -> b:80', address('n', 'ipv6'), 'blocked no-address'],
    ['a -> b:80', address('six', 'ipv6'), 'blocked no-shared-network'],
    ['host -> b:80', address('six', 'ipv6'), 'open host-on-bridge'],
    ['host -> b:80', address('six'), 'blocked no-address'],
    ['a -> b:80', { kind: 'name', name: 'b' }, 'open shared-network'],
    ['a -> b:80', { kind: 'name', name: 'b', network: 'six' }, 'blocked name-of-another'],
    ['a -> b:80', { kind: 'name', name: 'out' }, 'blocked name-not-known'],
    ['a -> out:80', { kind: 'published' }, 'open hairpin'],
    ['a -> out:82', { kind: 'published' }, 'blocked not-published'],
    ['shut -> out:80', { kind: 'published' }, 'blocked hairpin-internal'],
    ['host -> out:81', { kind: 'published' }, 'open published'],
    ['host -> routed:80', { kind: 'published' }, 'blocked published-routed'],
  ] as const)('%s by %o is %s', (flow, via, expected) => {
    expect(answer(flow, now, via)).toBe(expected);
  });

  it('lets ICMP into routed networks and through no published port', () => {
    expect(answer('a -> routed', now, undefined, 'icmp')).toBe('open routed-port');
    expect(answer('a -> out', now, undefined, 'icmp')).toBe('blocked no-shared-network');
  });

  it('does not guess which of several containers is meant', () => {
    const several = (icc: string): string => `
services:
  a: {image: x, networks: {n: {}}}
  b: {image: x, networks: {n: {}}, deploy: {replicas: 2}}
  side: {image: x, network_mode: 'service:b'}
networks: {n: {driver_opts: {${bridge}.enable_icc: '${icc}'}}}
`;
    const of = (icc: string, flow: string, via?: Via): string => {
      const asked = { ...flowOf(flow), ...(via ? { via } : {}) };
      return trace(projectOf(several(icc)), asked, now).steps.at(-1)?.reason ?? '';
    };
    expect(of('true', 'side -> b:80')).toBe('shared-network');
    expect(of('false', 'side -> b:80')).toBe('replica-hidden');
    expect(of('true', 'a -> b:80', { kind: 'name', name: 'shop-b-2' })).toBe('shared-network');
    expect(of('true', 'a -> side:80', { kind: 'name', name: 'b' })).toBe('shared-network');
    expect(of('true', 'a -> side:80', { kind: 'name', name: 'shop-b-2' })).toBe('replica-hidden');
  });

  it('takes a published port back into a shared network without the proxy', () => {
    const two = `
services:
  a: {image: x, networks: {n: {}, m: {}}}
  b: {image: x, networks: {n: {}}, ports: ['8080:80']}
  c: {image: x, networks: {m: {}}}
networks: {n: {}, m: {}}
`;
    const of = (from: string): string =>
      trace(projectOf(two), { ...flowOf(`${from} -> b:80`), via: { kind: 'published' } }, direct).steps.at(-1)
        ?.reason ?? '';
    expect(of('a')).toBe('hairpin');
    expect(of('c')).toBe('hairpin-dropped');
  });

  it('knows an external network once it was found', () => {
    const found = [{ name: 'ext', driver: 'bridge', internal: true, ipv4: true, ipv6: false, options: [] }];
    const project = withFoundNetworks(projectOf(text), found);
    const of = (flow: string) => trace(project, flowOf(flow), now);
    expect(of('away -> away2').steps.at(-1)?.reason).toBe('shared-network');
    expect(of('away -> internet').verdict).toBe('blocked');
    expect(withFoundNetworks(projectOf(text), []).networkNamed.get('ext')?.driver).toBeUndefined();
  });
});

describe('matrix', () => {
  it('asks about the ports that the file speaks of', () => {
    const rows = matrix(projectOf(tiers)).map(
      ({ flow, verdict }) => `${placeName(flow.from)} -> ${placeName(flow.to)}:${flow.port} ${verdict}`,
    );
    expect(rows).toContain('nginx -> frontend:3000 open');
    expect(rows).toContain('nginx -> database:5432 blocked');
    expect(rows).toContain('internet -> nginx:80 open');
    expect(rows).toContain('nginx -> backend:null blocked');
    expect(rows).toContain('backend -> internet:null blocked');
    expect(rows).toHaveLength(4 * 6 + 4);
  });

  it('knows whom each service reaches', () => {
    expect(Object.fromEntries(reachableServices(projectOf(tiers)))).toEqual({
      nginx: ['frontend'],
      frontend: ['nginx', 'backend'],
      backend: ['frontend', 'database'],
      database: ['backend'],
    });
  });
});
