import { randomNumbers } from './mutants.ts';

/** Networks of one host, and the host's own settings, made at random; the same for the same seed. */
export interface RandomCniHost {
  readonly id: string;
  readonly networks: readonly { readonly name: string; readonly text: string }[];
  readonly forward: 'accept' | 'drop';
  readonly bridgeNetfilter: boolean;
  /** A machine outside knows the way to every subnet. */
  readonly hasRoutesOutside: boolean;
}

type Pick = <Item>(...items: readonly Item[]) => Item;

/** Lists that the reference plugins take with what every kernel has; `up0` is an interface of the host in 192.0.2.0/24. */
export function randomCniHost(seed: number, index: number): RandomCniHost {
  const random = randomNumbers(seed * 100_003 + index);
  const pick: Pick = (...items) => items[Math.floor(random() * items.length)] as (typeof items)[number];
  const count = pick(1, 2, 2);
  const names = ['shop', 'pay'].slice(0, count);
  // some options only show when both networks have them
  const policy = pick('open', 'same-bridge', 'same-bridge', 'isolated');
  const networks = names.map((name, number) => {
    const plugins = [mainPlugin(pick, number), ...chained(pick, policy)];
    const isSound = plugins.filter((plugin) => plugin !== undefined);
    return {
      name,
      text: JSON.stringify({ cniVersion: pick('0.4.0', '1.0.0', '1.1.0'), name, plugins: isSound }, null, 2),
    };
  });
  return {
    id: `${seed}/${index}`,
    networks,
    forward: pick('accept', 'accept', 'drop'),
    bridgeNetfilter: pick(false, false, true),
    hasRoutesOutside: pick(false, true),
  };
}

function mainPlugin(pick: Pick, number: number): object {
  const kind = pick('bridge', 'bridge', 'bridge', 'bridge', 'ptp', 'macvlan');
  if (kind === 'macvlan') return macvlan(pick);
  const ipam = hostLocal(pick, number, kind === 'ptp');
  const masq = pick({}, { ipMasq: true }, { ipMasq: true }, { ipMasq: true, ipMasqBackend: 'nftables' });
  if (kind === 'ptp') return { type: kind, ...masq, ipam };
  const gateway = pick({}, { isGateway: true }, { isGateway: true }, { isGateway: true }, { isDefaultGateway: true });
  const isDefault = 'isDefaultGateway' in gateway;
  return {
    type: kind,
    bridge: pick(`br${number}`, `br${number}`, `br${number}`, 'br0'),
    ...gateway,
    ...masq,
    ...pick({}, {}, { hairpinMode: true }, { promiscMode: true }),
    ...pick({}, {}, {}, { portIsolation: true }),
    ...pick({}, {}, {}, { mtu: 1400 }),
    ...pick<object>(...Array.from({ length: 12 }, () => ({ ipam: isDefault ? withoutDefault(ipam) : ipam })), {}),
  };
}

function macvlan(pick: Pick): object {
  const ranges = [
    [{ subnet: '192.0.2.0/24', rangeStart: '192.0.2.100', rangeEnd: '192.0.2.200', gateway: '192.0.2.2' }],
  ];
  const routes = pick([], [{ dst: '0.0.0.0/0' }]);
  const ipam = { type: 'host-local', ranges, routes };
  return { type: 'macvlan', master: 'up0', mode: pick('bridge', 'bridge', 'private'), ipam };
}

interface HostLocal {
  readonly routes?: readonly { readonly dst: string }[];
}

function withoutDefault({ routes = [], ...ipam }: HostLocal): object {
  return { ...ipam, routes: routes.filter(({ dst }) => !dst.endsWith('/0')) };
}

function hostLocal(pick: Pick, number: number, isPtp: boolean): HostLocal {
  const four = pick(...Array.from({ length: 9 }, () => `10.${60 + number}.0.0/24`), '10.60.0.0/24');
  const six = `fd${60 + number}::/64`;
  const other = 61 - number;
  const families = pick([four], [four], [four, six], [six]);
  const routes = families.flatMap((subnet) => {
    const isFour = !subnet.includes(':');
    const everywhere = { dst: isFour ? '0.0.0.0/0' : '::/0' };
    const over = { dst: isFour ? `10.${other}.0.0/24` : `fd${other}::/64` };
    return pick<readonly { readonly dst: string }[]>([], [everywhere], [everywhere], [over]);
  });
  const gateway = isPtp ? {} : pick({}, {}, { gateway: '.254' });
  const ranges = families.map((subnet) => [
    { subnet, ...('gateway' in gateway && !subnet.includes(':') ? { gateway: subnet.replace('0/24', '254') } : {}) },
  ]);
  return { type: 'host-local', ranges, routes } as HostLocal;
}

function chained(pick: Pick, policy: string): readonly (object | undefined)[] {
  return [
    pick(undefined, portmap(pick), portmap(pick)),
    pick(undefined, { type: 'firewall', backend: 'iptables', ...(policy === 'open' ? {} : { ingressPolicy: policy }) }),
    pick(...Array.from({ length: 6 }, () => undefined), { type: 'tuning', mtu: 1300 }, { type: 'sbr' }),
  ];
}

const portmap = (pick: Pick): object => ({
  type: 'portmap',
  ...pick(
    { capabilities: { portMappings: true } },
    { capabilities: { portMappings: true } },
    { capabilities: { portMappings: true } },
    {},
  ),
  ...pick(
    {},
    {},
    {},
    { snat: false },
    { masqAll: true },
    { backend: 'nftables' },
    { conditionsV4: ['-s', '192.0.2.0/24'] },
  ),
});
