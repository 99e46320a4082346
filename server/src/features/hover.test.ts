import { describe, expect, it } from 'vitest';
import { marked, shop, withMark } from '../../../test/harness/cursor.ts';
import { hover } from './hover.ts';

function hoverText(textWithMark: string, environment: Readonly<Record<string, string>> = {}): string {
  const { snapshot, position } = marked(textWithMark, environment);
  const contents = hover(snapshot, position)?.contents;
  return typeof contents === 'object' && 'value' in contents ? contents.value : '';
}

const inShop = (part: string, mark: string): string => hoverText(withMark(shop, part, mark));

describe('hover on a volume', () => {
  it('does not take it for a service of the same name', () => {
    const text = 'services:\n  db: {image: x, volumes: ["db:/x"]}\nvolumes:\n  db:\n';
    expect(hoverText(text.replace('"db', '"$0db'))).not.toContain('Service');
    expect(hoverText(text.replace('  db:\n', '  d$0b:\n'))).not.toContain('Service');
    expect(hoverText(text.replace('volumes:\n  db:\n', '').replace('"db', '"$0db'))).not.toContain('not defined');
  });
});

describe('hover on a network', () => {
  it('tells where it is defined what it is', () => {
    expect(inShop('  api_tier:\n    internal', '  api$0_tier:\n    internal')).toMatchInlineSnapshot(`
      "### Network \`api_tier\`

      3 members · internal · 250 free

      - **Name in the engine**: \`shop_api_tier\`
      - **Driver**: \`bridge\`, a virtual switch inside this machine
      - **Subnet**: \`172.20.3.0/24\`, gateway \`172.20.3.254\`
      - **Internal**: no way to the internet, and published ports of services that are on internal networks only do not open. The machine itself still reaches every member.
      - **Members** (3): \`frontend\`, \`backend\`, \`payment-service\` (172.20.3.10)
      - **Free addresses**: 250"
    `);
  });

  it('tells the same where it is named', () => {
    const defined = inShop('  api_tier:\n    internal', '  api$0_tier:\n    internal');
    expect(inShop('      - api_tier', '      - a$0pi_tier')).toBe(defined);
    expect(inShop('      api_tier:\n', '      api_tier$0:\n')).toBe(defined);
  });

  it.each([
    ['an open one', 'dmz: {}', '**Not internal**: members reach the internet through this machine'],
    ['one without a subnet', 'dmz: {}', '**Subnet**: none given, so the engine takes the next free block'],
    ['an external one', 'dmz: {external: true}', '**External**: it exists already'],
    ['a hidden driver', 'dmz: {driver: "${D}"}', '**Driver**: hidden by a variable'],
    ['a hidden subnet', 'dmz: {ipam: {config: [{subnet: "${S}"}]}}', '**Subnet**: hidden by a variable'],
    ['a given name', 'dmz: {name: edge}', '**Name in the engine**: `edge`'],
    ['a macvlan', 'dmz: {driver: macvlan}', 'members are machines on the LAN'],
  ])('says of %s', (_, network, words) => {
    expect(hoverText(`services:\n  a: {image: x, networks: [d$0mz]}\nnetworks:\n  ${network}\n`)).toContain(words);
  });

  it('tells of the one that compose makes', () => {
    expect(hoverText('services:\n  a: {image: x, networks: [def$0ault]}\n')).toContain(
      'Made by compose for the services that name no network.',
    );
  });

  it('says when there is none', () => {
    expect(hoverText('services:\n  a: {image: x, networks: [n$0]}\n')).toBe(
      '### Network `n`\n\nNot defined in this file.',
    );
  });
});

