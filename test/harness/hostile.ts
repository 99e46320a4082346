/** A compose text that is made to cost more than it should; its sensible part is the service `intact` at its end. */
export interface HostileText {
  readonly name: string;
  readonly text: string;
}

/** How large the texts are: the full size for measuring, a smaller one where many are tried. */
export interface Scale {
  /** Characters of the texts that are merely long. */
  readonly length: number;
  /** Levels of the texts that are deep, and links of chains. */
  readonly depth: number;
  /** Entries of the texts that hold many of one thing. */
  readonly count: number;
}

const intact = `  intact:
    image: nginx:1.27
    networks: [front]
networks:
  front: {}
`;

/** Puts these lines in front of a service that is whole. */
const services = (...lines: readonly (string | readonly string[])[]): string =>
  `services:\n${lines
    .flat()
    .map((line) => `  ${line}\n`)
    .join('')}${intact}`;

/** Texts of every hostile kind, made when they are asked for: the largest have 10 MB. */
export function* hostileTexts({ length, depth, count }: Scale): Generator<HostileText> {
  const many = (each: (index: number) => string, times = count): string[] =>
    Array.from({ length: times }, (_, i) => each(i));
  const hundredth = Math.ceil(count / 100);

  yield {
    name: 'many services',
    text: services(
      many((i) => `s${i}: { image: "nginx:1.27", networks: [front], ports: ["127.0.0.1::80"] }`, length / 80),
    ),
  };
  yield {
    name: 'one block scalar',
    text: services('big:', '  image: x', '  command: |', `    ${'word '.repeat(18)}\n`.repeat(length / 100)),
  };
  yield { name: 'one line', text: services('big:', `  command: ${'word '.repeat(length / 5)}`) };
  yield { name: 'one quoted line', text: services('big:', `  command: "${'word '.repeat(length / 5)}"`) };
  yield { name: 'one list on a line', text: services('big:', `  command: [${'word, '.repeat(length / 6)}]`) };
  yield { name: 'comments', text: `# ${'comment '.repeat(8)}\n`.repeat(length / 67) + services() };
  yield {
    name: 'comments in a service',
    text: services('big:', '  image: x', `# ${'comment '.repeat(8)}\n`.repeat(length / 67)),
  };
  yield { name: 'blank lines', text: '\n'.repeat(length / 2) + services('big:\n'.padEnd(length / 2, '\n')) };
  yield { name: 'spaces', text: services(`big:${' '.repeat(length)}`) };
  yield { name: 'carriage returns', text: services(`big:${'\r'.repeat(length / 10)}`) };
  yield {
    name: 'entries at the top',
    text: many((i) => `x-k${i}: ${'v'.repeat(80)}\n`, length / 92).join('') + services(),
  };

  for (const unit of [
    '[',
    '{',
    '{a: ',
    '[{a: ',
    '- ',
    '? ',
    '!t ',
    '&a ',
    '"',
    "'",
    '${',
    '| ',
    ']',
    '}',
    '%',
    '*a ',
    '- [',
    ': ',
  ]) {
    yield { name: `${unit.trim()} nested`, text: services('big:', `  labels: ${unit.repeat(depth)}`) };
    yield { name: `${unit.trim()} at the top`, text: `${unit.repeat(depth)}\n${services()}` };
  }
  yield { name: 'closed lists nested', text: services('big:', `  labels: ${'['.repeat(depth)}${']'.repeat(depth)}`) };
  yield { name: 'closed maps nested', text: services('big:', `  labels: ${'{a: '.repeat(depth)}${'}'.repeat(depth)}`) };
  yield {
    name: 'block maps nested',
    text: services(
      'big:',
      many((i) => `${' '.repeat(i + 1)}a:`, depth / 5),
    ),
  };
  yield {
    name: 'block lists nested',
    text: services(
      'big:',
      '  labels:',
      many((i) => `${' '.repeat(i + 2)}-`, depth / 5),
    ),
  };
  yield { name: 'brackets open in every service', text: services(many((i) => `s${i}: [`, depth)) };
  yield { name: 'quotes open in every service', text: services(many((i) => `s${i}: "`, depth)) };
  yield { name: 'tabs', text: services(many(() => '\t\tx: y', depth)) };
  yield { name: 'keys without a colon', text: services(many((i) => `s${i}`, depth)) };
  yield { name: 'documents', text: '---\n'.repeat(depth) + services() };

  yield { name: 'billion laughs in lists', text: laughs(Math.ceil(depth / 100)) };
  yield { name: 'billion laughs in merge keys', text: laughsMerged(Math.ceil(depth / 100)) };
  yield { name: 'billion laughs in services', text: laughsInServices(30) };
  yield {
    name: 'anchor within itself',
    text: services('big: &a', '  labels: *a', '  <<: *a', '  networks: &n [*n, *a]'),
  };
  yield {
    name: 'chain of aliases',
    text: `${many((i) => (i === 0 ? 'x-0: &a0 [front]\n' : `x-${i}: &a${i} *a${i - 1}\n`), depth).join('')}${services('big:', `  networks: *a${depth - 1}`)}`,
  };
  yield {
    name: 'chain of merges',
    text: `${many((i) => (i === 0 ? 'x-0: &a0 {image: x}\n' : `x-${i}: &a${i} {<<: *a${i - 1}, k${i}: 1}\n`), depth).join('')}${services('big:', `  <<: *a${depth - 1}`)}`,
  };
  yield {
    name: 'anchors',
    text: `${many((i) => `x-${i}: &a${i} {image: x}\n`).join('')}${services(many((i) => `s${i}: { <<: *a${i} }`, hundredth))}`,
  };
  yield {
    name: 'anchors of one name',
    text: `${many(() => 'x-a: &a {image: x}\n').join('')}${services(many((i) => `s${i}: { <<: *a }`, hundredth))}`,
  };
  yield { name: 'aliases of nothing', text: services(many((i) => `s${i}: { <<: *nothing }`)) };
  yield {
    name: 'merges of one map',
    text: `x-a: &a {${many((i) => `k${i}: 1`, hundredth).join(', ')}}\n${services(many((i) => `s${i}: { labels: *a }`, hundredth))}`,
  };

  yield { name: 'NUL bytes', text: services(`big: ${'\0'.repeat(count)}`, `\0: \0`) };
  yield { name: 'lone surrogates', text: services(`big: ${'\ud83d'.repeat(count)}`, `\udc00: \ud83d`) };
  yield {
    name: 'every port',
    text: services(
      many(
        (i) =>
          `s${i}: { image: nginx, networks: [front], ports: ["1-65535:1-65535", "1-65535:1-65535/udp"], expose: ["1-65535"] }`,
        hundredth,
      ),
    ),
  };
  yield {
    name: 'ports of one service',
    text: services(
      'big:',
      '  ports:',
      many((i) => `  - "${1 + (i % 65_000)}:80"`),
    ),
  };
  yield {
    name: 'replicas',
    text: services(
      many(
        (i) => `s${i}: { image: nginx, ports: ["80-90:80"], deploy: { replicas: 999999999999 }, scale: 1e308 }`,
        hundredth,
      ),
    ),
  };
  yield {
    name: 'whole address space',
    text:
      services(
        many((i) => `s${i}: { networks: { n${i}: { ipv4_address: 1.2.3.4, ipv6_address: "1::2" } } }`, hundredth),
      ) +
      many((i) => `  n${i}: { ipam: { config: [{ subnet: 0.0.0.0/0 }, { subnet: "::/0" }] } }\n`, hundredth).join(''),
  };
  yield {
    name: 'pools of one network',
    text: `${services('big: { networks: [n] }')}  n:\n    ipam:\n      config:\n${many((i) => `      - subnet: 10.${(i >> 8) & 255}.${i & 255}.0/24\n`, depth).join('')}`,
  };
  yield {
    name: 'addresses in one network',
    text: `${services(many((i) => `s${i}: { networks: { n: { ipv4_address: 10.0.${(i >> 8) & 255}.${i & 255} } } }`, depth))}  n: { ipam: { config: [{ subnet: 10.0.0.0/8 }] } }\n`,
  };
  yield {
    name: 'networks of one service',
    text: services(
      'big:',
      '  networks:',
      many((i) => `  - n${i}`),
    ),
  };
  yield { name: 'declared networks', text: services() + many((i) => `  n${i}: {}\n`).join('') };
  yield {
    name: 'dependencies in a ring',
    text: services(
      many(
        (i) =>
          `s${i}: { image: x, depends_on: [s${(i + 1) % depth}], network_mode: "service:s${(i + 1) % depth}", extends: { service: s${(i + 1) % depth} } }`,
        depth,
      ),
    ),
  };
  yield {
    name: 'shared namespaces in a chain',
    text: services(many((i) => `s${i}: { image: x, network_mode: "service:s${i + 1}" }`, depth)),
  };

  yield {
    name: 'defaults in defaults',
    text: services('big:', `  image: ${'${A:-'.repeat(depth)}x${'}'.repeat(depth)}`),
  };
  yield { name: 'variables', text: services('big:', `  image: ${'${A}'.repeat(count)}`) };
  yield {
    name: 'dollar signs',
    text: services('big:', `  image: ${'$'.repeat(count)}`, `  command: ${'${'.repeat(count)}`),
  };
  yield {
    name: 'long names',
    text: `${services(
      `${'n'.repeat(count)}:`,
      `  networks: [${'m'.repeat(count)}]`,
      `  container_name: ${'c'.repeat(count)}`,
    )}  ${'m'.repeat(count)}: {}\n`,
  };
  yield {
    name: 'suppressions',
    text: services(
      many((i) => `# allow: rule-${i} reason`),
      many((i) => `s${i}: {} # allow: no-such-rule reason`, hundredth),
    ),
  };
  for (const [index, value] of adversarial(count).entries()) {
    yield { name: `value ${index}`, text: services(everywhere(JSON.stringify(value))) };
    yield { name: `plain value ${index}`, text: services(everywhere(value)) };
  }
}

