import { chainFits, unfit } from '../chainOrder.ts';
import type { CniProposal, CniTarget } from './cniProposal.ts';
import { freeSubnetsBeside, takenSubnets } from './subnets.ts';

/** Whole networks where nothing is yet, and whole entries of the chain where one may begin. */
export function snippetProposals({ place, text, texts }: CniTarget): readonly CniProposal[] {
  const [subnet = '10.22.0.0/24'] = freeSubnetsBeside(takenSubnets(texts), 4);
  const { config, path, part, around } = place;
  const isTop = path.length === 0 && config.place === 'file';
  if (isTop && !config.root && part === 'value' && text.text.trim().length <= 1) return networks(subnet);
  if (isTop && config.root?.pairs.length === 0 && place.content === '')
    return networks(subnet).map((each) => ({
      ...each,
      json: inside(each.json, text.text.charAt(place.word.start - 1)),
    }));
  const isEntry =
    part === 'value' && !place.quoted && path.length === 2 && path[0] === 'plugins' && around?.kind === 'array';
  if (!isEntry) return [];
  const index = Number(path[1]);
  const fits = new Map(
    chainFits({ ...config, plugins: config.plugins.filter((each) => each.index < index) }, index).map((fit) => [
      fit.type,
      fit,
    ]),
  );
  return Object.entries(entries(subnet))
    .flatMap(([type, json]) => {
      const fit = fits.get(type);
      return fit && fit.rank < unfit ? [{ type, json, fit }] : [];
    })
    .toSorted((a, b) => a.fit.rank - b.fit.rank)
    .map(({ type, json, fit }) => ({
      label: type,
      json,
      kind: 'module',
      detail: fit.reason,
      documentation: fit.facts.doc ?? '',
    }));
}

/** The entries of an object whose braces are there already. */
function inside(json: string, before: string): string {
  const entries = json.slice(1, -1).replace(/^\n\t/, '').replace(/\n$/, '');
  return before === '{' ? `\n\t${entries}\n` : entries.replaceAll('\n\t', '\n');
}

const hostLocal = (subnet: string): string =>
  `"ipam": {\n\t\t"type": "host-local",\n\t\t"ranges": [[{ "subnet": "\${1:${subnet}}" }]],\n\t\t"routes": [{ "dst": "0.0.0.0/0" }]\n\t}`;

function entries(subnet: string): Readonly<Record<string, string>> {
  return {
    bridge: `{\n\t"type": "bridge",\n\t"bridge": "\${2:cni0}",\n\t"isGateway": true,\n\t"ipMasq": true,\n\t${hostLocal(subnet)}\n}`,
    ptp: `{\n\t"type": "ptp",\n\t"ipMasq": true,\n\t${hostLocal(subnet)}\n}`,
    macvlan: `{\n\t"type": "macvlan",\n\t"master": "\${1:eth0}",\n\t"mode": "bridge",\n\t"ipam": { "type": "dhcp" }\n}`,
    loopback: '{ "type": "loopback" }',
    portmap: '{ "type": "portmap", "capabilities": { "portMappings": true } }',
    firewall: '{ "type": "firewall" }',
    tuning: '{ "type": "tuning", "sysctl": { "${1:net.core.somaxconn}": "${2:500}" } }',
    bandwidth: '{ "type": "bandwidth", "capabilities": { "bandwidth": true } }',
  };
}

function networks(subnet: string): readonly CniProposal[] {
  const { bridge = '', ptp = '', macvlan = '', loopback = '', portmap = '', firewall = '' } = entries(subnet);
  const list = (name: string, ...plugins: readonly string[]): string =>
    `{\n\t"cniVersion": "1.0.0",\n\t"name": "\${3:${name}}",\n\t"plugins": [\n\t\t${plugins.map((each) => each.replaceAll('\n', '\n\t\t')).join(',\n\t\t')}\n\t]\n}`;
  const made: readonly (readonly [string, string, string])[] = [
    [
      'bridge -> portmap -> firewall',
      list('web', bridge, portmap, firewall),
      'A bridge of the host with addresses of a range, published ports and rules in the firewall: what most hosts need.',
    ],
    [
      'ptp -> portmap',
      list('web', ptp, portmap),
      'A link to the host for each container, without a network between them.',
    ],
    ['macvlan', list('lan', macvlan), 'Containers stand in the network of the host with MAC addresses of their own.'],
    ['loopback', list('lo', loopback), 'The loopback interface, which some runtimes want as a network of its own.'],
  ];
  return made.map(([label, json, documentation]) => ({
    label,
    json,
    kind: 'module',
    detail: 'a whole network',
    documentation,
  }));
}
