import fc from 'fast-check';

/** A made-up compose project, for property tests. */
export interface RandomStack {
  readonly networks: readonly { readonly name: string; readonly internal: boolean }[];
  readonly services: readonly RandomService[];
}

export interface RandomService {
  readonly name: string;
  /** Indexes of networks. */
  readonly networks: readonly number[];
  readonly ports: number;
  readonly mode: 'networks' | 'host' | 'none' | 'docked';
  /** Gives every membership an address and an alias. */
  readonly labelled?: boolean;
}

export function stack({ least = 0 }: { readonly least?: number } = {}): fc.Arbitrary<RandomStack> {
  return fc
    .record({
      internal: fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
      services: fc.array(
        fc.record({
          networks: fc.uniqueArray(fc.nat({ max: 6 }), { minLength: 1, maxLength: 4 }),
          ports: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat({ max: 9 })),
          mode: fc.oneof(
            { weight: 9, arbitrary: fc.constant('networks' as const) },
            fc.constantFrom('host' as const, 'none' as const, 'docked' as const),
          ),
          labelled: fc.boolean(),
          length: fc.nat({ max: 30 }),
        }),
        { minLength: least, maxLength: 45 },
      ),
    })
    .map(({ internal, services }) => ({
      networks: internal.map((value, index) => ({ name: `net${index}`, internal: value })),
      services: services.map(({ networks, length, ...rest }, index) => ({
        ...rest,
        name: `s${index}${'-long'.repeat(length / 5)}`,
        networks: [...new Set(networks.map((network) => network % internal.length))],
      })),
    }));
}

/** The project as a compose file. */
export function composeText({ networks, services }: RandomStack): string {
  const lines = ['name: random', 'services:'];
  const owner = services.find(({ name }) => /^s0(-|$)/.test(name))?.name ?? '';
  for (const service of services) {
    const index = Number(/\d+/.exec(service.name)?.[0] ?? 60);
    lines.push(`  ${service.name}:`, '    image: registry.example/team/program:1.2');
    lines.push(...placeOf(service, owner, index));
    if (service.ports > 0) {
      lines.push('    ports:');
      for (let port = 0; port < service.ports; port++) lines.push(`      - "${8000 + index * 10 + port}:${80 + port}"`);
    }
  }
  lines.push('networks:', ...networks.map(({ name, internal }) => `  ${name}: { internal: ${internal} }`));
  return lines.join('\n');
}

function placeOf(service: RandomService, owner: string, index: number): readonly string[] {
  if (service.mode === 'host' || service.mode === 'none') return [`    network_mode: ${service.mode}`];
  if (service.mode === 'docked' && service.name !== owner) return [`    network_mode: service:${owner}`];
  return [
    '    networks:',
    ...service.networks.map((network) =>
      service.labelled
        ? `      net${network}: { ipv4_address: 10.0.${network}.${index + 2}, aliases: [alias-${index}, other] }`
        : `      net${network}: {}`,
    ),
  ];
}
