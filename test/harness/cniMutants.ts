import { randomNumbers } from './mutants.ts';

/** A change of one place of a valid configuration. */
export interface CniMutant {
  readonly id: string;
  readonly text: string;
  /** What was changed, and how. */
  readonly kind: string;
  /** The valid text. */
  readonly base: string;
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const hostLocal = {
  type: 'host-local',
  ranges: [[{ subnet: '10.91.0.0/24', rangeStart: '10.91.0.10', rangeEnd: '10.91.0.99', gateway: '10.91.0.1' }]],
  routes: [{ dst: '0.0.0.0/0' }],
};
const bridge = {
  type: 'bridge',
  bridge: 'mut0',
  isGateway: true,
  ipMasq: true,
  mtu: 1400,
  hairpinMode: true,
  ipam: hostLocal,
};

/** Valid lists of plugins that work with what every kernel has; `up0` is an interface of the host. */
const bases: readonly Json[] = [
  {
    cniVersion: '1.0.0',
    name: 'mutant',
    plugins: [
      bridge,
      { type: 'portmap', capabilities: { portMappings: true } },
      { type: 'firewall', backend: 'iptables' },
    ],
  },
  {
    cniVersion: '0.4.0',
    name: 'mutant',
    plugins: [
      { ...bridge, promiscMode: false, ipam: { type: 'host-local', subnet: '10.91.0.0/24' } },
      { type: 'tuning', mtu: 1300, sysctl: { 'net.ipv4.conf.IFNAME.arp_filter': '1' } },
    ],
  },
  {
    cniVersion: '1.1.0',
    name: 'mutant',
    disableCheck: false,
    plugins: [
      { type: 'ptp', ipMasq: true, mtu: 1400, ipam: hostLocal, dns: { nameservers: ['10.1.0.1'], search: ['shop'] } },
      { type: 'bandwidth', ingressRate: 1000000, ingressBurst: 2000000 },
    ],
  },
  {
    cniVersion: '1.0.0',
    name: 'mutant',
    plugins: [
      {
        type: 'macvlan',
        master: 'up0',
        mode: 'bridge',
        mtu: 1400,
        ipam: {
          type: 'static',
          addresses: [{ address: '10.92.0.5/24', gateway: '10.92.0.1' }],
          routes: [{ dst: '10.93.0.0/16', gw: '10.92.0.1' }],
        },
      },
    ],
  },
  {
    cniVersion: '1.0.0',
    name: 'mutant',
    plugins: [
      {
        ...bridge,
        ipMasq: false,
        isDefaultGateway: true,
        forceAddress: false,
        ipam: { type: 'host-local', ranges: [[{ subnet: '10.91.0.0/24' }], [{ subnet: 'fd91::/64' }]] },
      },
    ],
  },
];

const values: readonly Json[] = [
  '',
  'x',
  '10.91.0.0/33',
  '10.91.0.300',
  '10.91.0.5',
  '300.1.1.1/24',
  'fd91::/64',
  -1,
  0,
  1.5,
  99999999999,
  true,
  false,
  null,
  [],
  {},
  ['x'],
  { x: 1 },
  'true',
  '1500',
];

/** Texts that differ from a valid configuration in one place; the same for the same seed. */
export function cniMutants(seed: number, count: number): readonly CniMutant[] {
  const random = randomNumbers(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  return Array.from({ length: count }, (_, index): CniMutant => {
    const base = pick(bases);
    const path = pick(pathsOf(base).filter((each) => each.length > 0));
    const kind = pick(['drop', 'value', 'value', 'value', 'rename', 'text', 'order', 'version', 'none']);
    const id = `${seed}/${index} ${kind} ${path.join('.')}`;
    return { id, kind, base: show(base), text: changed(base, path, kind, pick, random) };
  });
}

const show = (json: Json): string => JSON.stringify(json, null, 2);

function changed(
  base: Json,
  path: readonly (string | number)[],
  kind: string,
  pick: <Item>(items: readonly Item[]) => Item,
  random: () => number,
): string {
  switch (kind) {
    case 'drop':
      return show(replaced(base, path, () => undefined));
    case 'value':
      return show(replaced(base, path, () => pick(values)));
    case 'rename':
      return show(renamedAt(base, path));
    case 'order':
      return show(replaced(base, ['plugins'], (plugins) => (Array.isArray(plugins) ? plugins.toReversed() : plugins)));
    case 'version':
      return show(
        replaced(base, ['cniVersion'], () =>
          pick(['0.1.0', '0.2.0', '0.3.0', '0.3.1', '0.4.0', '1.0.0', '1.1.0', '1.2.0', 'v1.0.0', '1.0', '']),
        ),
      );
    case 'text': {
      const text = show(base);
      const at = Math.floor(random() * text.length);
      return pick([
        text.slice(0, at),
        `${text.slice(0, at)},${text.slice(at)}`,
        `${text.slice(0, at)}${text.slice(at + 1)}`,
        text.replace(/\n\s*\}/, ',\n}'),
        `// networks\n${text}`,
      ]);
    }
    default:
      return show(base);
  }
}

function pathsOf(json: Json, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof json !== 'object' || json === null) return [path];
  const entries: readonly (readonly [string | number, Json])[] = Array.isArray(json)
    ? [...json.entries()]
    : Object.entries(json);
  return [path, ...entries.flatMap(([key, value]) => pathsOf(value, [...path, key]))];
}

function replaced(
  json: Json,
  [key, ...rest]: readonly (string | number)[],
  change: (value: Json) => Json | undefined,
): Json {
  if (key === undefined) return change(json) ?? null;
  const isLast = rest.length === 0;
  if (Array.isArray(json)) {
    const items = json as readonly Json[];
    return items.flatMap((item, index): readonly Json[] => {
      if (index !== key) return [item];
      const value = isLast ? change(item) : replaced(item, rest, change);
      return value === undefined ? [] : [value];
    });
  }
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).flatMap(([name, item]): readonly (readonly [string, Json])[] => {
      if (name !== key) return [[name, item]];
      const value = isLast ? change(item) : replaced(item, rest, change);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function renamedAt(json: Json, path: readonly (string | number)[]): Json {
  const key = path.at(-1);
  if (typeof key !== 'string') return json;
  return replaced(json, path.slice(0, -1), (parent) =>
    Object.fromEntries(
      Object.entries(parent as object).map(([name, value]) => [name === key ? `${name}x` : name, value as Json]),
    ),
  );
}
