import { describe, expect, it } from 'vitest';
import { labels } from '../../../../test/harness/cursor.ts';

// Where a network fact is typed: the lines of a service or network in block form and in flow form, the cursor at $0, and
// what has to be proposed there.
const facts: readonly (readonly [
  fact: string,
  of: 'service' | 'network',
  block: string,
  flow: string,
  label: string,
])[] = [
  ['a key of a service', 'service', '$0', '$0', 'networks'],
  ['a key of a network', 'network', '$0', '$0', 'driver_opts'],
  ['a network of a service', 'service', 'networks:\n  - $0', 'networks: [$0]', 'back'],
  ['a network as a key', 'service', 'networks:\n  front:\n  $0', 'networks: {front: {}, $0}', 'back'],
  ['a key of a membership', 'service', 'networks:\n  front:\n    $0', 'networks: {front: {$0}}', 'ipv4_address'],
  [
    'an address',
    'service',
    'networks:\n  back:\n    ipv4_address: $0',
    'networks: {back: {ipv4_address: $0}}',
    '10.1.0.10',
  ],
  ['an alias', 'service', 'networks:\n  back:\n    aliases:\n      - $0', 'networks: {back: {aliases: [$0]}}', 'store'],
  [
    'an option of a connection',
    'service',
    'networks:\n  back:\n    driver_opts:\n      $0',
    'networks: {back: {driver_opts: {$0}}}',
    'com.docker.network.endpoint.ifname',
  ],
  ['a service to wait for', 'service', 'depends_on:\n  - $0', 'depends_on: [$0]', 'db'],
  ['a service to wait for, as a key', 'service', 'depends_on:\n  api:\n  $0', 'depends_on: {api: {}, $0}', 'db'],
  [
    'a condition',
    'service',
    'depends_on:\n  db:\n    condition: $0',
    'depends_on: {db: {condition: $0}}',
    'service_healthy',
  ],
  ['a network mode', 'service', 'network_mode: $0', 'network_mode: $0', 'service:db'],
  ['a link', 'service', 'links:\n  - $0', 'links: [$0]', 'db'],
  ['volumes of another', 'service', 'volumes_from:\n  - $0', 'volumes_from: [$0]', 'db'],
  ['how volumes of another', 'service', 'volumes_from:\n  - "db:$0"', 'volumes_from: ["db:$0"]', 'db:ro'],
  ['an extended service', 'service', 'extends:\n  service: $0', 'extends: {service: $0}', 'db'],
  [
    'a host in a URL',
    'service',
    'networks: [back]\nenvironment:\n  A: http://$0',
    'networks: [back], environment: {A: "http://$0"}',
    'db',
  ],
  [
    'a host behind a password',
    'service',
    'networks: [back]\nenvironment:\n  - A=http://u:${P}@$0',
    'networks: [back], environment: ["A=http://u:p@$0"]',
    'db',
  ],
  [
    'the port of a host',
    'service',
    'networks: [back]\nenvironment:\n  - A=http://db:$0',
    'networks: [back], environment: {A: http://db:$0}',
    '5432',
  ],
  [
    'a host in a command',
    'service',
    'networks: [back]\ncommand: curl http://$0',
    'networks: [back], command: [curl, "http://$0"]',
    'db',
  ],
  [
    'a host for a variable',
    'service',
    'networks: [back]\nenvironment:\n  DB_HOST: $0',
    'networks: [back], environment: {DB_HOST: $0}',
    'db',
  ],
  ['a published port', 'service', 'ports:\n  - $0', 'ports: [$0]', '8081:80'],
  ['the port of a mapping', 'service', 'ports:\n  - 9000:$0', 'ports: ["9000:$0"]', '9000:80'],
  [
    'a port of the machine',
    'service',
    'ports:\n  - target: 80\n    published: $0',
    'ports: [{target: 80, published: $0}]',
    '8081',
  ],
  ['a protocol', 'service', 'ports:\n  - target: 80\n    protocol: $0', 'ports: [{target: 80, protocol: $0}]', 'udp'],
  ['an exposed port', 'service', 'expose:\n  - $0', 'expose: [$0]', '80'],
  ['the machine itself', 'service', 'extra_hosts:\n  - $0', 'extra_hosts: [$0]', 'host.docker.internal:host-gateway'],
  [
    'the machine itself, as a key',
    'service',
    'extra_hosts:\n  a: 10.0.0.1\n  $0',
    'extra_hosts: {$0}',
    'host.docker.internal',
  ],
  ['a driver', 'network', 'driver: $0', 'driver: $0', 'macvlan'],
  ['a switch', 'network', 'internal: $0', 'internal: $0', 'true'],
  ['whether it is external', 'network', 'external: $0', 'external: $0', 'true'],
  ['the name of an external one', 'network', 'external: true\nname: $0', 'external: true, name: $0', 'new'],
  [
    'an option of a driver',
    'network',
    'driver: macvlan\ndriver_opts:\n  $0',
    'driver: macvlan, driver_opts: {$0}',
    'parent',
  ],
  [
    'the value of an option',
    'network',
    'driver_opts:\n  com.docker.network.bridge.enable_icc: $0',
    'driver_opts: {com.docker.network.bridge.enable_icc: $0}',
    'false',
  ],
  ['a key of an address pool', 'network', 'ipam:\n  config:\n    - $0', 'ipam: {config: [{$0}]}', 'gateway'],
  ['a subnet', 'network', 'ipam:\n  config:\n    - subnet: $0', 'ipam: {config: [{subnet: $0}]}', '10.1.1.0/24'],
  [
    'a gateway',
    'network',
    'ipam:\n  config:\n    - subnet: 10.3.0.0/24\n      gateway: $0',
    'ipam: {config: [{subnet: 10.3.0.0/24, gateway: $0}]}',
    '10.3.0.1',
  ],
  [
    'a range',
    'network',
    'ipam:\n  config:\n    - subnet: 10.3.0.0/24\n      ip_range: $0',
    'ipam: {config: [{subnet: 10.3.0.0/24, ip_range: $0}]}',
    '10.3.0.128/25',
  ],
];