const keysWithText = [
  ['image', ''],
  ['build', ''],
  ['command', ''],
  ['environment', '[]'],
  ['ports', '[]'],
  ['network_mode', ''],
  ['mac_address', ''],
  ['extra_hosts', '[]'],
  ['links', '[]'],
  ['volumes', '[]'],
  ['env_file', ''],
  ['labels', '[]'],
  ['container_name', ''],
  ['# allow', ''],
] as const;

/** A service for every key that is looked into, with the value there. */
const everywhere = (value: string): readonly string[] =>
  keysWithText.flatMap(([key, brackets], index) => [
    `s${index}:`,
    `  ${key}: ${brackets.charAt(0)}${value}${brackets.charAt(1)}`,
  ]);

/** What makes expressions that backtrack take long: repeats of what two of their parts can both take, and no match at the end. */
const adversarial = (count: number): readonly string[] => [
  `${'a'.repeat(count)}!`,
  `${'a-'.repeat(count / 2)}!`,
  `${'a.'.repeat(count / 2)}!`,
  `${'a:'.repeat(count / 2)}!`,
  `${'a/'.repeat(count / 2)}!`,
  `${'1'.repeat(count)}!`,
  `${'1.'.repeat(count / 2)}!`,
  `${'1_'.repeat(count / 2)}!`,
  `${'1-'.repeat(count / 2)}!`,
  `${'1:'.repeat(count / 2)}!`,
  `${'0:0-'.repeat(count / 4)}!`,
  `${':'.repeat(count)}!`,
  `${' '.repeat(count)}!`,
  `x${' '.repeat(count)}!`,
  `${'\\'.repeat(count)}!`,
  `${'a://'.repeat(count / 4)}!`,
  `http://${'a,'.repeat(count / 2)}!`,
  `http://${'a:1,'.repeat(count / 4)}!`,
  `${'a@'.repeat(count / 2)}!`,
  `${'${a'.repeat(count / 3)}!`,
  `${'--port '.repeat(count / 7)}!`,
  `--port ${'a:'.repeat(count / 2)}!`,
  `${'listen('.repeat(count / 7)}!`,
  `${'../'.repeat(count / 3)}!`,
  `${'_HOST'.repeat(count / 5)}!`,
  `${'ab:'.repeat(count / 3)}!`,
];

