import { cidrOf, isOn, textOf } from '../../cni/values.ts';
import { contains, parseAddress } from '../../model/address.ts';
import type { CniPlugin, CniRange } from '../../model/cniConfig.ts';
import { defaultRoutes, staticAddresses } from '../cniAddresses.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import type { Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const badCniGateway = defineCniRule({
  id: 'bad-cni-gateway',
  category: 'correctness',
  docs: {
    summary: 'A gateway is no address of its subnet that a container can reach.',
    why: 'With a default route adding a container fails: its next hop cannot be reached. Without one the host cannot be reached.',
    instead: 'Write an address of the subnet, without a prefix; the first one is the default.',
    references: [cniPages.hostLocal, cniPages.static],
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
                "type": "bridge",
                "isGateway": true,
                "ipam": {
                  "type": "host-local",
                  "subnet": "10.50.0.0/24",
                  "gateway": "10.60.0.1",
                  #           ^^^^^^^^^ is not in the subnet \`10.50.0.0/24\`. Adding a container fails
                  "routes": [{ "dst": "0.0.0.0/0" }]
                }
              }
            ]
          }
        `,
      },
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              {
                "type": "bridge",
                "ipam": { "type": "static", "addresses": [{ "address": "10.50.0.9/24", "gateway": "10.50.0.1/24" }] }
                #                                                                                  ^^^^^^^^^^^^ is no address
              }
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "isGateway": true, "ipam": { "type": "host-local", "subnet": "10.50.0.0/24", "gateway": "10.50.0.254" } }] }\n',
    ],
  },
  *check({ plugins }) {
    for (const plugin of plugins) {
      if (!plugin.facts || plugin.facts.foreign) continue;
      for (const { ranges } of plugin.ipam?.sets ?? []) for (const range of ranges) yield* ofRange(range, plugin);
      for (const { address, gateway } of staticAddresses(plugin)) {
        const text = textOf(gateway);
        const cidr = cidrOf(address);
        if (text && text.value !== '' && cidr && parseAddress(text.value)?.value === cidr.address && cidr.prefix < 31)
          yield {
            span: text.contentSpan,
            severity: 'warning',
            message: 'The gateway is the address of the container itself: nothing leaves it.',
          };
        else yield* ofRange({ subnet: address, gateway }, plugin);
      }
    }
  },
});

function* ofRange({ subnet, gateway }: Pick<CniRange, 'subnet' | 'gateway'>, plugin: CniPlugin): Iterable<Finding> {
  const text = textOf(gateway);
  if (!text || text.value === '') return;
  const span = text.contentSpan;
  const address = parseAddress(text.value);
  const cidr = cidrOf(subnet);
  if (!address) {
    // Beside an address in the place of the subnet the two are swapped, which has a finding of its own.
    const isSwapped = text.value.includes('/') && subnet && !cidr && parseAddress(textOf(subnet)?.value ?? '');
    if (!isSwapped)
      yield {
        span,
        message: `A gateway is an address without a prefix, and \`${text.value}\` is no address. Adding a container fails.`,
      };
    return;
  }
  if (!cidr) return;
  const hasRoute = isOn(plugin.object, 'isDefaultGateway') || defaultRoutes(plugin, cidr.family).some(({ gw }) => !gw);
  const consequence = hasRoute
    ? 'Adding a container fails: the next hop of its default route cannot be reached.'
    : 'The host cannot be reached through it.';
  const level = hasRoute ? {} : { severity: 'warning' as const };
  const written = textOf(subnet)?.value;
  if (address.family !== cidr.family)
    yield {
      span,
      severity: 'warning',
      message: `\`${text.value}\` is of another family than the subnet \`${written}\`, which has no gateway with it.`,
    };
  else if (!contains(cidr, address))
    yield { span, ...level, message: `\`${text.value}\` is not in the subnet \`${written}\`. ${consequence}` };
  else if (cidr.family === 4 && cidr.prefix < 31 && address.value === cidr.last)
    yield { span, ...level, message: `\`${text.value}\` is the broadcast address of the subnet. ${consequence}` };
  else if (cidr.prefix < (cidr.family === 4 ? 31 : 127) && address.value === cidr.first)
    yield {
      span,
      severity: 'warning',
      message: `\`${text.value}\` is the address of the subnet itself and serves nobody as a gateway.`,
    };
}
