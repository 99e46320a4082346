import { describe, expect, it } from 'vitest';
import { projectOf } from '../../../test/harness/compose.ts';
import type { Project } from '../model/project.ts';
import { toRange } from '../text/span.ts';

const problems = (text: string): readonly string[] =>
  projectOf(text).problems.map((problem) => {
    const { start, end } = toRange(problem.span);
    return `${problem.kind} ${text.slice(start, end)}`;
  });

// What docker compose 2.40 says to each was measured; see "refuses" and "accepts".
describe('structure', () => {
  it.each([
    ['an unknown key', 'services:\n  a: {image: x}\nnetworks:\n  n: {interal: true}\n', ['unknown-key interal']],
    ['an unknown section', 'services: {a: {image: x}}\nfoo: 1\n', ['unknown-key foo']],
    ['a name with a space', 'services:\n  a b: {image: x}\n', ['unknown-key a b']],
    ['text for a list', 'services:\n  a: {image: x, networks: n}\n', ['wrong-type n']],
    ['nothing for a list', 'services:\n  a:\n    image: x\n    ports:\n', ['wrong-type ports']],
    ['nothing for a section', 'services: {a: {image: x}}\nnetworks:\n', ['wrong-type networks']],
    ['nothing for a service', 'services:\n  a:\n', ['wrong-type a']],
    ['a number for a boolean', 'services:\n  a: {image: x}\nnetworks:\n  n: {internal: 1}\n', ['wrong-type 1']],
    [
      'text for a number',
      'services:\n  a: {image: x, networks: {n: {gw_priority: high}}}\nnetworks: {n: }\n',
      ['wrong-type high'],
    ],
    [
      'a word for a boolean',
      'services:\n  a: {image: x}\nnetworks:\n  n: {internal: "yes please"}\n',
      ['bad-value yes please'],
    ],
    ['a key twice', 'services:\n  a: {image: x}\nnetworks:\n  n: {}\n  n: {internal: true}\n', ['duplicate-key n']],
    ['a key twice inside', 'services:\n  a: {image: x, image: y}\n', ['duplicate-key image']],
    ['a network twice', 'services:\n  a: {image: x, networks: [n, n]}\nnetworks: {n: {}}\n', ['duplicate-item n']],
    ['a dependency twice', 'services:\n  a: {image: x, depends_on: [b, b]}\n  b: {image: x}\n', ['duplicate-item b']],
    ['a word for external', 'services:\n  a: {image: x}\nnetworks:\n  n: {external: hello}\n', ['bad-value hello']],
    ['a bad port', 'services:\n  a: {image: x, ports: ["80:xx"]}\n', ['bad-port xx']],
    [
      'a long port without target',
      'services:\n  a: {image: x, ports: [{published: 8}]}\n',
      ['bad-port {published: 8}'],
    ],
    [
      'a key twice in a section of its own',
      'x-a:\n  - b: {c: 1, c: 2}\nservices:\n  a: {image: x}\n',
      ['duplicate-key c'],
    ],
    ['a key twice below a key of its own', 'services:\n  a: {image: x, x-b: {c: 1, c: 2}}\n', ['duplicate-key c']],
    ['a map for the version', 'version: {a: b}\nservices:\n  a: {image: x}\n', ['wrong-type version']],
    ['a map for an item', 'services:\n  a: {image: x, environment: [A=1, {b: c}]}\n', ['wrong-type {b: c}']],
    ['an empty key', 'services:\n  a: {image: x, networks: {"": {}}}\n', ['unknown-key ""']],
    ['a time without unit', 'services:\n  a: {image: x, stop_grace_period: "5"}\n', ['bad-value 5']],
    ['a volume of nothing', 'services:\n  a: {image: x, volumes: [""]}\n', ['bad-volume ""']],
    ['a mount without target', 'services:\n  a: {image: x, volumes: [{type: tmpfs}]}\n', ['missing-key type']],
    [
      'a bind without source',
      'services:\n  a: {image: x, volumes: [{type: bind, target: /x}]}\n',
      ['missing-key type'],
    ],
    ['a secret from nowhere', 'services:\n  a: {image: x}\nsecrets: {s: {name: t}}\n', ['missing-key s']],
    [
      'a config from two places',
      'services:\n  a: {image: x}\nconfigs: {c: {content: a, file: b}}\n',
      ['conflicting-keys file'],
    ],
    [
      'two devices requests in one',
      'services:\n  a: {image: x, gpus: [{count: 1, device_ids: ["1"]}]}\n',
      ['conflicting-keys device_ids'],
    ],
    [
      'limits that differ',
      'services:\n  a: {image: x, mem_limit: 1g, deploy: {resources: {limits: {memory: 2048m}}}}\n',
      ['conflicting-keys mem_limit'],
    ],
    [
      'an old limit beside limits without it',
      'services:\n  a: {image: x, mem_limit: 1g, deploy: {resources: {limits: {cpus: "1"}}}}\n',
      ['conflicting-keys mem_limit'],
    ],
    [
      'no containers at all and some',
      'services:\n  a: {image: x, scale: 0, deploy: {replicas: 3}}\n',
      ['conflicting-keys scale'],
    ],
    ['a bad reference to a variable', 'services:\n  a: {image: "x:${"}\n', ['bad-interpolation ${']],
    ['an alias without anchor', 'services:\n  a: *nope\n', ['undefined-anchor *nope']],
    ['a word without colon', 'services:\n  a: {image: x}\nhalf\n', ['syntax half']],
  ])('refuses %s', (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  it.each([
    [
      'booleans in words',
      'services:\n  a: {image: x, read_only: "on"}\nnetworks:\n  n: {internal: "true", attachable: yes}\n',
    ],
    ['a port twice', 'services:\n  a: {image: x, ports: ["80:80", "80:80"], expose: [80, 80]}\n'],
    ['a network name with a space', 'services:\n  a: {image: x}\nnetworks:\n  "a b": {}\n'],
    [
      'extension fields',
      'x-a: {anything: [1]}\nservices:\n  a: {image: x, x-b: 1, networks: [n]}\nnetworks:\n  n: {x-c: 2}\n',
    ],
    ['a network without value', 'services:\n  a: {image: x, networks: {n: }}\nnetworks:\n  n:\n'],
    ['values of variables', 'services:\n  a: {image: x, scale: "${N}"}\nnetworks:\n  n: {internal: "${I}"}\n'],
    ['merge keys', 'x-a: &a {image: x}\nservices:\n  a:\n    <<: *a\n    ports: ["80:80"]\n'],
    ['!reset', 'services:\n  a: {image: x, ports: !reset []}\n'],
    [
      'old limits that agree with the new ones',
      'services:\n  a: {image: x, scale: 2, cpus: 0.5, mem_limit: 1g, deploy: {replicas: 2, resources: {limits: {cpus: "0.50", memory: 1024m}}}}\n',
    ],
    ['no old limit', 'services:\n  a: {image: x, cpus: 0, deploy: {resources: {limits: {cpus: "1"}}}}\n'],
    [
      'a key that is taken away',
      'services:\n  a: {image: x, mem_limit: !reset null, deploy: {resources: {limits: {memory: 2g}}}}\n',
    ],
  ])('accepts %s', (_, text) => {
    expect(problems(text)).toEqual([]);
  });

  it('points into the anchor when the fault comes through a merge key', () => {
    expect(problems('x-a: &a {imge: x}\nservices:\n  a:\n    <<: *a\n    image: x\n')).toEqual(['unknown-key imge']);
  });
});

describe('readProject', () => {
  const project = projectOf(
    `name: shop
services:
  web:
    image: ghcr.io/acme/web:1.2@sha256:abc
    container_name: front
    networks:
      front:
        aliases: [www]
        ipv4_address: 10.0.0.5
        gw_priority: 2
      back: {}
    ports:
      - "127.0.0.1:\${PORT:-8080}:80"
      - target: 443
        published: "8443"
        protocol: tcp
    links: ["db:store"]
    depends_on: {db: {condition: service_started}}
    environment:
      - DB=postgres://u:\${PW}@db:5432/x
      - REDIS_HOST=cache
  db: {image: postgres, network_mode: "service:web", deploy: {replicas: 2}}
  cache: {image: redis}
networks:
  front:
    driver_opts: {com.docker.network.bridge.name: br0}
    ipam:
      config:
        - {subnet: 10.0.0.0/24, gateway: 10.0.0.1, aux_addresses: {printer: 10.0.0.9}}
  back: {internal: true, name: "\${NET}"}
`,
  );
  const web = project.serviceNamed.get('web');

  it('reads images, names and networks', () => {
    expect(web?.image).toMatchObject({ repository: 'acme/web', name: 'web', tag: '1.2' });
    expect(
      web?.attachments.map(({ network, aliases, ipv4Address, gatewayPriority }) => [
        network,
        aliases.map((alias) => alias.value),
        ipv4Address?.text.value,
        gatewayPriority?.value,
      ]),
    ).toEqual([
      ['front', ['www'], '10.0.0.5', 2],
      ['back', [], undefined, undefined],
    ]);
    expect(
      project.networks.map((network) => [
        network.name,
        network.realName.value,
        network.realName.known,
        network.internal,
      ]),
    ).toEqual([
      ['front', 'shop_front', true, false],
      ['back', '', false, true],
      ['default', 'shop_default', true, false],
    ]);
    expect(project.serviceNamed.get('cache')?.attachments).toMatchObject([{ network: 'default', explicit: false }]);
    expect(project.serviceNamed.get('db')).toMatchObject({
      attachments: [],
      networkMode: { kind: 'service', target: 'web' },
      replicas: { value: 2 },
    });
  });

  it('reads ports in both forms', () => {
    expect(
      web?.ports.map(({ form, published, target, hostAddress }) => [
        form,
        published?.first,
        target.first,
        hostAddress?.text.value,
      ]),
    ).toEqual([
      ['short', 8080, 80, '127.0.0.1'],
      ['long', 8443, 443, undefined],
    ]);
  });

  it('reads whom a service means to talk to', () => {
    expect(web?.mentions.map(({ host, port, form, scheme }) => [host, port, form, scheme])).toEqual([
      ['db', 5432, 'url', 'postgres'],
      ['cache', undefined, 'word', undefined],
    ]);
  });

  it('lists every definition and every use of a name', () => {
    expect(project.symbols.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'service web',
      'alias www',
      'container-name front',
      'service db',
      'service cache',
      'network front',
      'network back',
    ]);
    expect(project.references.map(({ kind, name, role }) => `${kind} ${name} ${role}`)).toEqual([
      'network front membership',
      'network back membership',
      'service db depends-on',
      'service db link',
      'service db url',
      'service cache url',
      'service web network-mode',
    ]);
  });

  it('names the project as compose does', () => {
    const name = (text: string, environment = {}): Project['name']['value'] => projectOf(text, environment).name.value;
    expect(name('services: {}')).toBe('shop');
    expect(name('name: other\nservices: {}')).toBe('other');
    expect(name('name: other', { COMPOSE_PROJECT_NAME: 'given' })).toBe('given');
  });

  it('reads the intact part of broken text', () => {
    const broken = projectOf(
      'services:\n  web:\n    ports: [\n  db:\n    image: postgres\n    networks: [back]\nnetworks:\n  back: {internal: true}\n',
    );
    expect(broken.services.map((service) => service.name)).toEqual(['web', 'db']);
    expect(broken.networkNamed.get('back')?.internal).toBe(true);
  });

  it('reads allow comments and what they cover', () => {
    const text =
      'services:\n  # allow: published-data-service behind a firewall\n  db:\n    image: postgres # allow: nothing\n';
    expect(
      projectOf(text).suppressions.map(({ rule, reason, target }) => [
        rule,
        reason,
        text.slice(toRange(target).start, toRange(target).end).trim(),
      ]),
    ).toEqual([
      ['published-data-service', 'behind a firewall', 'db:\n    image: postgres'],
      ['nothing', '', 'image: postgres # allow: nothing'],
    ]);
  });
});
