/** What an option of a network driver takes. */
export type OptionValue =
  | { readonly kind: 'text' | 'boolean' | 'mtu' | 'address' | 'interface' | 'encrypted' }
  | { readonly kind: 'word'; readonly words: readonly string[] };

const text: OptionValue = { kind: 'text' };
const boolean: OptionValue = { kind: 'boolean' };
const mtu: OptionValue = { kind: 'mtu' };
const gatewayMode: OptionValue = { kind: 'word', words: ['nat', 'nat-unprotected', 'routed', 'isolated'] };

/** Options that the engine itself reads, whatever the driver. */
const common: Readonly<Record<string, OptionValue>> = {
  'com.docker.network.driver.mtu': mtu,
  'com.docker.network.enable_ipv4': boolean,
  'com.docker.network.enable_ipv6': boolean,
  'com.docker.network.internal': text,
};

/** The drivers that come with the engine on Linux and their options (moby, libnetwork/drivers; measured on 28.5.2). */
export const driverOptions: ReadonlyMap<string, ReadonlyMap<string, OptionValue>> = new Map(
  Object.entries({
    bridge: {
      ...common,
      'com.docker.network.bridge.name': { kind: 'interface' },
      'com.docker.network.bridge.enable_icc': boolean,
      'com.docker.network.bridge.enable_ip_masquerade': boolean,
      'com.docker.network.bridge.inhibit_ipv4': boolean,
      'com.docker.network.bridge.default_bridge': boolean,
      'com.docker.network.bridge.host_binding_ipv4': { kind: 'address' },
      'com.docker.network.bridge.gateway_mode_ipv4': gatewayMode,
      'com.docker.network.bridge.gateway_mode_ipv6': gatewayMode,
      'com.docker.network.bridge.trusted_host_interfaces': text,
      'com.docker.network.host_ipv4': { kind: 'address' },
      'com.docker.network.host_ipv6': { kind: 'address' },
      'com.docker.network.container_iface_prefix': text,
    },
    overlay: {
      ...common,
      encrypted: { kind: 'encrypted' },
      'com.docker.network.driver.overlay.vxlanid_list': text,
    },
    macvlan: {
      ...common,
      parent: text,
      macvlan_mode: { kind: 'word', words: ['bridge', 'private', 'vepa', 'passthru'] },
    },
    ipvlan: {
      ...common,
      parent: text,
      ipvlan_mode: { kind: 'word', words: ['l2', 'l3', 'l3s'] },
      ipvlan_flag: { kind: 'word', words: ['bridge', 'private', 'vepa'] },
    },
  } satisfies Record<string, Readonly<Record<string, OptionValue>>>).map(([driver, options]) => [
    driver,
    new Map(Object.entries(options)),
  ]),
);

/** Drivers of the engine on Windows. */
const windowsDrivers = ['nat', 'transparent', 'l2bridge', 'l2tunnel', 'ics'];

/** Names that a compose file can give as `driver`. */
export const knownDrivers: readonly string[] = [...driverOptions.keys(), ...windowsDrivers];

/** The drivers that know an option of this name. */
export function driversWithOption(option: string): readonly string[] {
  return [...driverOptions].filter(([, options]) => options.has(option)).map(([driver]) => driver);
}
