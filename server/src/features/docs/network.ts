import type { KeyDocs } from './keyDoc.ts';

/** Keys of a network under the top-level `networks`. */
export const networkDocs: KeyDocs = {
  'networks.*.name': {
    summary: 'The name that the engine knows the network by, instead of project and key joined by `_`.',
    more: 'It is used as it stands, without the project as a prefix. Two projects that give the same name share the network, or fight over it: mark it `external` in all but one.',
    link: 'networks/#name',
  },
  'networks.*.driver': {
    summary: 'What the network is made of; `bridge`, a switch inside this machine, when nothing is given.',
    more: 'Only an overlay reaches over several machines, and only an overlay can encrypt. A driver that is not installed makes `up` wait 15 seconds and fail.',
    link: 'networks/#driver',
    values: [
      { value: 'bridge', summary: 'A virtual switch inside this machine; the usual choice and the default.' },
      { value: 'overlay', summary: 'One network over several machines of a swarm; needs `docker swarm init`.' },
      { value: 'macvlan', summary: 'Containers get a MAC and an address on the real LAN, beside the machines there.' },
      { value: 'ipvlan', summary: 'Like macvlan, but all containers share the MAC of the machine.' },
    ],
  },
  'networks.*.driver_opts': {
    summary: 'Settings for the driver, as names and texts. The engine accepts unknown names without a word.',
    more: 'Values are texts: write `"true"` and `"1400"` in quotes. Which names exist depends on the driver.',
    link: 'networks/#driver_opts',
  },
  'networks.*.ipam': {
    summary: 'Which addresses the network has (IP address management).',
    more: 'Without it the engine takes the next free block of its own pools, another one on each machine. Give it when services need fixed addresses, or when blocks must not clash with a VPN or the office network.',
    link: 'networks/#ipam',
  },
  'networks.*.ipam.driver': {
    summary: 'Who gives out the addresses; `default`, the engine itself, is nearly always right.',
    more: 'A plugin that is not installed makes `up` wait 15 seconds and fail.',
    link: 'networks/#ipam',
    values: [{ value: 'default', summary: 'The engine gives out addresses from the configured subnets.' }],
  },
  'networks.*.ipam.config': {
    summary: 'The address blocks of the network: one item for IPv4, a second one for IPv6.',
    link: 'networks/#ipam',
  },
  'networks.*.ipam.config[].subnet': {
    summary: 'The block of addresses, as network address and prefix length: `172.20.1.0/24` holds 256.',
    more: 'Of a /24, 253 are left for containers: the first is the network itself, the last is broadcast, and one is the gateway. No two networks of the machine may overlap, and host bits must be zero (`172.20.1.0/24`, not `172.20.1.5/24`).',
    link: 'networks/#ipam',
  },
  'networks.*.ipam.config[].ip_range': {
    summary: 'The part of the subnet from which the engine picks addresses by itself.',
    more: 'Fixed addresses outside of it can then never be taken by another container. It must lie in the subnet.',
    link: 'networks/#ipam',
  },
  'networks.*.ipam.config[].gateway': {
    summary: 'The address of the router of this network; the first address of the subnet when nothing is given.',
    more: 'On a bridge this is the machine itself. It must lie in the subnet, and no container can have it.',
    link: 'networks/#ipam',
  },
  'networks.*.ipam.config[].aux_addresses': {
    summary: 'Addresses that no container may get, because something else has them, each with a name for it.',
    more: 'Useful with macvlan, where other machines sit in the same subnet.',
    link: 'networks/#ipam',
  },
  'networks.*.ipam.options': {
    summary: 'Settings for the driver that gives out addresses; the default one has none.',
    link: 'networks/#ipam',
  },
  'networks.*.external': {
    summary: 'The network exists already, made by someone else: compose only looks it up and never removes it.',
    more: '`up` fails when it is missing. Beside it only `name` makes sense. Its driver, addresses and members cannot be told from this file.',
    link: 'networks/#external',
  },
  'networks.*.external.name': {
    summary: 'Old place for the name of an existing network; write `name:` beside `external: true` instead.',
    link: 'networks/#external',
  },
  'networks.*.internal': {
    summary: 'Closes the network: no way out to the internet, and no published ports in.',
    more: 'Members still talk to each other. Two things surprise: **ports of a service that has internal networks only are not published at all**, and nobody says so; and the machine itself still reaches every member, and they reach services of the machine through the gateway address.',
    link: 'networks/#internal',
  },
  'networks.*.attachable': {
    summary: 'Lets containers join that are no service of a swarm, `docker run --network …` for one.',
    more: 'Matters for overlay networks only; anything can join a bridge anyway.',
    link: 'networks/#attachable',
  },
  'networks.*.enable_ipv4': {
    summary: 'Whether members get IPv4 addresses; they do unless this says `false`.',
    since: 'Compose 2.33.1 and Engine 28',
    link: 'networks/#enable_ipv4',
  },
  'networks.*.enable_ipv6': {
    summary: 'Gives members an IPv6 address beside the IPv4 one.',
    more: 'An IPv6 subnet alone does not switch it on: without this the block is accepted and stays unused.',
    link: 'networks/#enable_ipv6',
  },
  'networks.*.labels': {
    summary: 'Notes on the network, as names and values, for tools that read them.',
    link: 'networks/#labels',
  },
};
