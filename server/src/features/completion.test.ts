import { describe, expect, it } from 'vitest';
import { marked, shop, withMark } from '../../../test/harness/cursor.ts';
import { applyTextEdits } from '../text/edit.ts';
import { completions } from './completion.ts';

const plainText = { snippets: false };

function labels(textWithMark: string): readonly string[] {
  const { snapshot, position } = marked(textWithMark);
  return completions(snapshot, position, plainText).map(({ label }) => label);
}

/** The text after the proposal with this label is taken. */
function accepted(textWithMark: string, label: string, snippets = false): string {
  const { snapshot, position, text } = marked(textWithMark);
  const item = completions(snapshot, position, { snippets }).find((each) => each.label === label);
  const edit = item?.textEdit;
  if (!edit || !('range' in edit)) throw new Error(`No proposal ${label} among ${labels(textWithMark).join(', ')}`);
  const { start, end } = edit.range;
  return applyTextEdits(text, [{ start: snapshot.lines.offsetAt(start), end: snapshot.lines.offsetAt(end), newText: edit.newText }]);
}

const inShop = (part: string, mark: string): string => withMark(shop, part, mark);

describe('proposals for names of networks', () => {
  const web = (networks: string): string => `services:\n  web:\n    image: nginx\n${networks}networks:\n  front: {}\n  back_end:\n    internal: true\n`;
  it.each([
    ['a list', '    networks:\n      - $0\n', 'back_end', '    networks:\n      - back_end\n'],
    ['a list, first letter', '    networks:\n      - b$0\n', 'back_end', '    networks:\n      - back_end\n'],
    ['the middle of a name', '    networks:\n      - ba$0ck\n', 'back_end', '    networks:\n      - back_end\n'],
    ['a dash without a blank', '    networks:\n      -$0\n', 'back_end', '    networks:\n      - back_end\n'],
    ['quotes', '    networks:\n      - "b$0"\n', 'back_end', '    networks:\n      - "back_end"\n'],
    ['a second item', '    networks:\n      - front\n      - $0\n', 'back_end', '    networks:\n      - front\n      - back_end\n'],
    ['a blank line of a list', '    networks:\n      - front\n      $0\n', 'back_end', '    networks:\n      - front\n      - back_end\n'],
    ['a blank line', '    networks:\n      $0\n', 'back_end', '    networks:\n      - back_end\n'],
    ['a letter on a blank line', '    networks:\n      b$0\n', 'back_end', '    networks:\n      - back_end\n'],
    ['a map', '    networks:\n      front:\n      $0\n', 'back_end', '    networks:\n      front:\n      back_end:\n'],
    ['a map, first letter', '    networks:\n      front: {}\n      b$0\n', 'back_end', '    networks:\n      front: {}\n      back_end:\n'],
    ['a key that has its colon', '    networks:\n      fr$0:\n        aliases: [x]\n', 'back_end', '    networks:\n      back_end:\n        aliases: [x]\n'],
    ['an empty flow list', '    networks: [$0]\n', 'back_end', '    networks: [back_end]\n'],
    ['an open flow list', '    networks: [front, b$0\n', 'back_end', '    networks: [front, back_end\n'],
    ['a flow map', '    networks: {front: {}, $0}\n', 'back_end', '    networks: {front: {}, back_end: {}}\n'],
    ['behind the colon', '    networks: $0\n', 'back_end', '    networks: [back_end]\n'],
    ['right behind the colon', '    networks:$0\n', 'back_end', '    networks: [back_end]\n'],
  ])('in %s', (_, networks, label, expected) => {
    expect(accepted(web(networks), label)).toBe(web(expected));
  });

  it('leave out those that are there', () => {
    expect(labels(web('    networks:\n      - front\n      - $0\n'))).toEqual(['back_end']);
    expect(labels(web('    networks: [front, $0]\n'))).toEqual(['back_end']);
    expect(labels(web('    networks:\n      front:\n      $0\n'))).toEqual(['back_end']);
  });

  it('say what the network is', () => {
    const { snapshot, position } = marked(inShop('      - dmz\n', '      - dmz\n      - $0\n'));
    const item = completions(snapshot, position).find(({ label }) => label === 'data_tier');
    expect(item?.detail).toBe('bridge · 2 members · internal · 251 free · 172.20.4.0/24');
  });

  it('are those that services name and nobody defines, where networks are defined', () => {
    const text = 'services:\n  web: {image: x, networks: [front, back]}\nnetworks:\n  front:\n  $0\n';
    expect(labels(text)).toEqual(['back']);
    expect(accepted(text, 'back')).toContain('\n  front:\n  back:\n');
  });
});

