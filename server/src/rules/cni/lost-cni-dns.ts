import { parseAddress } from '../../model/address.ts';
import { fieldOf, type JsonString } from '../../text/jsonNode.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { yaml } from '../yaml.ts';

export const lostCniDns = defineCniRule({
  id: 'lost-cni-dns',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'Settings of the resolver do not reach the container, or name a server that is none.',
    why: 'Nobody checks them, and `macvlan`, `ipvlan`, `vlan` and `host-device` write their own `dns`, even an empty one, over that of `ipam`.',
    instead: 'Write addresses into `nameservers`, and `dns` beside `ipam` for these plugins.',
    references: [cniPages.format, cniPages.hostLocal],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              {
                "type": "macvlan",
                "dns": { "nameservers": ["8.8.8.888"] },
                #                         ^^^^^^^^^ is no address
                "ipam": { "type": "dhcp" }
              },
              {
                "type": "macvlan",
                "ipam": { "type": "host-local", "subnet": "10.50.0.0/24", "resolvConf": "/etc/resolv.conf" }
                #                                                          ^^^^^^^^^^ \`macvlan\` writes its own
              }
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "ipam": { "type": "host-local", "subnet": "10.50.0.0/24", "resolvConf": "/etc/resolv.conf" } }] }\n',
    ],
  },
  *check({ plugins }) {
    for (const { object, typeName, ipam, facts } of plugins) {
      if (!facts || facts.foreign) continue;
      const dns = fieldOf(object, 'dns');
      const inner = ipam && fieldOf(ipam.object, 'dns');
      for (const each of [dns, inner]) {
        const list = each?.value?.kind === 'object' ? fieldOf(each.value, 'nameservers')?.value : undefined;
        const servers =
          list?.kind === 'array'
            ? list.items.filter((item): item is JsonString => item.kind === 'string' && item.known)
            : [];
        for (const server of servers)
          if (server.value !== '' && !parseAddress(server.value.replace(/%.*$/, '')))
            yield {
              span: server.contentSpan,
              message: `\`${server.value}\` is no address of a name server. It is handed on unchecked.`,
            };
      }
      if (!overwriting.has(typeName ?? '') || dns || !ipam) continue;
      const key = ipam.typeName === 'static' ? 'dns' : ipam.typeName === 'host-local' ? 'resolvConf' : undefined;
      const lost = key === undefined ? undefined : fieldOf(ipam.object, key);
      if (lost)
        yield {
          span: lost.key.contentSpan,
          message: `\`${typeName}\` writes its own \`dns\` over this, even if it has none: the container never sees it.`,
        };
    }
  },
});

const overwriting: ReadonlySet<string> = new Set(['macvlan', 'ipvlan', 'vlan', 'host-device']);