/** The lines in their place in a file; `half` is a half-typed line in the same entry. */
function file(of: 'service' | 'network', lines: string, flow: boolean, half = ''): string {
  const inEntry = (own: 'service' | 'network'): string => {
    const image = own === 'service' ? 'image: nginx' : 'attachable: true';
    if (own !== of) return `    ${image}\n`;
    return flow ? '' : `    ${image}\n${half}${lines.replace(/^/gm, '    ')}\n`;
  };
  const head = (own: 'service' | 'network', name: string): string => {
    if (own !== of || !flow) return `  ${name}:\n`;
    return `  ${name}: {${own === 'service' ? 'image: nginx' : 'attachable: true'}, ${lines}}\n`;
  };
  return `services:
${head('service', 'web')}${inEntry('service')}  db:
    image: postgres:17
    networks: [back]
  api:
    image: node
    networks: [back, front]
    ports: ["8080:80"]
    environment:
      DB: postgres://store:5432/x
  cache:
    image: redis
    restart: always
networks:
${head('network', 'new')}${inEntry('network')}  back:
    ipam:
      config:
        - subnet: 10.1.0.0/24
  front: {}
`;
}

const letterTyped = (text: string, label: string): string => {
  const before = text.slice(0, text.indexOf('$0'));
  // Behind `"db:` or `9000:` the label goes on with what is there.
  const typed = /[^\s"'[{,]*$/.exec(before)?.[0] ?? '';
  const rest = label.startsWith(typed) ? label.slice(typed.length) : label;
  return text.replace('$0', () => `${rest.slice(0, 1)}$0`);
};

const breaks: readonly (readonly [name: string, broken: (text: string) => string])[] = [
  ['a whole file', (text) => text],
  ['a file with an open bracket', (text) => `${text}  open: {driver_opts: [\n`],
  ['a file with an open quote', (text) => `${text}  open: {driver: "x\n`],
  ['a file with a half-typed key', (text) => text.replace('    image: redis\n', '    depen\n    image: redis\n')],
  ['a file with a half-typed service', (text) => text.replace('  cache:\n', '  queu\n  cache:\n')],
  ['a file with a tab', (text) => text.replace('    image: redis', '\timage: redis')],
  ['a line that nothing closes', (text) => text.replace(/\$0.*/, '$0')],
];

describe.each(breaks)('in %s', (name, broken) => {
  it.each(facts)('%s is proposed', (_, of, block, flow, label) => {
    for (const text of [file(of, block, false), file(of, flow, true)]) {
      expect({ text, labels: labels(broken(text)) }).toEqual({ text, labels: expect.arrayContaining([label]) });
      const typed = letterTyped(text, label);
      expect({ typed, labels: labels(broken(typed)) }).toEqual({ typed, labels: expect.arrayContaining([label]) });
    }
    if (name !== 'a whole file') return;
    const half = file(of, block, false, '    attac\n');
    expect({ half, labels: labels(half) }).toEqual({ half, labels: expect.arrayContaining([label]) });
  });
});