describe('hover on a service', () => {
  it('tells who reaches it and whom it reaches, and why', () => {
    expect(inShop('  nginx:\n', '  ngi$0nx:\n')).toMatchInlineSnapshot(`
      "### Service \`nginx\`

      - **Image**: \`nginx:1.27\`
      - **Networks**: \`dmz\`, \`web_tier\`
      - **Reaches** \`frontend\`: Both are attached to web_tier.
      - **Reached by** \`frontend\`: Both are attached to web_tier.
      - **From LAN and internet**: yes. Port 80 is published on every address of the host: everyone who can route to this machine reaches nginx, past ufw and firewalld.
      - **To the internet**: yes. dmz is not internal: the host forwards and masquerades.
      - **Way out**: through \`dmz\`, the only one that is not internal"
    `);
  });

  it('says why a service cannot reach what its configuration names', () => {
    const text = `services:
  api$0:
    image: x
    networks: [front]
    environment: {DB: "postgres://db:5432/x", CACHE: "redis://cache:6379", API: "http://web"}
  db: {image: postgres, networks: [back]}
  cache: {image: redis, networks: [back]}
  web: {image: nginx, networks: [front]}
networks: {front: , back: }
`;
    expect(hoverText(text).match(/.*Names but.*/g)).toEqual([
      '- **Names but cannot reach** `db`: They share no network: api is on front, db on back.',
      '- **Names but cannot reach** `cache`: They share no network: api is on front, cache on back.',
    ]);
    expect(hoverText(text.replace('[front]', '[front, back]'))).not.toContain('Names but');
    expect(hoverText(text.replace('[front]', '["${NETWORK}"]'))).not.toContain('Names but');
  });

  it('says whether the one that names it reaches it', () => {
    expect(inShop('@database:', '@data$0base:')).toContain(
      '`database` can be reached from `backend`: Both are attached to data_tier.',
    );
    expect(
      hoverText(
        withMark(shop.replace('      - backend\n', '      - database\n'), '      - database\n', '      - d$0atabase\n'),
      ),
    ).toContain('`database` **cannot be reached** from `frontend`: They share no network');
  });

  it.each([
    ['an alias', '[pay]', '[p$0ay]', '`pay` is an alias of `payment-service` on `payment_tier`.'],
    [
      'a container name',
      'shop-db',
      'shop$0-db',
      '`shop-db` is the name of its container, and a host name on all its networks.',
    ],
  ])('tells what %s is', (_, part, mark, words) => {
    expect(inShop(part, mark)).toContain(words);
  });

  const routes = (a: string, b: string, networks: string): string =>
    hoverText(`services:\n  x$0: {image: i, networks: {z: ${a}, y: ${b}}}\nnetworks: ${networks}\n`);
  it.each([
    ['{}', '{}', '{z: , y: }', 'through `y`, the first by name'],
    ['{gw_priority: 1}', '{}', '{z: , y: }', 'through `z`, it has the highest `gw_priority`'],
    ['{priority: 9}', '{}', '{z: , y: }', 'through `y`, the first by name'],
    ['{}', '{}', '{z: , y: {internal: true}}', 'through `z`, the only one that is not internal'],
  ])('tells the way out: %s %s %s', (a, b, networks, words) => {
    expect(routes(a, b, networks)).toContain(`**Way out**: ${words}`);
  });

  it('says nothing about a way out that it does not know', () => {
    expect(routes('{}', '{}', '{z: , y: {external: true}}')).not.toContain('Way out');
    expect(routes('{gw_priority: "${P}"}', '{}', '{z: , y: }')).not.toContain('Way out');
  });

  it('shortens long lists', () => {
    const names = Array.from({ length: 40 }, (_, index) => `  s${index}: {image: x}\n`).join('');
    expect(hoverText(`services:\n  me$0: {image: x}\n${names}`)).toContain(
      '`s7` and 32 more: Both are attached to default.',
    );
  });
});

describe('hover on a port', () => {
  it('tells who gets in', () => {
    expect(inShop('"80:80"', '"80$0:80"')).toMatchInlineSnapshot(`
      "### Port 80 of \`nginx\`

      - Port 80 on **every address of this machine** leads to it. Everyone who can route to this machine gets in, **past ufw and firewalld**, as the engine's own rules come first. \`127.0.0.1:80:80\` would keep it to this machine.
      - **Open** for this machine, the LAN, the internet
      - **Services** on a shared network reach it as \`nginx:80\`, published or not: \`frontend\`"
    `);
  });

  const port = (text: string, service = '', networks = ''): string =>
    hoverText(`services:\n  web:\n    image: nginx\n${service}    ports:\n      - ${text}\n${networks}`);
  it.each([
    [
      'loopback',
      '"127.0.0.1:80$0:80"',
      '',
      '',
      'Port 80 on **127.0.0.1** leads to it: only programs on this machine get in.',
    ],
    ['one address', '"192.168.1.5:80$0:80"', '', '', 'Everyone who can route to that address gets in'],
    ['a private address', '"192.168.1.5:80$0:80"', '', '', '**Cannot be told** for the internet: '],
    ['no host port', '"8$00"', '', '', 'A free port that the engine picks on **every address of this machine**'],
    ['a range', '"8000-80$010:80-90"', '', '', 'Port 8000-8010 on **every address'],
    ['UDP', '"53$0:53/udp"', '', '', '### Port 53/udp of `web`'],
    ['the long form', '{target: 80, published: "80$080"}', '', '', 'Port 8080 on **every address'],
    [
      'an internal network',
      '"80$0:80"',
      '    networks: [n]\n',
      'networks: {n: {internal: true}}\n',
      '**Nobody** gets in through it: `web` is on internal networks only',
    ],
    [
      'macvlan',
      '"80$0:80"',
      '    networks: [n]\n',
      'networks: {n: {driver: macvlan}}\n',
      '**No effect**: `web` has an address of its own',
    ],
    ['the network of the host', '"80$0:80"', '    network_mode: host\n', '', '**Discarded**'],
    ['no network', '"80$0:80"', '    network_mode: none\n', '', '**Nobody** reaches it'],
    [
      'the network of another service',
      '"80$0:80"',
      '    network_mode: "service:x"\n',
      '',
      '**Refused**: the service uses the network of `x`',
    ],
    [
      'a variable',
      '"80$0:80"',
      '    networks: [n]\n',
      'networks: {n: {internal: "${I}"}}\n',
      'depends on a variable or on a network made elsewhere',
    ],
  ])('of %s', (_, text, service, networks, words) => {
    expect(port(text, service, networks)).toContain(words);
  });
});