/** Each list holds the one before it twice, so that the last one would have 2^depth items. */
const laughs = (depth: number): string => {
  const lists = Array.from(
    { length: depth },
    (_, i) => `x-${i}: &a${i} ${i === 0 ? '[front]' : `[*a${i - 1}, *a${i - 1}]`}\n`,
  );
  return `${lists.join('')}${services('big:', `  networks: *a${depth - 1}`, `  labels: *a${depth - 1}`, `  command: *a${depth - 1}`)}`;
};

const laughsMerged = (depth: number): string => {
  const maps = Array.from(
    { length: depth },
    (_, i) =>
      `x-${i}: &a${i} ${i === 0 ? '{image: x}' : `{<<: [*a${i - 1}, *a${i - 1}], k${i}: *a${i - 1}, l${i}: *a${i - 1}}`}\n`,
  );
  return `${maps.join('')}${services('big:', `  <<: *a${depth - 1}`, `  labels: *a${depth - 1}`, `  deploy: *a${depth - 1}`)}`;
};

const laughsInServices = (depth: number): string => {
  const entries = Array.from(
    { length: depth },
    (_, i) =>
      `s${i}: &a${i} ${i === 0 ? '{image: x}' : `{<<: [*a${i - 1}, *a${i - 1}], labels: [*a${i - 1}, *a${i - 1}]}`}`,
  );
  return services(entries, `<<: [*a${depth - 1}, *a${depth - 1}]`);
};