describe('proposals for names of services', () => {
  it.each([
    ['depends_on, list', '    depends_on:\n      - backend\n', '    depends_on:\n      - backend\n      - $0\n', 'nginx', '      - backend\n      - nginx\n'],
    ['depends_on, flow', '    depends_on:\n      - backend\n', '    depends_on: [d$0]\n', 'database', '    depends_on: [database]\n'],
    ['links', '    depends_on:\n      - backend\n', '    links:\n      - d$0\n', 'database', '    links:\n      - database\n'],
    ['extends', '    depends_on:\n      - backend\n', '    extends:\n      service: $0\n', 'backend', '      service: backend\n'],
    ['volumes_from', '    depends_on:\n      - backend\n', '    volumes_from: [$0]\n', 'backend', '    volumes_from: [backend]\n'],
    ['network_mode', '    depends_on:\n      - backend\n', '    network_mode: $0\n', 'service:backend', '    network_mode: service:backend\n'],
    ['network_mode, typed', '    depends_on:\n      - backend\n', '    network_mode: "service:b$0"\n', 'service:backend', '    network_mode: "service:backend"\n'],
  ])('in %s', (_, part, mark, label, expected) => {
    expect(accepted(inShop(part, mark), label)).toContain(expected);
  });

  it('come with a condition in map form', () => {
    const text = inShop('    depends_on:\n      - backend\n', '    depends_on:\n      backend:\n        condition: service_started\n      d$0\n');
    expect(accepted(text, 'database')).toContain('\n      database:\n        condition: service_started\n');
    expect(accepted(text, 'database', true)).toContain('condition: ${1|service_started,service_healthy,service_completed_successfully|}\n');
  });

  it('leave out the service itself, those that are there and those that wait for it', () => {
    const names = labels(inShop('    image: node:22\n    expose', '    image: node:22\n    depends_on: [database, $0]\n    expose'));
    expect(names).toEqual(['nginx', 'payment-service']);
  });
});

