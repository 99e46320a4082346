import fc from 'fast-check';

/** How a text is written, apart from what it says. */
interface Layout {
  readonly lineBreak: string;
  readonly byteOrderMark: boolean;
  readonly lastBreak: boolean;
  readonly comment: string;
}

// Every length in UTF-8 and UTF-16, wide and combining characters, right-to-left, and line breaks that are none in YAML.
const words = fc.constantFrom(
  'web',
  'db',
  'api',
  'front',
  'back',
  'naïve',
  '数据库',
  '🚀',
  '👩‍👩‍👧',
  'e\u0301',
  'שלום',
  'a\u2028b',
  'a\u0085b',
  'with space',
  "it's",
  '<<',
  'x-y',
);
const names = fc.constantFrom('web', 'db', 'api', 'cache', '"quoted"', "'single'", '数据库', 'app🚀', 'x-service');
const networks = fc.constantFrom('front', 'back', 'edge', '"front"', '中间', 'net🚀');

const scalar = fc.oneof(
  words,
  words.map((word) => JSON.stringify(word)),
  words.map((word) => `'${word.replaceAll("'", "''")}'`),
  fc.constantFrom(
    '80',
    '"80:80"',
    '127.0.0.1:8080-8082:80-82/udp',
    '10.0.0.5',
    '10.0.0.0/24',
    '"fd00::/64"',
    'true',
    'null',
    '~',
    '""',
    '${TAG}',
    '"${TAG:-${OTHER:-1}}"',
    '$$x',
    '*common',
    '&again x',
    '!reset null',
    '!override []',
    'http://web:80/',
    '0x10',
    '1e3',
    '2001-01-01',
  ),
);

const flow: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc
      .array(fc.tuple(words, tie('value')), { maxLength: 3 })
      .map((pairs) => `{${pairs.map(([key, value]) => `${key}: ${value}`).join(', ')}}`),
  ),
})).value;

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => (line === '' ? '' : `  ${line}`));

/** The lines of one key of a service. */
const serviceKey: fc.Arbitrary<readonly string[]> = fc.oneof(
  fc
    .constantFrom('image: nginx:1.27', 'image: "postgres:${TAG:-17}"', 'build: .', 'restart: always')
    .map((line) => [line]),
  fc.constant(['<<: *common']),
  fc.constant(['<<: [*common, *nets]']),
  fc.array(networks, { maxLength: 3 }).map((list) => ['networks:', ...list.map((name) => `  - ${name}`)]),
  fc.array(networks, { maxLength: 3 }).map((list) => [`networks: [${list.join(', ')}]`]),
  fc
    .tuple(networks, scalar)
    .map(([name, address]) => ['networks:', `  ${name}:`, `    ipv4_address: ${address}`, `    aliases: [${address}]`]),
  fc.array(scalar, { maxLength: 3 }).map((list) => ['ports:', ...list.map((port) => `- ${port}`)]),
  fc.constant(['ports:', '  - target: 80', '    published: "8080-8090"', '    protocol: udp', '  - "443:443" # 🔒']),
  fc.constant(['ports: !reset []']),
  fc
    .array(names, { maxLength: 2 })
    .map((list) => ['depends_on:', ...list.map((name) => `  ${name}: { condition: service_healthy }`)]),
  fc
    .constantFrom('network_mode: host', 'network_mode: "service:db"', 'network_mode: !override none')
    .map((line) => [line]),
  fc.tuple(words, scalar).map(([key, value]) => ['environment:', `  ${key}: ${value}`, '  URL: http://db:5432/🚀']),
  words.map((word) => ['command: |', `  ${word}: [ {`, '', '  # no comment', `   "${word}`]),
  words.map((word) => ['command: >-', `  ${word} \\`, '  http://api:80']),
  fc.tuple(words, flow).map(([key, value]) => [`${key}: ${value}`]),
  fc.tuple(words, flow).map(([key, value]) => [`# allow: unused-network because ${key}`, `labels: ${value} # 中文`]),
  fc.constant(['deploy: { replicas: 3 }', 'scale: 2']),
  fc.constant(['"multi', '  line": "folded', '  text 🚀"']),
  fc.constant(['? complex', ': value']),
);

const service = fc
  .tuple(names, fc.array(serviceKey, { maxLength: 5 }))
  .map(([name, keys]) => [`${name}:`, ...indented(keys.flat())]);

const network = fc
  .tuple(
    networks,
    fc.constantFrom(
      [],
      ['internal: true'],
      ['external: true', 'name: ${NET}'],
      ['ipam:', '  config:', '    - subnet: 10.0.0.0/24', '      gateway: 10.0.0.1', '    - { subnet: "fd00::/64" }'],
      ['driver: macvlan', 'driver_opts: { parent: eth0, com.docker.network.driver.mtu: 1400 }'],
    ),
  )
  .map(([name, lines]) => [`${name}:`, ...indented(lines)]);

const section = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(service, { maxLength: 4 }).map((entries) => ['services:', ...indented(entries.flat())]),
  },
  {
    weight: 3,
    arbitrary: fc.array(network, { maxLength: 3 }).map((entries) => ['networks:', ...indented(entries.flat())]),
  },
  fc.constant(['x-common: &common', '  image: nginx', '  networks: &nets [front, "back"]']),
  fc.constant(['name: shop', 'version: "3.8"']),
  fc.constant(['include: [other.yaml]']),
  fc.constant(['---']),
  fc.tuple(words, flow).map(([key, value]) => [`${key}: ${value}`]),
  words.map((word) => [`# ${word}`]),
);

const layout: fc.Arbitrary<Layout> = fc.record({
  lineBreak: fc.constantFrom('\n', '\n', '\r\n', '\r'),
  byteOrderMark: fc.boolean(),
  lastBreak: fc.boolean(),
  comment: fc.constantFrom('', '', ' # 🚀', ' #'),
});

/** Compose texts that are sensible for the most part, in every form that YAML has for them. */
export const composeTexts: fc.Arbitrary<string> = fc.tuple(fc.array(section, { maxLength: 5 }), layout).map(
  ([sections, { lineBreak, byteOrderMark, lastBreak, comment }]) =>
    (byteOrderMark ? '\ufeff' : '') +
    sections
      .flat()
      .map((line) => (line.endsWith(':') ? line + comment : line))
      .join(lineBreak) +
    (lastBreak ? lineBreak : ''),
);
