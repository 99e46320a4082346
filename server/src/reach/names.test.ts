import { describe, expect, it } from 'vitest';
import { projectOf } from '../../../test/harness/compose.ts';
import { defaultRouteOf } from './defaultRoute.ts';
import type { EngineFacts } from './engine.ts';
import { lookUp } from './names.ts';

const text = `
services:
  a: {image: x, networks: {n: {}, m: {aliases: [db]}, i: {}}, links: ['c:linked']}
  b: {image: x, networks: {n: {aliases: [DB, both]}}, deploy: {replicas: 2}}
  c: {image: x, networks: {n: {aliases: [both]}, i: {aliases: [both]}}, container_name: fixed}
  side: {image: x, network_mode: 'service:a'}
  machine: {image: x, network_mode: host}
  alone: {image: x, network_mode: none}
networks: {n: {}, m: {}, i: {internal: true}}
`;

/** `b in n, c in n`, or the kind of answer. */
const answer = (from: string, name: string, compose = text, engine: EngineFacts = { version: '28.5.2' }): string => {
  const project = projectOf(compose);
  const source = project.serviceNamed.get(from);
  if (!source) throw new Error(`no service ${from}`);
  const found = lookUp(project, source, name, engine);
  if (found.kind !== 'endpoints') return found.kind;
  return found.endpoints
    .map(({ service, membership }) => `${service.name} in ${membership.attachment.network}`)
    .join(', ');
};

describe('lookUp', () => {
  it.each([
    ['a', 'b', 'b in n'],
    ['a', 'B', 'b in n'],
    ['a', 'both', 'b in n, c in n'],
    // the first network by name that knows it answers alone
    ['a', 'db', 'a in m'],
    ['b', 'db', 'b in n'],
    ['a', 'linked', 'c in n'],
    ['b', 'linked', 'not-ours'],
    ['side', 'linked', 'c in n'],
    ['a', 'fixed', 'c in n'],
    ['a', 'shop-b-2', 'b in n'],
    ['a', 'shop-b-3', 'not-ours'],
    ['a', 'shop-c-1', 'not-ours'],
    ['a', 'side', 'not-ours'],
    ['machine', 'b', 'not-ours'],
    ['alone', 'b', 'not-ours'],
  ])('at %s, %s is %s', (from, name, expected) => {
    expect(answer(from, name)).toBe(expected);
  });

  it('goes through networks by priority, with a way out first, with IPv6 first, by name', () => {
    const four = (own: string): string => `
services:
  q: {image: x, networks: {${own}}}
  z: {image: x, networks: {z: {aliases: [dup]}}}
  six: {image: x, networks: {m: {aliases: [dup]}}}
  i: {image: x, networks: {a: {aliases: [dup]}}}
  b: {image: x, networks: {b: {aliases: [dup]}}}
networks: {z: {}, a: {internal: true}, m: {enable_ipv6: true}, b: {}}
`;
    expect(answer('q', 'dup', four('z: {}, a: {}, m: {}, b: {}'))).toBe('six in m');
    expect(answer('q', 'dup', four('z: {}, a: {}, b: {}'))).toBe('b in b');
    expect(answer('q', 'dup', four('z: {gw_priority: 1}, m: {}'))).toBe('z in z');
    expect(answer('q', 'dup', four('z: {}, a: {gw_priority: 5}'))).toBe('i in a');
    expect(answer('q', 'dup', four('z: {}, a: {gw_priority: 5}'), { version: '26.1.5' })).toBe('z in z');
    expect(answer('q', 'dup', four('z: {gw_priority: "${P}"}, a: {}'))).toBe('unknown');
  });

  it('does not guess a name that a variable hides', () => {
    expect(answer('a', 'db', text.replace('[db]', '["${ALIAS}"]'))).toBe('unknown');
  });
});

describe('defaultRouteOf', () => {
  const route = (own: string, engine: EngineFacts = {}): string => {
    const project = projectOf(`
services: {q: {image: x, networks: {${own}}}}
networks: {z: {}, a: {internal: true}, m: {enable_ipv6: true}, b: {}}
`);
    const service = project.serviceNamed.get('q');
    const found = service && defaultRouteOf(project, service, engine);
    return found?.kind === 'network' ? `${found.network} ${found.because}` : (found?.kind ?? '');
  };

  it.each([
    ['z: {}', 'z only'],
    ['a: {}', 'none'],
    ['z: {}, a: {}', 'z only'],
    ['z: {}, b: {}', 'b name'],
    ['z: {gw_priority: 1}, b: {}', 'z priority'],
    // measured: both families go through one network, whatever its priority
    ['z: {gw_priority: 1}, m: {}', 'm ipv6'],
    ['b: {}, m: {}', 'm ipv6'],
    ['m: {gw_priority: 1}, b: {}', 'm priority'],
  ])('{%s}: %s', (own, expected) => {
    expect(route(own)).toBe(expected);
  });

  it('knows that older engines ignore the priority', () => {
    expect(route('z: {gw_priority: 1}, b: {}', { version: '20.10.24' })).toBe('b name');
    expect(route('b: {}, m: {}', { version: '26.1.5' })).toBe('unknown');
  });
});
