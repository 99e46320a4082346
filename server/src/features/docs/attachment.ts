import type { KeyDocs } from './keyDoc.ts';

/** Keys of one membership: `services.NAME.networks.NETWORK`. */
export const attachmentDocs: KeyDocs = {
  'services.*.networks.*.aliases': {
    summary: 'Further host names for the service, on this network only.',
    more: 'An alias that two services have on one network resolves to both, and a client gets one or the other.',
    link: 'services/#aliases',
  },
  'services.*.networks.*.interface_name': {
    summary: 'What the network interface is called inside the container, instead of `eth0`, `eth1` …',
    since: 'Compose 2.36.0 and Engine 28.1',
    link: 'services/#interface_name',
  },
  'services.*.networks.*.ipv4_address': {
    summary: 'A fixed IPv4 address on this network.',
    more: 'The network needs a `subnet` of its own that holds it. It must not be the gateway, nor the first or last address of the subnet, and it allows one replica only. Prefer the service name: it needs no fixed address.',
    link: 'services/#ipv4_address-ipv6_address',
  },
  'services.*.networks.*.ipv6_address': {
    summary: 'A fixed IPv6 address on this network.',
    more: 'The network needs an IPv6 `subnet` that holds it and `enable_ipv6: true`.',
    link: 'services/#ipv4_address-ipv6_address',
  },
  'services.*.networks.*.link_local_ips': {
    summary: 'Addresses that are valid on the link only and that you look after yourself.',
    link: 'services/#link_local_ips',
  },
  'services.*.networks.*.mac_address': {
    summary: 'The MAC address of the interface on this network.',
    more: 'Needed where a licence or a DHCP server knows machines by it. Two members with the same one disturb each other.',
    since: 'Compose 2.23.2 and Engine 25',
    link: 'services/#mac_address-1',
  },
  'services.*.networks.*.driver_opts': {
    summary: 'Settings for this one connection, as names and texts.',
    since: 'Compose 2.27.1',
    link: 'services/#driver_opts',
  },
  'services.*.networks.*.priority': {
    summary: 'The order in which compose connects the networks, the highest first.',
    more: 'It decides neither the default route (that is `gw_priority`) nor the name of the interface.',
    link: 'services/#priority',
  },
  'services.*.networks.*.gw_priority': {
    summary: 'Which network carries the way out: the one with the highest number.',
    more: 'Among equals, and on older engines always, it is the first network by name that is not internal.',
    since: 'Compose 2.33.1 and Engine 28',
    link: 'services/#gw_priority',
  },
};