describe('proposals for keys', () => {
  const keysOf = (text: string): readonly string[] => labels(text);
  it.each([
    ['the top', '$0', ['services', 'networks', 'name'], ['version']],
    ['the top, typed', 'services: {}\nnet$0\n', ['networks'], ['services']],
    ['a service', 'services:\n  web:\n    image: x\n    $0\n', ['networks', 'ports', 'depends_on'], ['image', 'driver']],
    ['a service, typed', 'services:\n  web:\n    image: x\n    netw$0\n', ['networks', 'network_mode'], ['image']],
    ['a service in flow', 'services:\n  web: {image: x, $0}\n', ['networks'], ['image']],
    ['a network', 'networks:\n  a:\n    driver: bridge\n    $0\n', ['internal', 'ipam', 'driver_opts'], ['driver', 'image']],
    ['a network, typed', 'networks:\n  a:\n    i$0\n', ['internal', 'ipam'], []],
    ['ipam', 'networks:\n  a:\n    ipam:\n      $0\n', ['config', 'driver', 'options'], ['subnet']],
    ['an address pool', 'networks:\n  a:\n    ipam:\n      config:\n        - subnet: 10.0.0.0/24\n          $0\n', ['gateway', 'ip_range'], ['subnet']],
    ['a new address pool', 'networks:\n  a:\n    ipam:\n      config:\n        - $0\n', ['subnet', 'gateway'], []],
    ['a blank line for address pools', 'networks:\n  a:\n    ipam:\n      config:\n        $0\n', ['subnet'], []],
    ['a membership', 'services:\n  web:\n    networks:\n      a:\n        $0\nnetworks:\n  a:\n', ['aliases', 'ipv4_address', 'gw_priority'], ['image']],
    ['a membership, typed', 'services:\n  web:\n    networks:\n      a:\n        aliases: [x]\n        i$0\nnetworks:\n  a:\n', ['ipv4_address'], ['aliases']],
    ['a port in long form', 'services:\n  web:\n    ports:\n      - target: 80\n        $0\n', ['published', 'host_ip', 'protocol'], ['target']],
    ['a dependency', 'services:\n  web:\n    depends_on:\n      db:\n        $0\n  db: {}\n', ['condition', 'restart'], []],
    ['an extension that a service repeats', 'x-base: &base\n  image: x\n  $0\nservices:\n  web:\n    <<: *base\n', ['networks', 'ports'], ['image']],
    ['a list', 'services:\n  web:\n    expose:\n      - "80"\n      $0\n', [], ['networks']],
    ['a scalar', 'services:\n  web:\n    image: x\n      $0\n', [], ['networks']],
  ])('of %s', (_, text, offered, left) => {
    const found = keysOf(text);
    for (const key of offered) expect(found).toContain(key);
    for (const key of left) expect(found).not.toContain(key);
  });

  it.each([
    ['a list', 'services:\n  web:\n    netw$0\n', 'networks', 'services:\n  web:\n    networks:\n      - \n'],
    ['a map', 'services:\n  web:\n    environ$0\n', 'environment', 'services:\n  web:\n    environment:\n      \n'],
    ['a scalar', 'services:\n  web:\n    im$0\n', 'image', 'services:\n  web:\n    image: \n'],
    ['a boolean', 'networks:\n  a:\n    int$0\n', 'internal', 'networks:\n  a:\n    internal: true\n'],
    ['a choice', 'networks:\n  a:\n    dr$0\n', 'driver', 'networks:\n  a:\n    driver: bridge\n'],
    ['a subnet', 'networks:\n  a:\n    ip$0\n', 'ipam', 'networks:\n  a:\n    ipam:\n      config:\n        - subnet: 10.20.0.0/24\n'],
    ['nothing, as the colon is there', 'services:\n  web:\n    netw$0: [a]\n', 'networks', 'services:\n  web:\n    networks: [a]\n'],
    ['brackets in flow', 'services:\n  web: {netw$0}\n', 'networks', 'services:\n  web: {networks: []}\n'],
    ['its own indentation', 'services:\n    web:\n        netw$0\n', 'networks', 'services:\n    web:\n        networks:\n            - \n'],
    ['its own line ends', 'services:\r\n  web:\r\n    netw$0\r\n', 'networks', 'services:\r\n  web:\r\n    networks:\r\n      - \r\n'],
    ['the first key of an item', 'networks:\n  a:\n    ipam:\n      config:\n        $0\n', 'subnet', 'networks:\n  a:\n    ipam:\n      config:\n        - subnet: 10.20.0.0/24\n'],
  ])('bring %s', (_, text, label, expected) => {
    expect(accepted(text, label)).toBe(expected);
  });

  it('use placeholders where the editor knows them, and ask again where a value is to be written', () => {
    const { snapshot, position } = marked('services:\n  web:\n    netw$0\n');
    const again = { title: 'Suggest', command: 'editor.action.triggerSuggest' };
    const items = completions(snapshot, position, { snippets: true, askAgain: again });
    const networks = items.find(({ label }) => label === 'networks');
    expect(networks).toMatchObject({ insertTextFormat: 2, insertTextMode: 1, command: again, detail: 'list or map' });
    expect(networks?.textEdit).toMatchObject({ newText: 'networks:\n      - $0' });
    expect(networks?.documentation).toMatchObject({ value: expect.stringContaining('reference/compose-file/services/#networks') });
    expect(accepted('networks:\n  a:\n    int$0\n', 'internal', true)).toContain('internal: ${1|true,false|}');
  });
});

