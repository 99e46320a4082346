import type { ValueDoc } from './keyDoc.ts';

/** One option that a network driver knows. */
export interface DriverOption {
  readonly name: string;
  readonly drivers: readonly string[];
  readonly kind: 'boolean' | 'number' | 'text' | 'choice';
  /** One sentence, Markdown. */
  readonly summary: string;
  readonly since?: string;
  readonly values?: readonly ValueDoc[];
  /** A value to start from. */
  readonly example?: string;
}

const switches = (on: string, off: string): readonly ValueDoc[] => [
  { value: 'true', summary: on },
  { value: 'false', summary: off },
];

const gatewayModes: readonly ValueDoc[] = [
  { value: 'nat', summary: 'Addresses hide behind the machine, published ports are forwarded; the default.' },
  {
    value: 'nat-unprotected',
    summary: 'Like nat, but machines with a route reach every port, published or not (Engine 28).',
  },
  {
    value: 'routed',
    summary: 'No hiding: machines with a route reach published ports at the container’s own address (Engine 27).',
  },
  {
    value: 'isolated',
    summary: 'For internal networks: the machine gets no address there, so neither side reaches the other (Engine 28).',
  },
];

/** Options of a network (`networks.NAME.driver_opts`), of the drivers that come with the engine (docs.docker.com/engine/network/drivers). */
export const networkDriverOptions: readonly DriverOption[] = [
  {
    name: 'com.docker.network.bridge.name',
    drivers: ['bridge'],
    kind: 'text',
    summary: 'Name of the bridge on the machine, at most 15 characters; firewall rules can then refer to it.',
    example: 'br-shop',
  },
  {
    name: 'com.docker.network.bridge.enable_icc',
    drivers: ['bridge'],
    kind: 'boolean',
    summary: 'Whether members of the network may talk to each other.',
    values: switches('They may; the default.', 'They may not, except through published ports.'),
  },
  {
    name: 'com.docker.network.bridge.enable_ip_masquerade',
    drivers: ['bridge'],
    kind: 'boolean',
    summary: "Whether packets to the outside carry the machine's address.",
    values: switches(
      'They do, so answers find back; the default.',
      'They keep the container’s address: the network outside needs a route.',
    ),
  },
  {
    name: 'com.docker.network.bridge.gateway_mode_ipv4',
    drivers: ['bridge'],
    kind: 'choice',
    summary: 'How the network is connected with the world outside, for IPv4.',
    since: 'Engine 27; `isolated` and `nat-unprotected` Engine 28, older ones ignore them',
    values: gatewayModes,
  },
  {
    name: 'com.docker.network.bridge.gateway_mode_ipv6',
    drivers: ['bridge'],
    kind: 'choice',
    summary: 'How the network is connected with the world outside, for IPv6.',
    since: 'Engine 27; `isolated` and `nat-unprotected` Engine 28, older ones ignore them',
    values: gatewayModes,
  },
  {
    name: 'com.docker.network.bridge.host_binding_ipv4',
    drivers: ['bridge'],
    kind: 'text',
    summary: 'Address of the machine for published ports that name none; `127.0.0.1` keeps them all to this machine.',
    example: '127.0.0.1',
  },
  {
    name: 'com.docker.network.bridge.inhibit_ipv4',
    drivers: ['bridge'],
    kind: 'boolean',
    summary: 'Whether the bridge stays without an address, for gateways that you set up yourself.',
    values: switches(
      'It has none: nothing goes in or out unless you configure it.',
      'It has the gateway address; the default.',
    ),
  },
  {
    name: 'com.docker.network.bridge.trusted_host_interfaces',
    drivers: ['bridge'],
    kind: 'text',
    summary: 'Interfaces of the machine from which containers are reached directly, several joined by `:`.',
    since: 'Engine 28.2',
    example: 'eth1',
  },
  {
    name: 'com.docker.network.container_iface_prefix',
    drivers: ['bridge'],
    kind: 'text',
    summary: 'What interfaces in the containers are called; `eth`, then a number, when nothing is given.',
    example: 'eth',
  },
  {
    name: 'com.docker.network.host_ipv4',
    drivers: ['bridge'],
    kind: 'text',
    summary: 'Address of the machine that packets to the outside carry.',
    since: 'Engine 20.10',
  },
  {
    name: 'com.docker.network.host_ipv6',
    drivers: ['bridge'],
    kind: 'text',
    summary: 'IPv6 address of the machine that packets to the outside carry.',
    since: 'Engine 25',
  },
  {
    name: 'com.docker.network.driver.mtu',
    drivers: ['bridge', 'overlay'],
    kind: 'number',
    summary: 'Largest packet in bytes. In a VPN or cloud that carries less than 1500, connections hang without it.',
    example: '1400',
  },
  {
    name: 'encrypted',
    drivers: ['overlay'],
    kind: 'boolean',
    summary: 'Encrypts what goes from machine to machine with IPsec; needs IP protocol 50 between them.',
    values: [{ value: 'true', summary: 'Encrypted, at some cost in speed.' }],
  },
  {
    name: 'parent',
    drivers: ['macvlan', 'ipvlan'],
    kind: 'text',
    summary: 'Interface of the machine on whose link the containers are; `eth0.10` makes VLAN 10 on it.',
    example: 'eth0',
  },
  {
    name: 'macvlan_mode',
    drivers: ['macvlan'],
    kind: 'choice',
    summary: 'Whether containers on the same interface talk to each other, and how.',
    values: [
      { value: 'bridge', summary: 'Directly; the default.' },
      { value: 'private', summary: 'Not at all.' },
      { value: 'vepa', summary: 'Through the switch outside.' },
      { value: 'passthru', summary: 'One container takes the whole interface.' },
    ],
  },
  {
    name: 'ipvlan_mode',
    drivers: ['ipvlan'],
    kind: 'choice',
    summary: 'Whether the machine switches (layer 2) or routes (layer 3) for the containers.',
    values: [
      { value: 'l2', summary: 'Switches, like machines on the link; the default.' },
      { value: 'l3', summary: 'Routes: no broadcast, and the network outside needs a route.' },
      { value: 'l3s', summary: 'Routes, with the machine’s firewall rules applied.' },
    ],
  },
  {
    name: 'ipvlan_flag',
    drivers: ['ipvlan'],
    kind: 'choice',
    summary: 'Whether containers on the same interface talk to each other, and how.',
    values: [
      { value: 'bridge', summary: 'Directly; the default.' },
      { value: 'private', summary: 'Not at all.' },
      { value: 'vepa', summary: 'Through the switch outside.' },
    ],
  },
];