describe('hover on an address', () => {
  it('tells a subnet’s size and who has what in it', () => {
    expect(inShop('subnet: 172.20.3.0/24', 'subnet: 172.20.3$0.0/24')).toMatchInlineSnapshot(`
      "### Addresses \`172.20.3.0/24\` of \`api_tier\`

      - **Size**: 256 addresses; usable are \`172.20.3.1\` to \`172.20.3.254\`
      - \`172.20.3.0\` names the network itself and \`172.20.3.255\` is its broadcast: no container can have them
      - **Fixed**: \`172.20.3.254\` gateway, \`172.20.3.10\` \`payment-service\`
      - **Free** on the network: 250, with 3 members"
    `);
  });

  it.each([
    ['a member', 'ipv4_address: 172.20.3.10', 'ipv4_address: 172.20$0.3.10', '**Member**: `payment-service`'],
    ['the gateway', 'gateway: 172.20.3.254', 'gateway: 172.20.3$0.254', '**Gateway** of the network'],
    [
      'one outside',
      'ipv4_address: 172.20.3.10',
      'ipv4_address: 10.0$0.0.1',
      '**Outside** of `172.20.3.0/24`: the engine refuses it',
    ],
    ['the gateway taken by a member', 'ipv4_address: 172.20.3.10', 'ipv4_address: 172.20.3$0.254', '**Given twice**'],
    ['no address', 'ipv4_address: 172.20.3.10', 'ipv4_address: 300$0', 'This is no IP address.'],
    ['the broadcast', 'ipv4_address: 172.20.3.10', 'ipv4_address: 172.20$0.3.255', 'It is the broadcast address'],
    [
      'a subnet with host bits',
      'subnet: 172.20.3.0/24',
      'subnet: 172.20.3$0.9/24',
      'Host bits are set: the block is `172.20.3.0/24`.',
    ],
    ['a subnet that overlaps', 'subnet: 172.20.3.0/24', 'subnet: 172.20.2$0.0/24', '**Overlaps** `web_tier`'],
    ['no subnet', 'subnet: 172.20.3.0/24', 'subnet: 172.20$0/99', 'This is no block of addresses'],
  ])('of %s', (_, part, mark, words) => {
    expect(inShop(part, mark)).toContain(words);
  });
});

describe('hover on a variable', () => {
  const use = (reference: string, environment: Readonly<Record<string, string>> = {}): string =>
    hoverText(`services:\n  a:\n    image: x:${reference}\n`, environment);
  it.each([
    ['from the .env file', '${T$0AG:-1}', { TAG: '2' }, '**Value**: `2`, from the `.env` file.'],
    ['from its default', '${T$0AG:-1}', {}, '**Value**: `1`, the default written here'],
    ['from nowhere', '$TA$0G', {}, '**No value**: the `.env` file does not set it and no default is written here.'],
    ['that is required', '${T$0AG:?}', {}, 'compose refuses to start unless the shell has it'],
    ['that is empty', '${T$0AG}', { TAG: '' }, '**Value**: empty, from the `.env` file'],
    [
      'that is a secret',
      '${API_TO$0KEN}',
      { API_TOKEN: 'abc' },
      '**Value**: set (not shown, as it looks like a secret)',
    ],
  ])('%s', (_, reference, environment, words) => {
    expect(use(reference, environment)).toContain(words);
  });

  it('does not show the value of a secret', () => {
    expect(use('${DB_PASS$0WORD}', { DB_PASSWORD: 'geheim' })).not.toContain('geheim');
  });
});