describe('proposals for values', () => {
  it.each([
    ['drivers', 'networks:\n  a:\n    driver: $0\n', ['bridge', 'overlay', 'macvlan', 'ipvlan']],
    ['drivers, typed and quoted', 'networks:\n  a:\n    driver: "o$0"\n', ['bridge', 'overlay', 'macvlan', 'ipvlan']],
    ['drivers in flow', 'networks: {a: {driver: $0}}\n', ['bridge', 'overlay', 'macvlan', 'ipvlan']],
    ['the driver of addresses', 'networks:\n  a:\n    ipam:\n      driver: $0\n', ['default']],
    ['booleans', 'networks:\n  a:\n    internal: $0\n', ['true', 'false']],
    ['conditions', 'services:\n  a:\n    depends_on:\n      b:\n        condition: $0\n', ['service_started', 'service_healthy', 'service_completed_successfully']],
    ['protocols', 'services:\n  a:\n    ports:\n      - target: 80\n        protocol: $0\n', ['tcp', 'udp', 'sctp']],
    ['network modes', 'services:\n  a:\n    network_mode: $0\n  b: {}\n  c:\n    network_mode: service:a\n', ['none', 'host', 'bridge', 'service:b']],
    ['an enumeration', 'services:\n  a:\n    cgroup: $0\n', ['host', 'private']],
    ['switches of an option', 'networks:\n  a:\n    driver_opts:\n      com.docker.network.bridge.enable_icc: $0\n', ['true', 'false']],
    ['choices of an option', 'networks:\n  a:\n    driver: macvlan\n    driver_opts:\n      macvlan_mode: p$0\n', ['bridge', 'private', 'vepa', 'passthru']],
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
    expect(labels('networks:\n  a:\n    driver: macvlan\n    driver_opts:\n      $0\n')).toEqual(['parent', 'macvlan_mode']);
    expect(labels('networks:\n  a:\n    driver: overlay\n    driver_opts:\n      enc$0\n')).toEqual(['com.docker.network.driver.mtu', 'encrypted']);
    expect(labels('networks:\n  a:\n    driver_opts:\n      com.docker.network.driver.mtu: "1400"\n      $0\n')).toContain('com.docker.network.bridge.name');
    expect(labels('networks:\n  a:\n    driver_opts:\n      com.docker.network.driver.mtu: "1400"\n      $0\n')).not.toContain('com.docker.network.driver.mtu');
    expect(accepted('networks:\n  a:\n    driver: overlay\n    driver_opts:\n      $0\n', 'encrypted')).toContain('      encrypted: "true"\n');
    expect(labels('services:\n  a:\n    networks:\n      n:\n        driver_opts:\n          $0\nnetworks:\n  n:\n')).toContain('com.docker.network.endpoint.ifname');
  });
});

