/** What a value of a key means, in a few words; empty where the value says it all. */
export function valueWords(key: string, value: string | number, of: string): string {
  const words = Object.hasOwn(byKey, `${of} ${key}`)
    ? byKey[`${of} ${key}`]
    : Object.hasOwn(byKey, key)
      ? byKey[key]
      : undefined;
  return words && Object.hasOwn(words, value) ? (words[value] ?? '') : '';
}

const ruleEngines = {
  iptables: 'rules of iptables',
  nftables: 'rules of nftables, in tables of its own',
};

const versions = {
  '0.1.0': 'the oldest; what a missing version stands for',
  '0.2.0': 'adds VERSION and `args`',
  '0.3.0': 'adds lists of plugins and results with several interfaces',
  '0.3.1': 'repairs the result of 0.3.0',
  '0.4.0': 'adds CHECK and hands the result to DEL; the oldest that `firewall` takes',
  '1.0.0': 'drops the family from addresses of results; what most runtimes write',
  '1.1.0': 'adds GC, STATUS, `cniVersions` and files beside the list; only runtimes with libcni 1.2 and newer',
};

const byKey: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cniVersion: versions,
  ipMasqBackend: ruleEngines,
  'portmap backend': ruleEngines,
  'firewall backend': {
    iptables: 'chains CNI-FORWARD and CNI-ADMIN',
    firewalld: 'the zone of `firewalldZone`',
  },
  ingressPolicy: {
    open: 'whoever has a route may come in',
    'same-bridge': 'only from the same bridge; other networks that say so too are kept out',
    isolated: 'from no other container, not even of the same bridge; needs br_netfilter',
  },
  'macvlan mode': {
    bridge: 'containers of one master reach each other directly; the host is not reached',
    private: 'containers of one master do not reach each other',
    vepa: 'all traffic goes to the switch outside, which has to send it back',
    passthru: 'one container takes the master over alone',
  },
  'ipvlan mode': {
    l2: 'one network with the master, ARP and broadcasts among it',
    l3: 'routed; no ARP, broadcasts or multicast',
    l3s: 'as l3, and the host sees the traffic in its connection tracking',
  },
  'bond mode': {
    'balance-rr': 'one packet on each link in turn',
    'active-backup': 'one link works, the others wait',
    '802.3ad': 'LACP with the switch',
  },
  scope: { 0: 'universe', 200: 'site', 253: 'link', 254: 'host', 255: 'nowhere' },
};
