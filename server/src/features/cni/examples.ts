import type { CniKeyFacts } from '../../model/cniConfig.ts';

/** A value for the key as JSON, of documentation and test ranges where it is an address. */
export function exampleOf(name: string, type: string, facts: CniKeyFacts): string {
  const own = Object.hasOwn(examples, name) ? examples[name] : undefined;
  if (own !== undefined && fits(own, type)) return own;
  const [value] = facts.enum ?? [];
  const initial = facts.default;
  if (type === 'boolean') return initial === true ? 'false' : 'true';
  if (type.startsWith('string')) {
    const text = value ?? (typeof initial === 'string' && !initial.includes(' ') ? initial : undefined);
    return JSON.stringify(text === undefined ? (byType.get(type) ?? 'text') : String(text));
  }
  if (type.startsWith('integer')) return String(value ?? (initial || 1));
  if (type.startsWith('array<string')) return `[${JSON.stringify(byType.get(type.slice(6, -1)) ?? 'text')}]`;
  if (type.startsWith('array<array')) return '[[{}]]';
  return type.startsWith('array') ? '[{}]' : '{}';
}

/** The same key is of other types elsewhere: `mtu` is a string for aws-cni. */
function fits(json: string, type: string): boolean {
  const [first = ''] = json;
  if (type.startsWith('string')) return first === '"';
  if (type.startsWith('integer')) return /\d/.test(first);
  if (type.startsWith('array<array')) return json.startsWith('[[');
  if (type.startsWith('array<string')) return json.startsWith('["');
  if (type.startsWith('array')) return json.startsWith('[{');
  if (type.startsWith('object')) return first === '{';
  return type === 'boolean' ? /[tf]/.test(first) : true;
}

const byType: ReadonlyMap<string, string> = new Map([
  ['string(CIDR)', '10.22.0.0/24'],
  ['string(IP)', '10.22.0.1'],
  ['string(MAC)', '02:00:5e:00:53:01'],
  ['string(path)', '/var/lib/cni/networks'],
  ['string(PCI)', '0000:00:1f.6'],
  ['string(url)', 'https://kubernetes.default'],
  ['string("true"/"false")', 'true'],
]);

const examples: Readonly<Record<string, string>> = {
  cniVersion: '"1.0.0"',
  cniVersions: '["0.4.0", "1.0.0"]',
  name: '"web"',
  plugins: '[{ "type": "bridge" }, { "type": "portmap" }]',
  type: '"bridge"',
  capabilities: '{ "portMappings": true }',
  runtimeConfig: '{ "mac": "02:00:5e:00:53:01" }',
  args: '{ "cni": { "ips": ["10.22.0.9"] } }',
  ipam: '{ "type": "host-local", "subnet": "10.22.0.0/24" }',
  dns: '{ "nameservers": ["10.22.0.1"] }',
  nameservers: '["10.22.0.1"]',
  domain: '"example.com"',
  search: '["example.com"]',
  options: '["ndots:2"]',
  bridge: '"cni0"',
  master: '"eth0"',
  device: '"eth1"',
  kernelpath: '"/sys/devices/pci0000:00/0000:00:1f.6/net/eth1"',
  mtu: '1500',
  vlan: '100',
  vlanId: '100',
  vlanTrunk: '[{ "minID": 100, "maxID": 110 }]',
  id: '100',
  minID: '100',
  maxID: '110',
  subnet: '"10.22.0.0/24"',
  rangeStart: '"10.22.0.10"',
  rangeEnd: '"10.22.0.250"',
  gateway: '"10.22.0.1"',
  gw: '"10.22.0.1"',
  dst: '"0.0.0.0/0"',
  ranges: '[[{ "subnet": "10.22.0.0/24" }], [{ "subnet": "fd00:22::/64" }]]',
  routes: '[{ "dst": "0.0.0.0/0" }]',
  addresses: '[{ "address": "10.22.0.9/24", "gateway": "10.22.0.1" }]',
  address: '"10.22.0.9/24"',
  resolvConf: '"/etc/resolv.conf"',
  provide: '[{ "option": "host-name", "fromArg": "K8S_POD_NAME" }]',
  request: '[{ "option": "routers" }]',
  value: '"web"',
  fromArg: '"K8S_POD_NAME"',
  conditionsV4: '["!", "-d", "192.0.2.0/24"]',
  conditionsV6: '["!", "-d", "2001:db8::/32"]',
  externalSetMarkChain: '"KUBE-MARK-MASQ"',
  ingressRate: '10000000',
  ingressBurst: '1000000',
  egressRate: '10000000',
  egressBurst: '1000000',
  sysctl: '{ "net.core.somaxconn": "500" }',
  vrfname: '"blue"',
  table: '100',
  txQLen: '1000',
  bcqueuelen: '1000',
  priority: '100',
  advmss: '1400',
  delegate: '{ "hairpinMode": true, "isDefaultGateway": true }',
  subnetFile: '"/run/flannel/subnet.env"',
  kubeconfig: '"/etc/cni/net.d/calico-kubeconfig"',
  range: '"10.22.0.0/24"',
  exclude: '["10.22.0.1/32"]',
};