describe('proposals for addresses', () => {
  const subnetOf = (networks: string): readonly string[] => labels(`networks:\n${networks}  new:\n    ipam:\n      config:\n        - subnet: $0\n`);
  const pinned = (name: string, subnet: string): string => `  ${name}:\n    ipam: {config: [{subnet: ${subnet}}]}\n`;
  it.each([
    ['the first in a project without any', '', '10.20.0.0/24'],
    ['the next one', pinned('a', '172.20.1.0/24') + pinned('b', '172.20.2.0/24'), '172.20.3.0/24'],
    ['behind the highest', pinned('a', '172.20.9.0/24') + pinned('b', '172.20.2.0/24'), '172.20.10.0/24'],
    ['behind one of another size', pinned('a', '172.20.0.0/22') + pinned('b', '172.20.8.0/22'), '172.20.12.0/24'],
    ['in the block that most use', pinned('a', '10.5.0.0/24') + pinned('b', '10.5.1.0/24') + pinned('c', '192.168.7.0/24'), '10.5.2.0/24'],
    ['a gap where nothing is left behind', pinned('a', '192.168.255.0/24'), '192.168.0.0/24'],
  ])('%s', (_, networks, expected) => {
    expect(subnetOf(networks)[0]).toBe(expected);
  });

  it('have the size that the project uses as well', () => {
    expect(subnetOf(pinned('a', '10.1.0.0/16') + pinned('b', '10.2.0.0/16'))).toContain('10.3.0.0/16');
  });

  it('do not count the subnet that is being changed', () => {
    expect(labels(inShop('subnet: 172.20.5.0/24', 'subnet: 172.20.5.0$0/24'))[0]).toBe('172.20.5.0/24');
  });

  it.each([
    ['behind the highest fixed one', 'api_tier:\n        ipv4_address: $0', '172.20.3.11'],
    ['above the gateway where none is fixed', 'data_tier:\n        ipv4_address: 1$0', '172.20.4.10'],
  ])('of a member are %s', (_, membership, expected) => {
    const text = inShop('    networks:\n      - api_tier\n      - data_tier\n', `    networks:\n      ${membership}\n`);
    expect(labels(text)[0]).toBe(expected);
    expect(accepted(text, expected)).toContain(`ipv4_address: ${expected}\n`);
  });

  it('avoid what is taken and the range that the engine gives out', () => {
    const text = `services:
  a: {image: x, networks: {n: {ipv4_address: 10.1.0.13}}}
  b:
    image: x
    networks:
      n:
        ipv4_address: $0
networks:
  n: {ipam: {config: [{subnet: 10.1.0.0/28, ip_range: 10.1.0.0/29, gateway: 10.1.0.9, aux_addresses: {printer: 10.1.0.14}}]}}
`;
    expect(labels(text)).toEqual(['10.1.0.8', '10.1.0.10', '10.1.0.11']);
  });

  it('are IPv6 where IPv6 is wanted', () => {
    const text = 'services:\n  a:\n    networks:\n      n:\n        ipv6_address: $0\nnetworks:\n  n: {enable_ipv6: true, ipam: {config: [{subnet: 10.1.0.0/24}, {subnet: "fd00:1::/64"}]}}\n';
    expect(labels(text)[0]).toBe('fd00:1::a');
  });

  it('are there for gateways and ranges', () => {
    expect(labels(inShop('gateway: 172.20.3.254', 'gateway: $0'))).toEqual(['172.20.3.1', '172.20.3.254']);
    expect(labels(inShop('gateway: 172.20.3.254', 'ip_range: $0'))).toEqual(['172.20.3.128/25', '172.20.3.192/26']);
  });
});

describe('proposals for ports', () => {
  it.each([
    ['a web server', 'nginx', '', ['8080:80', '127.0.0.1:8080:80']],
    ['a database, closed first', 'postgres:17', '', ['127.0.0.1:5432:5432', '5432:5432']],
    ['a port that is taken', 'nginx', '  other: {image: x, ports: ["8080-8082:80"]}\n', ['8083:80', '127.0.0.1:8083:80']],
    ['an image that nobody knows', 'example.com/x', '', []],
  ])('of %s', (_, image, others, expected) => {
    const text = `services:\n  web:\n    image: ${image}\n    ports:\n      - $0\n${others}`;
    expect(labels(text).filter((label) => /^[\d.:]+$/.test(label))).toEqual(expected);
  });

  it('are quoted', () => {
    const text = 'services:\n  web:\n    image: nginx\n    ports:\n      - 8$0\n';
    expect(accepted(text, '8080:80')).toContain('      - "8080:80"\n');
    expect(accepted(text.replace('8$0', '"$0"'), '8080:80')).toContain('      - "8080:80"\n');
    expect(accepted(text.replace('\n      - 8$0', ' [$0]'), '8080:80')).toContain('ports: ["8080:80"]\n');
  });

  it('are those that the file names', () => {
    expect(labels(inShop('    expose: ["8000"]\n', '    ports:\n      - $0\n'))).not.toContain('8000:8000');
    expect(labels(inShop('    expose: ["8000"]\n', '    expose: ["8000"]\n    ports:\n      - $0\n'))).toContain('8000:8000');
    expect(labels(inShop('    image: postgres:17\n', '    image: postgres:17\n    expose: [$0]\n'))).toEqual(['5432']);
  });

  it('are there in long form', () => {
    const text = 'services:\n  web:\n    image: nginx\n    ports:\n      - target: 80\n        published: $0\n';
    expect(labels(text)).toEqual(['8080']);
    expect(accepted(text, '8080')).toContain('published: "8080"\n');
    expect(labels('services:\n  web:\n    image: nginx\n    ports:\n      - target: $0\n')).toEqual(['80']);
  });
});