describe('hover on a key', () => {
  it('explains it', () => {
    expect(inShop('    internal: true', '    inter$0nal: true')).toMatchInlineSnapshot(`
      "### \`internal\` · true or false

      Closes the network: no way out to the internet, and no published ports in.

      Members still talk to each other. Two things surprise: **ports of a service that has internal networks only are not published at all**, and nobody says so; and the machine itself still reaches every member, and they reach services of the machine through the gateway address.

      [\`internal\` in the Compose file reference](https://docs.docker.com/reference/compose-file/networks/#internal)"
    `);
  });

  it.each([
    ['services:', 'services$0:', '### `services` · map'],
    [
      '    networks:\n      - dmz',
      '    netw$0orks:\n      - dmz',
      '`networks` in the Compose file reference](https://docs.docker.com/reference/compose-file/services/#networks)',
    ],
    ['driver: bridge', 'driver: brid$0ge', '`bridge`: A virtual switch inside this machine'],
    ['com.docker.network.driver.mtu', 'com.docker$0.network.driver.mtu', 'Largest packet in bytes.'],
    ['"1400"', '"14$000"', 'Largest packet in bytes.'],
    ['internal: true', 'internal: tr$0ue', '### `internal`'],
    ['expose: ["8000"]', 'expose: ["80$000"]', '### `expose`'],
  ])('%s', (part, mark, words) => {
    expect(inShop(part, mark)).toContain(words);
  });

  it('knows it in a line that is not finished, in flow and in an extension', () => {
    expect(hoverText('services:\n  web:\n    netw$0orks\n')).toContain('### `networks`');
    expect(hoverText('networks: {a: {inter$0nal: ')).toContain('### `internal`');
    expect(hoverText('x-a: &a\n  netw$0orks: [b]\nservices:\n  w:\n    <<: *a\n')).toContain('### `networks`');
    expect(hoverText('x-n: &n\n  gw_pri$0ority: 1\nservices:\n  w:\n    networks:\n      a: *n\n')).toContain(
      '### `gw_priority`',
    );
  });

  it('says nothing about names of the author’s, unknown keys, comments and blanks', () => {
    expect(hoverText('x-any$0: 1\n')).toBe('');
    expect(hoverText('services:\n  web:\n    netwrks$0: []\n')).toBe('');
    expect(hoverText('services: # ser$0vices\n')).toBe('');
    expect(hoverText('services:\n  web:\n  $0\n')).toBe('');
  });
});

describe('hover', () => {
  it('marks exactly what it speaks of', () => {
    const { snapshot, position } = marked(withMark(shop, '@database:', '@data$0base:'));
    const range = hover(snapshot, position)?.range;
    expect(range && snapshot.text.slice(snapshot.lines.offsetAt(range.start), snapshot.lines.offsetAt(range.end))).toBe(
      'database',
    );
  });

  it('takes nothing in the file for Markdown', () => {
    const text = hoverText(
      'services:\n  a$0:\n    image: "x`![](http://e)<img>"\n    networks: ["**n**`"]\nnetworks:\n  "**n**`": {}\n',
    );
    expect(text).toContain('``x`![](http://e)<img>``');
    expect(text).toContain('`` **n**` ``');
  });

  it.each([
    ['an open bracket at the end', `${shop}    driver_opts: [\n`],
    ['a half-typed key in another service', withMark(shop, '  frontend:\n', '  frontend:\n    depen\n')],
    ['a tab in another service', withMark(shop, '  frontend:\n    image', '  frontend:\n\timage')],
    ['an open quote at the end', `${shop}    x-note: "abc\n`],
  ])('works beside %s', (_, broken) => {
    expect(hoverText(withMark(broken, '      - dmz', '      - d$0mz'))).toContain('### Network `dmz`');
    expect(hoverText(withMark(broken, '    ports:', '    por$0ts:'))).toContain('### `ports`');
    expect(hoverText(withMark(broken, '"80:80"', '"80$0:80"'))).toContain('### Port 80 of `nginx`');
  });
});
