/** A configuration with a known fault, and the text of the token that shall be marked. */
interface SeenFault {
  readonly text: string;
  readonly token: string;
  /** The name of the file, where that matters. */
  readonly name?: string;
  /** Other files of the folder. */
  readonly files?: Readonly<Record<string, string>>;
  readonly installed?: { readonly plugins: string };
}

/** Nothing in the file tells it apart from one that works. */
interface UnseenFault {
  readonly unseen: string;
}

export type KnownFault = SeenFault | UnseenFault;

const list = (...plugins: readonly string[]): string =>
  `{ "cniVersion": "1.0.0", "name": "n", "plugins": [${plugins.join(', ')}] }`;
const versioned = (version: string, ...plugins: readonly string[]): string =>
  list(...plugins).replace('"1.0.0"', version);
const localWith = (more: string): string => `"ipam": { "type": "host-local", ${more} }`;
const local = localWith('"subnet": "10.50.0.0/24"');
const gatewayed = (more: string): string =>
  `{ "type": "bridge", "bridge": "b0", "isGateway": true, "ipMasq": true, ${localWith(more)} }`;
const plugin = (type: string, ...more: readonly string[]): string => `{ ${[`"type": "${type}"`, ...more].join(', ')} }`;
const bridge = (...more: readonly string[]): string => plugin('bridge', '"bridge": "b0"', ...more, local);
const routed = (...routes: readonly string[]): string =>
  gatewayed(`"subnet": "10.50.0.0/24", "routes": [${routes.join(', ')}]`);
const withStatic = (more: string): string => plugin('bridge', `"ipam": { "type": "static", ${more} }`);
const portmap = '{ "type": "portmap", "capabilities": { "portMappings": true } }';
const macvlan = (...more: readonly string[]): string => plugin('macvlan', '"master": "eth0"', ...more);
const named = (name: string, ...plugins: readonly string[]): string => list(...plugins).replace('"n"', `"${name}"`);

const host = 'It depends on the host: ';
const runtime = 'It depends on the runtime: ';