/** Options of one connection (`services.NAME.networks.NETWORK.driver_opts`). */
export const endpointOptions: readonly DriverOption[] = [
  {
    name: 'com.docker.network.endpoint.sysctls',
    drivers: ['bridge', 'overlay', 'macvlan', 'ipvlan'],
    kind: 'text',
    summary: 'Kernel settings of this interface, several joined by commas; `IFNAME` stands for its name.',
    since: 'Engine 27',
    example: 'net.ipv4.conf.IFNAME.log_martians=1',
  },
  {
    name: 'com.docker.network.endpoint.ifname',
    drivers: ['bridge', 'overlay', 'macvlan', 'ipvlan'],
    kind: 'text',
    summary: 'What the interface is called inside the container; `interface_name` says the same.',
    since: 'Engine 28',
    example: 'dmz0',
  },
];

/** The options that a driver knows; all where the driver is not known. */
export function optionsOf(driver: string | undefined): readonly DriverOption[] {
  return driver === undefined
    ? networkDriverOptions
    : networkDriverOptions.filter(({ drivers }) => drivers.includes(driver));
}

/** The option of this name, whatever the driver. */
export function driverOptionNamed(name: string): DriverOption | undefined {
  return [...networkDriverOptions, ...endpointOptions].find((option) => option.name === name);
}
