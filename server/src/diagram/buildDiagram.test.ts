import { describe, expect, it } from 'vitest';
import { projectOf } from '../../../test/harness/compose.ts';
import type { Severity } from '../rules/rule.ts';
import { buildDiagram } from './buildDiagram.ts';
import type { DiagramFinding, DiagramModel } from './diagramModel.ts';

const modelOf = (text: string): DiagramModel => buildDiagram(projectOf(text), []);
const lineNames = (text: string): readonly string[] => modelOf(text).lines.map((line) => line.name);

describe('order of lines', () => {
  it('puts networks of published services first, then open ones, then internal ones by steps', () => {
    const text = `
services:
  db: { image: postgres, networks: [data] }
  api: { build: ., networks: [data, app] }
  web: { build: ., networks: [app, edge], ports: ["80:80"] }
  job: { build: ., networks: [out] }
  lonely: { build: ., networks: [island] }
networks:
  island: { internal: true }
  data: { internal: true }
  app: { internal: true }
  out:
  edge:
`;
    expect(lineNames(text)).toEqual(['host', 'edge', 'out', 'app', 'data', 'island']);
  });

  it("keeps the author's order where the distance is equal", () => {
    const text = `
services:
  web: { build: ., networks: [edge, b, a], ports: ["80:80"] }
networks: { edge: , b: { internal: true }, a: { internal: true } }
`;
    expect(lineNames(text)).toEqual(['host', 'edge', 'b', 'a']);
  });

  it('takes the network for the outer one whose port its author meant to publish, where all are internal', () => {
    const text = `
services:
  db: { image: postgres, networks: [data] }
  web: { build: ., networks: [data2, front], ports: ["80:80"] }
networks: { data: { internal: true }, data2: { internal: true }, front: { internal: true } }
`;
    expect(lineNames(text)).toEqual(['host', 'data2', 'front', 'data']);
  });

  it('adds lines for names that nothing declares and for networks of the engine', () => {
    const model = modelOf(`
services:
  a: { build: ., networks: [typo] }
  b: { build: ., network_mode: bridge }
  c: { build: ., network_mode: old_shop }
`);
    expect(model.lines.map(({ name, kind }) => [name, kind])).toEqual([
      ['host', 'host'],
      ['typo', 'undeclared'],
      ['bridge', 'engine'],
      ['old_shop', 'engine'],
    ]);
  });
});

describe('lines', () => {
  const lineOf = (network: string, services = '{ a: { build: ., networks: [n] } }') =>
    modelOf(`services: ${services}\nnetworks:\n  n: ${network}\n`).lines.find((line) => line.name === 'n');

  it('tell what the file says', () => {
    expect(
      lineOf('{ driver: overlay, attachable: true, internal: true, driver_opts: { encrypted: "" }, name: other }'),
    ).toMatchObject({
      realName: 'other',
      driver: 'overlay',
      internal: true,
      attachable: true,
      encrypted: true,
      external: false,
      subnets: [],
    });
  });

  it('call a bridge encrypted never, whatever its options say', () => {
    expect(lineOf('{ driver_opts: { encrypted: "true" } }')?.encrypted).toBe(false);
    expect(lineOf('{ driver: overlay, driver_opts: { encrypted: "false" } }')?.encrypted).toBe(false);
  });

  it('leave out what a variable hides', () => {
    const line = lineOf('{ internal: "${INTERNAL}", ipam: { config: [{ subnet: "${SUBNET}" }] } }');
    expect(line).toMatchObject({ internal: false, subnets: ['${SUBNET}'] });
    expect(line?.free).toBeUndefined();
  });

  it('count the addresses that are left', () => {
    const services = '{ a: { build: ., networks: [n] }, b: { build: ., networks: [n], deploy: { replicas: 3 } } }';
    expect(lineOf('{ ipam: { config: [{ subnet: 10.0.0.0/24 }] } }', services)).toMatchObject({
      free: 249n,
      members: 4,
    });
  });
});

describe('cards', () => {
  const cardOf = (service: string, rest = '') => {
    const model = modelOf(
      `services:\n  s: ${service}\n  other: { image: redis, networks: [a] }\n${rest}\nnetworks: { a: , b: }\n`,
    );
    return model.cards.find((card) => card.name === 's');
  };

  it('have one leg for each network, from the outside in, with addresses and aliases', () => {
    const card = cardOf(
      '{ image: "postgres:13", networks: { b: { ipv4_address: 10.0.0.5, aliases: [db, main] }, a: { ipv6_address: "fd00::5" } } }',
    );
    expect(card?.legs.map(({ line, addresses, aliases }) => ({ line, addresses, aliases }))).toEqual([
      { line: 'network:a', addresses: ['fd00::5'], aliases: [] },
      { line: 'network:b', addresses: ['10.0.0.5'], aliases: ['db', 'main'] },
    ]);
  });

  it('draw a network that stands twice once', () => {
    expect(cardOf('{ image: x, networks: [a, a] }')?.legs).toHaveLength(1);
  });

  it('know role, source, ports and replicas', () => {
    expect(
      cardOf('{ image: "registry.example:5000/team/postgres:13", networks: [a], deploy: { replicas: 2 } }'),
    ).toMatchObject({
      role: 'db',
      source: { kind: 'image', text: 'registry.example:5000/team/postgres:13' },
      listens: [{ text: '5432', published: false }],
      replicas: 2,
    });
    const ports = cardOf(
      '{ build: ./api, networks: [a], expose: ["8000", "8001", "53/udp"], ports: ["80:3000"], scale: "${N}" }',
    );
    expect(ports?.source).toEqual({ kind: 'build', text: './api' });
    expect(ports?.replicas).toBeUndefined();
    expect(ports?.listens).toEqual([
      { text: '53/udp', published: false },
      { text: '3000', published: true },
      { text: '8000-8001', published: false },
    ]);
  });

  it('are docked to the last owner of a network namespace', () => {
    const rest = '  proxy: { image: x, network_mode: service:other }';
    expect(cardOf('{ image: x, network_mode: service:proxy }', rest)?.dockedTo).toBe('service:other');
  });

  it('stand apart where there is no line for them', () => {
    expect(cardOf('{ image: x, network_mode: none }')).toMatchObject({ apart: 'no network at all', legs: [] });
    expect(cardOf('{ image: x, network_mode: container:y }')?.apart).toBe('shares the network of container y');
    expect(cardOf('{ image: x, network_mode: service:gone }')?.apart).toBe(
      'shares the network of gone, which is not here',
    );
    expect(cardOf('{ image: x, network_mode: service:s }')?.apart).toBeDefined();
    expect(cardOf('{ image: x, network_mode: "${MODE}" }')?.apart).toBe('network_mode ${MODE} is not known');
  });

  it('stand on the host with its network', () => {
    expect(cardOf('{ image: x, network_mode: host }')?.legs.map((leg) => leg.line)).toEqual(['place:host']);
  });
});