/** Every fault of the reference by its id. */
export const knownFaults: Readonly<Record<string, KnownFault>> = {
  'json-syntax': { text: list(bridge()).replace(' }] }', ' },] }'), token: ',' },
  'json-comment': { text: `// x\n${list(bridge())}`, token: '// x' },
  'json-bom': { text: `\uFEFF${list(bridge())}`, token: '\uFEFF' },
  'json-duplicate-key': { text: list(bridge()).replace('"name"', '"name": "a", "name"'), token: '"name"' },
  'json-two-values': { text: `${list(bridge())}{}`, token: '{' },
  'json-top-level': { text: '[1]', token: '[1]' },
  'key-case': { text: list(bridge()).replace('"name"', '"Name"'), token: 'Name' },
  'unknown-key': { text: list(bridge('"isMasq": true')), token: 'isMasq' },
  'key-wrong-level': { text: list(bridge('"subnet": "10.50.0.0/24"')), token: 'subnet' },
  'type-mismatch': { text: list(bridge('"mtu": "1500"')), token: '"1500"' },
  'number-not-integer': { text: list(bridge('"mtu": 1500.5')), token: '1500.5' },
  'name-missing': { text: list(bridge()).replace('"name": "n", ', ''), token: '{' },
  'name-invalid': { text: named('my net', bridge()), token: 'my net' },
  'name-too-long': { text: named('n'.repeat(240), bridge()), token: 'n'.repeat(240) },
  'name-duplicate-in-dir': {
    text: list(bridge()),
    token: 'n',
    files: { '05-a.conflist': list(plugin('bridge', '"bridge": "b1"')) },
  },
  'version-missing': { text: list(bridge()).replace('"cniVersion": "1.0.0", ', ''), token: '{' },
  'version-unsupported': { text: versioned('"1.7.1"', bridge()), token: '1.7.1' },
  'version-number': { text: versioned('1.0', bridge()), token: '1.0' },
  'version-too-old-for-plugin': { text: versioned('"0.3.1"', bridge(), plugin('firewall')), token: '"firewall"' },
  'version-too-new-for-installed': {
    text: versioned('"1.1.0"', bridge()),
    token: '1.1.0',
    installed: { plugins: '1.1.1' },
  },
  'versions-no-plugin': {
    text: list(bridge()).replace('"1.0.0"', '"0.4.0", "cniVersions": ["0.4.0", "0.5.0"]'),
    token: '0.5.0',
  },
  'plugins-missing': { text: '{ "cniVersion": "1.0.0", "name": "n" }', token: '{' },
  'plugins-empty': { text: list(), token: '[]' },
  'conf-holds-list': { name: '10-x.conf', text: list(bridge()), token: 'plugins' },
  'conflist-holds-single': { text: '{ "cniVersion": "1.0.0", "name": "n", "type": "bridge" }', token: 'type' },
  'conf-single-deprecated': {
    name: '10-x.conf',
    text: '{ "cniVersion": "1.0.0", "name": "n", "type": "bridge" }',
    token: '"bridge"',
  },
  'file-extension': { unseen: 'A file with another ending is not taken for the configuration of a network.' },
  'bool-as-string': {
    text: list(bridge()).replace('"name"', '"disableCheck": "true", "name"'),
    token: '"true"',
  },
  'load-only-without-plugins': {
    text: '{ "cniVersion": "1.1.0", "name": "n", "loadOnlyInlinedPlugins": true }',
    token: '{',
  },
  'type-missing': { text: list('{}'), token: '{' },
  'type-path': { text: list(plugin('bin/bridge')), token: 'bin/bridge' },
  'type-unknown': { text: list(plugin('brigde')), token: 'brigde' },
  'type-flannel-moved': {
    unseen: `${host}whether the package of flannel is installed; its own manifests see to that.`,
  },
  'type-ipam-as-plugin': { text: list(bridge(), plugin('host-local')), token: '"host-local"' },
  'reserved-key': { text: list(bridge('"runtimeConfig": {}')), token: 'runtimeConfig' },
  'entry-version-ignored': { text: list(bridge('"cniVersion": "0.1.0"')), token: 'cniVersion' },
  'order-meta-first': { text: list(portmap, bridge()), token: '"portmap"' },
  'order-bandwidth-first-crash': { text: list(plugin('bandwidth'), bridge()), token: '"bandwidth"' },
  'order-two-interface': { text: list(bridge(), bridge()), token: '"bridge"' },
  'order-meta-duplicate': { text: list(bridge(), plugin('tuning'), plugin('tuning')), token: '"tuning"' },
  'bandwidth-needs-veth': {
    text: list(
      macvlan('"ipam": { "type": "dhcp" }'),
      plugin('bandwidth', '"ingressRate": 80000, "ingressBurst": 80000'),
    ),
    token: '"bandwidth"',
  },
  'portmap-needs-nat-path': { text: list(macvlan('"ipam": { "type": "dhcp" }'), portmap), token: '"portmap"' },
  'firewall-policy-needs-bridge': {
    text: list(plugin('ptp', local), plugin('firewall', '"ingressPolicy": "same-bridge"')),
    token: '"same-bridge"',
  },
  'sbr-check': { text: list(macvlan(local), plugin('sbr')), token: '"sbr"' },
  'capability-missing': { text: list(bridge(), plugin('portmap')), token: '"portmap"' },
  'capability-missing-bandwidth': { text: list(bridge(), plugin('bandwidth')), token: '"bandwidth"' },
  'capability-unknown': {
    text: list(bridge(), plugin('portmap', '"capabilities": { "portMapping": true, "portMappings": true }')),
    token: 'portMapping',
  },
  'capability-type': {
    text: list(bridge(), plugin('portmap', '"capabilities": ["portMappings"]')),
    token: '["portMappings"]',
  },
  'capability-static-wins': {
    text: list(
      bridge(),
      plugin('bandwidth', '"ingressRate": 80000, "ingressBurst": 80000', '"capabilities": { "bandwidth": true }'),
    ),
    token: 'capabilities',
  },
  'ipam-missing': { text: list(plugin('ptp')), token: '"ptp"' },
  'ipam-missing-bridge': { text: list(plugin('bridge')), token: '"bridge"' },
  'ipam-type-missing': { text: list(plugin('bridge', '"ipam": { "subnet": "10.50.0.0/24" }')), token: 'ipam' },
  'ipam-type-unknown': { text: list(plugin('bridge', '"ipam": { "type": "hostlocal" }')), token: 'hostlocal' },
  'subnet-missing': { text: list(plugin('bridge', '"ipam": { "type": "host-local" }')), token: '"host-local"' },
  'subnet-not-cidr': { text: list(gatewayed('"subnet": "10.50.0.0"')), token: '10.50.0.0' },
  'subnet-host-bits': { text: list(gatewayed('"subnet": "10.50.0.5/24"')), token: '10.50.0.5/24' },
  'subnet-too-small': { text: list(gatewayed('"subnet": "10.50.0.0/31"')), token: '10.50.0.0/31' },
  'subnet-tiny': { text: list(gatewayed('"subnet": "10.50.0.0/30"')), token: '10.50.0.0/30' },
  'subnet-special': { text: list(gatewayed('"subnet": "127.0.0.0/8"')), token: '127.0.0.0/8' },
  'subnet-gateway-swapped': {
    text: list(gatewayed('"subnet": "10.4.0.1", "gateway": "10.4.0.0/24"')),
    token: '10.4.0.1',
  },
  'range-outside': {
    text: list(gatewayed('"subnet": "10.50.0.0/24", "rangeStart": "10.51.0.10"')),
    token: '10.51.0.10',
  },
  'range-reversed': {
    text: list(gatewayed('"subnet": "10.50.0.0/24", "rangeStart": "10.50.0.200", "rangeEnd": "10.50.0.100"')),
    token: '10.50.0.200',
  },
  'range-syntax': {
    text: list(gatewayed('"subnet": "10.50.0.0/24", "rangeStart": "10.50.0.10/24"')),
    token: '10.50.0.10/24',
  },
  'range-edge': {
    text: list(gatewayed('"subnet": "10.50.0.0/24", "rangeEnd": "10.50.0.255"')),
    token: '10.50.0.255',
  },
  'range-only-gateway': {
    text: list(gatewayed('"subnet": "10.50.0.0/24", "rangeStart": "10.50.0.1", "rangeEnd": "10.50.0.1"')),
    token: '10.50.0.1',
  },
  'range-ignored': {
    text: list(gatewayed('"ranges": [[{ "subnet": "10.50.0.0/24" }]], "rangeStart": "10.50.0.9"')),
    token: 'rangeStart',
  },
  'ranges-flat': {
    text: list(gatewayed('"ranges": [{ "subnet": "10.50.0.0/24" }]')),
    token: '{ "subnet": "10.50.0.0/24" }',
  },
  'ranges-mixed-family': {
    text: list(gatewayed('"ranges": [[{ "subnet": "10.50.0.0/24" }, { "subnet": "fd00::/64" }]]')),
    token: 'fd00::/64',
  },
  'ranges-overlap': {
    text: list(gatewayed('"ranges": [[{ "subnet": "10.50.0.0/24" }], [{ "subnet": "10.50.0.0/25" }]]')),
    token: '10.50.0.0/25',
  },
  'ranges-two-v4-gateway': {
    text: list(gatewayed('"ranges": [[{ "subnet": "10.50.0.0/24" }], [{ "subnet": "10.51.0.0/24" }]]')),
    token: '10.51.0.0/24',
  },
  'ranges-two-old-version': {
    text: versioned(
      '"0.2.0"',
      plugin('bridge', localWith('"ranges": [[{ "subnet": "10.50.0.0/24" }], [{ "subnet": "10.51.0.0/24" }]]')),
    ),
    token: '10.51.0.0/24',
  },
  'gateway-outside': {
    text: list(gatewayed('"subnet": "10.50.0.0/24", "gateway": "10.60.0.1", "routes": [{ "dst": "0.0.0.0/0" }]')),
    token: '10.60.0.1',
  },
  'gateway-family': { text: list(gatewayed('"subnet": "10.50.0.0/24", "gateway": "fd00::1"')), token: 'fd00::1' },
  'gateway-network-broadcast': {
    text: list(gatewayed('"subnet": "10.50.0.0/24", "gateway": "10.50.0.255", "routes": [{ "dst": "0.0.0.0/0" }]')),
    token: '10.50.0.255',
  },
  'gateway-self': {
    text: list(withStatic('"addresses": [{ "address": "10.50.0.1/24", "gateway": "10.50.0.1" }]')),
    token: '10.50.0.1',
  },
  'subnet-overlap-files': {
    text: list(bridge()),
    token: '10.50.0.0/24',
    files: { '05-a.conflist': named('a', plugin('bridge', '"bridge": "b1"', local)) },
  },
  'subnet-shared-bridge': {
    text: list(bridge()),
    token: '10.50.0.0/24',
    files: { '05-a.conflist': named('a', bridge()) },
  },
  'subnet-overlap-host': { unseen: `${host}which subnets its interfaces and routes have.` },
  'static-addresses-missing': { text: list(plugin('bridge', '"ipam": { "type": "static" }')), token: '"static"' },
  'static-address-cidr': { text: list(withStatic('"addresses": [{ "address": "10.50.0.9" }]')), token: '10.50.0.9' },
  'static-reused': { unseen: `${runtime}how many containers it adds to the network.` },
  'dhcp-daemon': { unseen: `${host}whether the DHCP daemon runs.` },
  'dhcp-option': {
    text: list(macvlan('"ipam": { "type": "dhcp", "request": [{ "option": "300" }] }')),
    token: '300',
  },
  'resolvconf-path': {
    text: list(gatewayed('"subnet": "10.50.0.0/24", "resolvConf": "resolv.conf"')),
    token: 'resolv.conf',
  },
  'datadir-relative': { text: list(gatewayed('"subnet": "10.50.0.0/24", "dataDir": "rel/ipam"')), token: 'rel/ipam' },
  'dns-not-ip': { text: list(bridge('"dns": { "nameservers": ["8.8.8.888"] }')), token: '8.8.8.888' },
  'dns-lost': {
    text: list(
      macvlan(
        '"ipam": { "type": "static", "addresses": [{ "address": "10.50.0.9/24" }], "dns": { "nameservers": ["10.0.0.1"] } }',
      ),
    ),
    token: 'dns',
  },
  'route-not-cidr': { text: list(routed('{ "dst": "default" }')), token: 'default' },
  'route-host-bits': { text: list(routed('{ "dst": "10.9.0.5/16" }')), token: '10.9.0.5/16' },
  'route-gw-offlink': { text: list(routed('{ "dst": "0.0.0.0/0", "gw": "10.99.0.1" }')), token: '10.99.0.1' },
  'route-duplicate': { text: list(routed('{ "dst": "0.0.0.0/0" }', '{ "dst": "0.0.0.0/0" }')), token: '0.0.0.0/0' },
  'route-family': {
    text: list(gatewayed('"subnet": "fd00::/64", "routes": [{ "dst": "0.0.0.0/0" }]')),
    token: '0.0.0.0/0',
  },
  'default-gateway-twice': {
    text: list(
      plugin(
        'bridge',
        '"isDefaultGateway": true',
        localWith('"subnet": "10.50.0.0/24", "routes": [{ "dst": "0.0.0.0/0" }]'),
      ),
    ),
    token: '0.0.0.0/0',
  },
  'default-route-no-gateway': {
    text: list(plugin('bridge', localWith('"subnet": "10.50.0.0/24", "routes": [{ "dst": "0.0.0.0/0" }]'))),
    token: '0.0.0.0/0',
  },
  'masq-without-gateway': { text: list(plugin('bridge', '"ipMasq": true', local)), token: 'ipMasq' },
  'gateway-without-masq': {
    text: list(
      plugin('bridge', '"isGateway": true', localWith('"subnet": "10.50.0.0/24", "routes": [{ "dst": "0.0.0.0/0" }]')),
    ),
    token: 'isGateway',
  },
  'gateway-without-route': { text: list(bridge('"isGateway": true', '"ipMasq": true')), token: 'isGateway' },
  'gateway-without-ipam': { text: list(plugin('bridge', '"isGateway": true')), token: 'isGateway' },
  'ifname-invalid': {
    text: list(plugin('bridge', '"bridge": "do-not-use-google-subnets"', local)),
    token: 'do-not-use-google-subnets',
  },
  'bridge-not-bridge': { text: list(plugin('bridge', '"bridge": "lo"', local)), token: 'lo' },
  'bridge-shared-subnet': {
    text: list(bridge('"isGateway": true')),
    token: 'b0',
    files: { '05-a.conflist': named('a', gatewayed('"subnet": "10.51.0.0/24"')) },
  },
  'force-address-shared': {
    text: list(bridge('"isGateway": true', '"forceAddress": true')),
    token: 'b0',
    files: { '05-a.conflist': named('a', gatewayed('"subnet": "10.51.0.0/24"')) },
  },
  'hairpin-promisc': { text: list(bridge('"hairpinMode": true', '"promiscMode": true')), token: 'promiscMode' },
  'hairpin-off-portmap': { text: list(bridge('"isGateway": true'), portmap), token: '"portmap"' },
  'disable-ci-ipam': { text: list(bridge('"disableContainerInterface": true')), token: 'disableContainerInterface' },
  'vlan-range': { text: list(bridge('"vlan": 4095')), token: '4095' },
  'vlan-trunk-pair': { text: list(bridge('"vlanTrunk": [{ "minID": 5 }]')), token: 'minID' },
  'vlan-id-missing': { text: list(plugin('vlan', '"master": "eth0"', local)), token: '"vlan"' },
  'preserve-vlan-alone': { text: list(bridge('"preserveDefaultVlan": true')), token: 'preserveDefaultVlan' },
  'mtu-range': { text: list(bridge('"mtu": 65536')), token: '65536' },
  'mtu-above-parent': { unseen: `${host}the MTU of the interface that is the master.` },
  'mtu-tuning-above-bridge': { text: list(bridge('"mtu": 1400'), plugin('tuning', '"mtu": 1500')), token: '1500' },
  'mtu-jumbo-bridge': { unseen: `${host}the MTU of its uplink.` },
  'backend-enum': { text: list(bridge('"ipMasq": true', '"ipMasqBackend": "nft"')), token: 'nft' },
  'backend-alone': { text: list(bridge('"ipMasqBackend": "nftables"')), token: 'ipMasqBackend' },
  'firewall-backend': { text: list(bridge(), plugin('firewall', '"backend": "nftables"')), token: 'nftables' },
  'firewall-policy': {
    text: list(bridge(), plugin('firewall', '"ingressPolicy": "same_bridge"')),
    token: 'same_bridge',
  },
  'firewall-policy-one-sided': {
    text: list(gatewayed('"subnet": "10.50.0.0/24"'), plugin('firewall', '"ingressPolicy": "same-bridge"')),
    token: 'same-bridge',
    files: {
      '05-a.conflist': named(
        'a',
        plugin('bridge', '"bridge": "b1"', '"isGateway": true', localWith('"subnet": "10.51.0.0/24"')),
      ),
    },
  },
  'firewall-chain-name': {
    text: list(bridge(), plugin('firewall', '"iptablesAdminChainName": "MY CHAIN"')),
    token: 'MY CHAIN',
  },
  'firewall-portmap': { unseen: `${host}whether it drops what is forwarded.` },
  'firewall-missing': { unseen: `${host}whether it drops what is forwarded.` },
  'enum-mode': { text: list(macvlan('"mode": "Bridge"', '"ipam": { "type": "dhcp" }')), token: 'Bridge' },
  'master-missing': { text: list(plugin('vlan', '"vlanId": 5', local)), token: '"vlan"' },
  'master-default': { unseen: `${host}whether it has a default route; where it has, its interface may be meant.` },
  'macvlan-passthru': { unseen: `${runtime}how many containers it adds to the network.` },
  'macvlan-ipvlan-same-master': {
    text: list(plugin('ipvlan', '"master": "eth0"', local)),
    token: 'eth0',
    files: { '05-a.conflist': named('a', macvlan('"ipam": { "type": "dhcp" }')) },
  },
  'ipvlan-l3-dhcp': {
    text: list(plugin('ipvlan', '"master": "eth0"', '"mode": "l3"', '"ipam": { "type": "dhcp" }')),
    token: '"dhcp"',
  },
  'macvlan-host': { unseen: 'It is what macvlan is: nothing in the file is wrong. Its hover says so.' },
  'mac-invalid': { text: list(macvlan('"mac": "zz"', local)), token: 'zz' },
  'tap-mac-ignored': {
    text: list(plugin('tap', '"mac": "02:00:00:00:00:05"', '"owner": 0', '"group": 0', local)),
    token: 'mac',
  },
  'tap-bridge': { text: list(plugin('tap', '"bridge": "b0"', local)), token: 'bridge' },
  'host-device-key': { text: list(plugin('host-device')), token: '"host-device"' },
  'host-device-uplink': { unseen: `${host}which interface has its default route.` },
  'portmap-mark': { text: list(bridge(), portmap.replace(' }', ', "markMasqBit": 32 }')), token: '32' },
  'portmap-conditions': {
    text: list(bridge(), plugin('portmap', '"conditionsV4": "-d 1.2.3.4"', '"capabilities": { "portMappings": true }')),
    token: '"-d 1.2.3.4"',
  },
  'portmap-snat-false': {
    text: list(bridge(), plugin('portmap', '"snat": false', '"capabilities": { "portMappings": true }')),
    token: 'snat',
  },
  'bandwidth-pair': { text: list(bridge(), plugin('bandwidth', '"ingressRate": 80000')), token: 'ingressRate' },
  'bandwidth-burst-small': {
    text: list(bridge(), plugin('bandwidth', '"ingressRate": 80000', '"ingressBurst": 8000')),
    token: '8000',
  },
  'bandwidth-rate-small': {
    text: list(bridge(), plugin('bandwidth', '"ingressRate": 1', '"ingressBurst": 80000')),
    token: '1',
  },
  'bandwidth-burst-big': {
    text: list(bridge(), plugin('bandwidth', '"ingressRate": 80000', '"ingressBurst": 34359738368')),
    token: '34359738368',
  },
  'bandwidth-units': { unseen: 'Nobody can tell which unit was meant. The hover of each key names it.' },
  'bandwidth-dead-keys': {
    text: list(
      bridge(),
      plugin('bandwidth', '"unshapedSubnets": ["10.0.0.0/8"]', '"capabilities": { "bandwidth": true }'),
    ),
    token: 'unshapedSubnets',
  },
  'sysctl-key': {
    text: list(bridge(), plugin('tuning', '"sysctl": { "kernel.shmmax": "1" }')),
    token: 'kernel.shmmax',
  },
  'sysctl-allowlist': { unseen: `${host}what its /etc/cni/tuning/allowlist.conf allows.` },
  'sysctl-host-only': {
    text: list(bridge(), plugin('tuning', '"sysctl": { "net.core.rmem_max": "1" }')),
    token: 'net.core.rmem_max',
  },
  'disable-check-hint': {
    text: versioned('"0.3.1"', bridge()).replace('"name"', '"disableCheck": true, "name"'),
    token: 'disableCheck',
  },
};
