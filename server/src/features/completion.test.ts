import { describe, expect, it } from 'vitest';
import { accepted, inShop, labels, marked, shop } from '../../../test/harness/cursor.ts';
import { completions, resolveCompletion, uriOfItem } from './completion.ts';

describe('proposals for names of networks', () => {
  const web = (networks: string): string =>
    `services:\n  web:\n    image: nginx\n${networks}networks:\n  front: {}\n  back_end:\n    internal: true\n`;
  it.each([
    ['a list', '    networks:\n      - $0\n', 'back_end', '    networks:\n      - back_end\n'],
    ['a list, first letter', '    networks:\n      - b$0\n', 'back_end', '    networks:\n      - back_end\n'],
    ['the middle of a name', '    networks:\n      - ba$0ck\n', 'back_end', '    networks:\n      - back_end\n'],
    ['a dash without a blank', '    networks:\n      -$0\n', 'back_end', '    networks:\n      - back_end\n'],
    ['quotes', '    networks:\n      - "b$0"\n', 'back_end', '    networks:\n      - "back_end"\n'],
    [
      'a second item',
      '    networks:\n      - front\n      - $0\n',
      'back_end',
      '    networks:\n      - front\n      - back_end\n',
    ],
    [
      'a blank line of a list',
      '    networks:\n      - front\n      $0\n',
      'back_end',
      '    networks:\n      - front\n      - back_end\n',
    ],
    ['a blank line', '    networks:\n      $0\n', 'back_end', '    networks:\n      - back_end\n'],
    ['a letter on a blank line', '    networks:\n      b$0\n', 'back_end', '    networks:\n      - back_end\n'],
    ['a map', '    networks:\n      front:\n      $0\n', 'back_end', '    networks:\n      front:\n      back_end:\n'],
    [
      'a map, first letter',
      '    networks:\n      front: {}\n      b$0\n',
      'back_end',
      '    networks:\n      front: {}\n      back_end:\n',
    ],
    [
      'a key that has its colon',
      '    networks:\n      fr$0:\n        aliases: [x]\n',
      'back_end',
      '    networks:\n      back_end:\n        aliases: [x]\n',
    ],
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

  it('say that in a long list only when they are looked at', () => {
    const names = Array.from({ length: 60 }, (_, index) => `  net${index}: {}\n`).join('');
    const { snapshot, position } = marked(`services:\n  web:\n    networks:\n      - $0\nnetworks:\n${names}`);
    const item = completions(snapshot, position).find(({ label }) => label === 'net59');
    expect(item).not.toHaveProperty('detail');
    expect(item && uriOfItem(item)).toBe(snapshot.uri);
    const whole = item && resolveCompletion(snapshot, item);
    expect(whole).toMatchObject({ detail: 'bridge · 0 members', textEdit: item?.textEdit });
    expect(whole?.documentation).toMatchObject({ value: expect.stringContaining('Network `net59`') });
  });

  it('are those that services name and nobody defines, where networks are defined', () => {
    const text = 'services:\n  web: {image: x, networks: [front, back]}\nnetworks:\n  front:\n  $0\n';
    expect(labels(text)).toEqual(['back']);
    expect(accepted(text, 'back')).toContain('\n  front:\n  back:\n');
  });
});

describe('proposals for names of services', () => {
  it.each([
    [
      'depends_on, list',
      '    depends_on:\n      - backend\n',
      '    depends_on:\n      - backend\n      - $0\n',
      'nginx',
      '      - backend\n      - nginx\n',
    ],
    [
      'depends_on, flow',
      '    depends_on:\n      - backend\n',
      '    depends_on: [d$0]\n',
      'database',
      '    depends_on: [database]\n',
    ],
    [
      'links',
      '    depends_on:\n      - backend\n',
      '    links:\n      - d$0\n',
      'database',
      '    links:\n      - database\n',
    ],
    [
      'extends',
      '    depends_on:\n      - backend\n',
      '    extends:\n      service: $0\n',
      'backend',
      '      service: backend\n',
    ],
    [
      'volumes_from',
      '    depends_on:\n      - backend\n',
      '    volumes_from: [$0]\n',
      'backend',
      '    volumes_from: [backend]\n',
    ],
    [
      'network_mode',
      '    depends_on:\n      - backend\n',
      '    network_mode: $0\n',
      'service:backend',
      '    network_mode: service:backend\n',
    ],
    [
      'network_mode, typed',
      '    depends_on:\n      - backend\n',
      '    network_mode: "service:b$0"\n',
      'service:backend',
      '    network_mode: "service:backend"\n',
    ],
  ])('in %s', (_, part, mark, label, expected) => {
    expect(accepted(inShop(part, mark), label)).toContain(expected);
  });

  it('come with a condition in map form', () => {
    const text = inShop(
      '    depends_on:\n      - backend\n',
      '    depends_on:\n      backend:\n        condition: service_started\n      d$0\n',
    );
    expect(accepted(text, 'database')).toContain('\n      database:\n        condition: service_started\n');
    expect(accepted(text, 'database', true)).toContain(
      'condition: ${1|service_started,service_healthy,service_completed_successfully|}\n',
    );
  });

  it('leave out the service itself, those that are there and those that wait for it', () => {
    const names = labels(
      inShop('    image: node:22\n    expose', '    image: node:22\n    depends_on: [database, $0]\n    expose'),
    );
    expect(names).toEqual(['nginx', 'payment-service']);
  });
});

describe('proposals for keys', () => {
  const keysOf = (text: string): readonly string[] => labels(text);
  it.each([
    ['the top', '$0', ['services', 'networks', 'name'], ['version']],
    ['the top, typed', 'services: {}\nnet$0\n', ['networks'], ['services']],
    [
      'a service',
      'services:\n  web:\n    image: x\n    $0\n',
      ['networks', 'ports', 'depends_on'],
      ['image', 'driver'],
    ],
    ['a service, typed', 'services:\n  web:\n    image: x\n    netw$0\n', ['networks', 'network_mode'], ['image']],
    ['a service in flow', 'services:\n  web: {image: x, $0}\n', ['networks'], ['image']],
    [
      'a network',
      'networks:\n  a:\n    driver: bridge\n    $0\n',
      ['internal', 'ipam', 'driver_opts'],
      ['driver', 'image'],
    ],
    ['a network, typed', 'networks:\n  a:\n    i$0\n', ['internal', 'ipam'], []],
    ['ipam', 'networks:\n  a:\n    ipam:\n      $0\n', ['config', 'driver', 'options'], ['subnet']],
    [
      'an address pool',
      'networks:\n  a:\n    ipam:\n      config:\n        - subnet: 10.0.0.0/24\n          $0\n',
      ['gateway', 'ip_range'],
      ['subnet'],
    ],
    ['a new address pool', 'networks:\n  a:\n    ipam:\n      config:\n        - $0\n', ['subnet', 'gateway'], []],
    ['a blank line for address pools', 'networks:\n  a:\n    ipam:\n      config:\n        $0\n', ['subnet'], []],
    [
      'a membership',
      'services:\n  web:\n    networks:\n      a:\n        $0\nnetworks:\n  a:\n',
      ['aliases', 'ipv4_address', 'gw_priority'],
      ['image'],
    ],
    [
      'a membership, typed',
      'services:\n  web:\n    networks:\n      a:\n        aliases: [x]\n        i$0\nnetworks:\n  a:\n',
      ['ipv4_address'],
      ['aliases'],
    ],
    [
      'a port in long form',
      'services:\n  web:\n    ports:\n      - target: 80\n        $0\n',
      ['published', 'host_ip', 'protocol'],
      ['target'],
    ],
    [
      'a dependency',
      'services:\n  web:\n    depends_on:\n      db:\n        $0\n  db: {}\n',
      ['condition', 'restart'],
      [],
    ],
    [
      'an extension that a service repeats',
      'x-base: &base\n  image: x\n  $0\nservices:\n  web:\n    <<: *base\n',
      ['networks', 'ports'],
      ['image'],
    ],
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
    [
      'a subnet',
      'networks:\n  a:\n    ip$0\n',
      'ipam',
      'networks:\n  a:\n    ipam:\n      config:\n        - subnet: 10.20.0.0/24\n',
    ],
    [
      'nothing, as the colon is there',
      'services:\n  web:\n    netw$0: [a]\n',
      'networks',
      'services:\n  web:\n    networks: [a]\n',
    ],
    ['brackets in flow', 'services:\n  web: {netw$0}\n', 'networks', 'services:\n  web: {networks: []}\n'],
    [
      'its own indentation',
      'services:\n    web:\n        netw$0\n',
      'networks',
      'services:\n    web:\n        networks:\n            - \n',
    ],
    [
      'its own line ends',
      'services:\r\n  web:\r\n    netw$0\r\n',
      'networks',
      'services:\r\n  web:\r\n    networks:\r\n      - \r\n',
    ],
    [
      'the first key of an item',
      'networks:\n  a:\n    ipam:\n      config:\n        $0\n',
      'subnet',
      'networks:\n  a:\n    ipam:\n      config:\n        - subnet: 10.20.0.0/24\n',
    ],
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
    expect(networks?.documentation).toMatchObject({
      value: expect.stringContaining('reference/compose-file/services/#networks'),
    });
    expect(accepted('networks:\n  a:\n    int$0\n', 'internal', true)).toContain('internal: ${1|true,false|}');
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
    expect(labels(broken.replace('    image: nginx:1.27\n', '    image: nginx:1.27\n    netwo$0\n'))).toContain(
      'network_mode',
    );
  });
});