describe('pills', () => {
  const pillsOf = (ports: string, rest = 'networks: [out]') => {
    const model = modelOf(
      `services:\n  s: { image: x, ${rest}, ports: ${ports} }\nnetworks: { out: , in: { internal: true }, ext: { external: true } }\n`,
    );
    return model.pills.map(({ text, reach }) => `${text} ${reach}`);
  };

  it('say who can use a port', () => {
    const ports = '["80:8080", "127.0.0.1:5432:5432", "192.0.2.1:53:53/udp", "[::1]:1:1", "9000-9002:9000-9002", "7"]';
    expect(pillsOf(ports)).toEqual([
      '80→8080 all',
      '127.0.0.1:5432→5432 loopback',
      '192.0.2.1:53→53/udp address',
      '[::1]:1→1 loopback',
      '9000-9002→9000-9002 all',
      'any→7 all',
    ]);
  });

  it('say when nobody can', () => {
    expect(pillsOf('["80:80"]', 'networks: [in]')).toEqual(['80→80 nobody']);
    expect(pillsOf('["80:80"]', 'network_mode: host')).toEqual(['80→80 nobody']);
    expect(pillsOf('["80:80"]', 'networks: [in, out]')).toEqual(['80→80 all']);
  });

  it('say when the file does not tell', () => {
    expect(pillsOf('["80:80"]', 'networks: [ext]')).toEqual(['80→80 unknown']);
    expect(pillsOf('["127.0.0.1:80:80"]', 'networks: [ext]')).toEqual(['127.0.0.1:80→80 loopback']);
    expect(pillsOf('["${PORT}:80"]')).toEqual(['${PORT}:80 unknown']);
  });
});

describe('findings', () => {
  const text = `
services:
  web: { image: x, ports: ["80:80"], networks: [a] }
networks:
  a: { internal: true }
`;

  function withFindings(findings: readonly (readonly [Severity, string, string])[]): DiagramModel {
    const project = projectOf(text);
    const anchor = { uri: project.uri, offset: 0 };
    const placed = findings.map(([severity, needle, message]): DiagramFinding => {
      const start = text.indexOf(needle);
      const line = text.slice(0, start).split('\n').length;
      return {
        span: { anchor, start, end: start + needle.length },
        line,
        severity,
        message,
        rule: 'r',
        fixable: false,
      };
    });
    return buildDiagram(project, placed);
  }

  it('are counted at the card, line and pill that they stand in, the worst first', () => {
    const model = withFindings([
      ['warning', 'image: x', 'A `x`.'],
      ['error', '80:80', 'B.'],
      ['hint', 'internal', 'C.'],
    ]);
    expect(model.cards[0]?.mark).toEqual({ severity: 'error', count: 2, messages: ['B.', 'A x.'] });
    expect(model.lines[1]?.mark).toEqual({ severity: 'hint', count: 1, messages: ['C.'] });
    expect(model.pills[0]?.severity).toBe('error');
    expect(model.worst).toMatchObject({ message: 'B.', line: 3 });
    expect(model.findingCount).toBe(3);
  });

  it('are shown under the picture by severity, then by place; hints are not', () => {
    expect(withFindings([['hint', 'web', 'A.']]).worst).toBeUndefined();
    const model = withFindings([
      ['warning', 'internal', 'Later.'],
      ['warning', 'web', 'Earlier.'],
    ]);
    expect(model.worst?.message).toBe('Earlier.');
  });
});

it('says in the row of the internet what can come in', () => {
  const outside = (service: string): string => modelOf(`services: { s: { image: x, ${service} } }`).outside;
  expect(outside('ports: ["80:80"]')).toBe('everyone who can route to this machine');
  expect(outside('ports: ["127.0.0.1:80:80"]')).toBe('nothing comes in: ports are published for this machine only');
  expect(outside('expose: ["80"]')).toBe('nothing comes in: no port is published');
  expect(outside('network_mode: host')).toContain('listens on the host');
});

it('draws the first of two entries with one name', () => {
  expect(modelOf('services:\n  a: { image: x }\n  a: { image: y }\n').cards).toHaveLength(1);
});