describe('proposals for hosts', () => {
  const url = (value: string): string => inShop('      DATABASE_URL: postgresql://shop:${DB_PASSWORD:-secret}@database:5432/shop\n', value);
  it.each([
    ['behind a scheme', '      API: http://$0\n', 'database', '      API: http://database\n'],
    ['behind a password', '      API: http://a:b@$0\n', 'database', '      API: http://a:b@database\n'],
    ['behind an at sign alone', '      API: a@d$0\n', 'database', '      API: a@database\n'],
    ['with the first letter', '      API: http://d$0\n', 'database', '      API: http://database\n'],
    ['in the middle of a URL', '      API: http://fr$0ont:80/x\n', 'database', '      API: http://database:80/x\n'],
    ['behind another host', '      API: mongodb://frontend:27017,$0\n', 'database', '      API: mongodb://frontend:27017,database\n'],
    ['in quotes', '      API: "http://$0"\n', 'database', '      API: "http://database"\n'],
    ['in a variable for a host', '      DB_HOST: d$0\n', 'database', '      DB_HOST: database\n'],
    ['with a port', '      API: http://$0\n', 'database:5432', '      API: http://database:5432\n'],
    ['in a list', '      - x=http://d$0\n', 'database', '      - x=http://database\n'],
    ['in a list, for a host', '      - DB_HOST=$0\n', 'database', '      - DB_HOST=database\n'],
  ])('%s', (_, value, label, expected) => {
    expect(accepted(url(value), label)).toContain(expected);
  });

  it('are services that share a network', () => {
    expect(labels(url('      API: http://$0\n')).filter((label) => !label.includes(':'))).toEqual(['frontend', 'payment-service', 'database']);
  });

  it('are aliases on shared networks too', () => {
    const text = 'services:\n  a: {image: x, networks: {n: {aliases: [shop-api]}, m: {aliases: [other]}}}\n  b:\n    image: x\n    networks: [n]\n    environment:\n      API: http://$0\nnetworks: {n: , m: }\n';
    expect(labels(text)).toEqual(['a', 'shop-api']);
  });

  it('are followed by ports of the host', () => {
    expect(labels(url('      API: http://database:$0\n'))).toEqual(['5432']);
    expect(accepted(url('      API: http://database:5$0/x\n'), '5432')).toContain('API: http://database:5432/x\n');
    expect(labels(url('      API: http://$0\n'))).toContain('frontend:3000');
  });

  it('are not proposed where no host is', () => {
    expect(labels(url('      API: da$0\n'))).toEqual([]);
    expect(labels(url('      da$0\n'))).toEqual([]);
  });
});

describe('proposals in a broken file', () => {
  it.each([
    ['an open bracket in the last network', `${shop}    driver_opts: [\n`],
    ['a half-typed key in another service', inShop('  frontend:\n', '  frontend:\n    depen\n')],
    ['a tab', inShop('  frontend:\n    image', '  frontend:\n\timage')],
    ['an open quote', `${shop}    x-note: "abc\n`],
    ['a half-typed network', `${shop}  new\n`],
  ])('%s', (_, broken) => {
    const names = labels(broken.replace('      - dmz\n', '      - dmz\n      - $0\n'));
    expect(names.filter((name) => name !== 'default')).toEqual(['api_tier', 'data_tier', 'payment_tier']);
    expect(labels(broken.replace('    image: nginx:1.27\n', '    image: nginx:1.27\n    netwo$0\n'))).toContain('network_mode');
  });
});
